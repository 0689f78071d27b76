#pragma once
// Bytes to rows. One file per format; registry() is the visible list that the commands, the docs and the
// fuzzers share.

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formats/problem.h"
#include "labels/table.h"

namespace assay::formats {

struct ReadOptions {
  std::string file;                            // its name, for messages
  std::string format;                          // "" = detect
  char delimiter = 0;                          // CSV: 0 = detect
  std::map<std::string, std::string> columns;  // role -> column name, overriding detection: {"item","doc_id"}
  std::string annotator;                       // whose annotations that name nobody are; see below
  std::int64_t counts_max = 1'000'000;         // annotations that a file of counts may stand for
  std::int64_t line_bytes_max = 64 << 20;      // a longer line is a problem, not a crash
};
// annotator: a name; "file": the name of the file without its ending; "-": nobody; "": what the format does
// of itself (doccano, COCO and INCEpTION take the file's name, since they write one file per person).

// What a reader understood, for the report: "comma, UTF-8, header; item=task, annotator=worker, label=label".
struct ReadSummary {
  std::string format;
  std::string understood;
  std::int64_t rows = 0;  // rows handed to the table
  std::int64_t gold = 0;  // gold found inside the file (ground_truth of Label Studio)
};

struct Format {
  const char* name;         // "csv", "jsonl", "label_studio"
  const char* description;  // one line for `assay formats`
  // Is this that format? head is the first 64 KiB. Cheap, no false yes on other formats' files.
  bool (*looks_like)(std::string_view head, std::string_view file);
  // Appends the annotations of bytes to table. A problem with a row is listed and the row left out (or kept
  // with a state); an Error means that the file as a whole cannot be read.
  Result<ReadSummary> (*read)(std::string_view bytes, const ReadOptions& options, labels::Table& table,
                              Problems& problems);
};

std::span<const Format> registry();

// The format that options.format names, or that the bytes look like; nothing when there is none.
const Format* format_of(std::string_view bytes, const ReadOptions& options);

// Detects (or takes options.format) and reads. A zip is read as the files in it. Refuses empty, binary,
// UTF-16 and unknown files with what to do.
Result<ReadSummary> read_annotations(std::string_view bytes, const ReadOptions& options, labels::Table& table,
                                     Problems& problems);

// Gold: item,label[,question] as CSV, TSV or JSONL, or an export of a labelling tool all of whose answers are
// trusted (CVAT's ground truth job, a curator's file). Items unknown to the table are added to its
// dictionary.
Result<ReadSummary> read_gold(std::string_view bytes, const ReadOptions& options, labels::Table& table,
                              Problems& problems);

// Attributes: first column with the role item (or annotator), every other column an attribute.
enum class AttributeOf { item, annotator };
Result<ReadSummary> read_attributes(std::string_view bytes, AttributeOf subject, const ReadOptions& options,
                                    labels::Table& table, Problems& problems);

}  // namespace assay::formats
