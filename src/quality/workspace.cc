#include "quality/workspace.h"

namespace assay::quality {

stats::Patterns view_of(const labels::PatternCounts& patterns, std::uint32_t category_count) {
  stats::Patterns view;
  view.pattern_begin = patterns.pattern_begin;
  view.category = patterns.category;
  view.count = patterns.count;
  view.item_count = patterns.item_count;
  view.category_count = category_count;
  return view;
}

stats::Votes view_of(const labels::QuestionTable& question) {
  stats::Votes view;
  view.item_begin = question.item_begin;
  view.annotator = question.annotator;
  view.category = question.category;
  view.annotator_count = question.annotator_count;
  view.category_count = question.category_count();
  return view;
}

}  // namespace assay::quality
