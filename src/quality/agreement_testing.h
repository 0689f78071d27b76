#pragma once
// Small deliveries for the tests of agreement.

#include <string>
#include <vector>

#include "base/rng.h"
#include "labels/table.h"
#include "quality/inspect.h"
#include "quality/sections.h"

namespace assay::quality {

inline void add_label(labels::Table& table, const std::string& item, const std::string& annotator,
                      const std::string& label) {
  labels::Row row;
  row.item = item;
  row.annotator = annotator;
  row.label = label;
  table.add(row);
}

// A workspace without models, ready for the sections of agreement.
inline std::unique_ptr<Workspace> workspace_of(const labels::Table& table, InspectOptions options = {}) {
  auto work = std::make_unique<Workspace>();
  options.replicates = 200;
  work->table = &table;
  work->options = options;
  work->question = labels::question_table(table, 0, options.question).value();
  work->patterns = labels::count_patterns(work->question, {});
  work->votes = view_of(work->question);
  work->pattern_view = view_of(work->patterns, work->question.category_count());
  return work;
}

inline QuestionInspection blank_of(const Workspace& work) {
  QuestionInspection out;
  out.categories = work.question.categories;
  out.kind = work.question.kind;
  return out;
}

inline const AgreementRow* row_of(const QuestionInspection& out, const std::string& metric,
                                  const std::string& weights) {
  for (const AgreementRow& row : out.agreement) {
    if (row.metric == metric && row.weights == weights) return &row;
  }
  return nullptr;
}

}  // namespace assay::quality
