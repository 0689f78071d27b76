#include "quality/agreement_plan.h"

namespace assay::quality {
namespace {

using stats::Scale;

bool all_items_have_two_labels(const stats::Patterns& patterns) {
  for (std::size_t v = 0; v < patterns.pattern_count(); ++v) {
    std::uint64_t labels_on_item = 0;
    for (std::size_t at = patterns.pattern_begin[v]; at < patterns.pattern_begin[v + 1]; ++at) {
      labels_on_item += patterns.count[at];
    }
    if (labels_on_item != 2) return false;
  }
  return patterns.pattern_count() > 0;
}

std::vector<Scale> alpha_scales(labels::Kind kind) {
  switch (kind) {
    case labels::Kind::nominal:
      return {Scale::nominal};
    case labels::Kind::ordinal:
      return {Scale::ordinal, Scale::nominal, Scale::interval};
    case labels::Kind::interval:
      return {Scale::interval, Scale::ordinal, Scale::nominal};
    case labels::Kind::ratio:
      return {Scale::ratio, Scale::interval, Scale::ordinal, Scale::nominal};
    case labels::Kind::set:
      return {Scale::jaccard, Scale::masi, Scale::nominal};
  }
  return {Scale::nominal};
}

std::vector<Scale> weight_scales(labels::Kind kind, std::uint32_t category_count) {
  if (category_count > weighted_categories_max) return {Scale::nominal};
  switch (kind) {
    case labels::Kind::ordinal:
      return {Scale::nominal, Scale::linear, Scale::quadratic, Scale::ordinal};
    case labels::Kind::interval:
    case labels::Kind::ratio:
      return {Scale::nominal, Scale::linear, Scale::quadratic};
    case labels::Kind::nominal:
    case labels::Kind::set:
      return {Scale::nominal};
  }
  return {Scale::nominal};
}

}  // namespace

stats::Scale headline_scale(labels::Kind kind) { return alpha_scales(kind).front(); }

stats::AgreementPlan agreement_plan(labels::Kind kind, const stats::Patterns& patterns) {
  stats::AgreementPlan plan;
  plan.alpha = alpha_scales(kind);
  plan.weights = weight_scales(kind, patterns.category_count);
  plan.scott = all_items_have_two_labels(patterns);
  return plan;
}

stats::CategoryValues values_of(const labels::QuestionTable& question) {
  return {question.category_number, question.member_sets};
}

}  // namespace assay::quality
