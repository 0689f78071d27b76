#pragma once
// What labels given under earlier versions of a schema mean under the latest.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/schema.h"

namespace assay::domain {

// A version of the schema and where in the record it took effect.
struct SchemaStep {
  std::int64_t version = 1;
  std::int64_t after_annotation = 0;    // annotations with a greater sequence came under it
  std::int64_t after_gold = 0;          // gold with a greater id
  std::vector<CategoryChange> mapping;  // from the version before
};

class LabelHistory {
 public:
  LabelHistory() = default;                              // one version, nothing to map
  explicit LabelHistory(std::vector<SchemaStep> steps);  // in order of versions

  // Index of the step under which it came; cost: a binary search.
  std::size_t step_of_annotation(std::int64_t sequence) const;
  std::size_t step_of_gold(std::int64_t id) const;
  std::size_t latest() const { return steps_.empty() ? 0 : steps_.size() - 1; }
  std::int64_t version(std::size_t step) const { return steps_.empty() ? 1 : steps_[step].version; }

  // The label's name under the latest version: its own, that of the category it became or was merged into;
  // nothing when its category was split since, so that somebody must label again.
  std::optional<std::string> now(std::size_t step, std::string_view question, std::string_view label) const;

 private:
  std::vector<SchemaStep> steps_;
};

}  // namespace assay::domain
