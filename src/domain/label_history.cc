#include "domain/label_history.h"

#include <algorithm>

namespace assay::domain {
namespace {

const CategoryChange* change_of(const std::vector<CategoryChange>& mapping, std::string_view question,
                                std::string_view label) {
  for (const CategoryChange& change : mapping) {
    if (change.question != question) continue;
    if (std::find(change.from.begin(), change.from.end(), label) != change.from.end()) return &change;
  }
  return nullptr;
}

}  // namespace

LabelHistory::LabelHistory(std::vector<SchemaStep> steps) : steps_(std::move(steps)) {}

std::size_t LabelHistory::step_of_annotation(std::int64_t sequence) const {
  const auto after = std::partition_point(
      steps_.begin(), steps_.end(), [&](const SchemaStep& step) { return step.after_annotation < sequence; });
  return after == steps_.begin() ? 0 : static_cast<std::size_t>(after - steps_.begin()) - 1;
}

std::size_t LabelHistory::step_of_gold(std::int64_t id) const {
  const auto after = std::partition_point(steps_.begin(), steps_.end(),
                                          [&](const SchemaStep& step) { return step.after_gold < id; });
  return after == steps_.begin() ? 0 : static_cast<std::size_t>(after - steps_.begin()) - 1;
}

std::optional<std::string> LabelHistory::now(std::size_t step, std::string_view question,
                                             std::string_view label) const {
  std::string name(label);
  for (std::size_t next = step + 1; next < steps_.size(); ++next) {
    const CategoryChange* change = change_of(steps_[next].mapping, question, name);
    if (change == nullptr) continue;
    if (change->to.size() != 1) return std::nullopt;
    name = change->to.front();
  }
  return name;
}

}  // namespace assay::domain
