#pragma once
// Assay's own CSV: what a table holds as a file that reads back to the same annotations.

#include <string>

#include "labels/table.h"

namespace assay::formats {

// item,annotator,label and, where the table has them, question, time, duration, guideline_version, batch,
// provider, anchored, reviewed; one line per row of the table, in its order. An unknown annotator and a
// missing label are empty cells; read back, a row without a label is skipped, as it was. Items that have no
// row and gold are not in it. Cells that a spreadsheet would run as a formula are guarded with an apostrophe,
// which the reader takes off.
std::string annotations_csv(const labels::Table& table);

// The same line by line. The table outlives this; made by a pass over its states.
class AnnotationsCsv {
 public:
  explicit AnnotationsCsv(const labels::Table& table);
  std::string header() const;
  void append(std::string& text, std::size_t row) const;

 private:
  const labels::Table& table_;
  bool question_, anchored_, reviewed_;
};

// item,label and, where there are several questions, question: the gold of a table.
std::string gold_csv(const labels::Table& table);

}  // namespace assay::formats
