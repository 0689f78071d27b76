#pragma once
// Two snapshots of a project side by side: the same items before and after a change.

#include "app/context.h"
#include "domain/nouns.h"
#include "quality/comparison.h"

namespace assay::app {

struct ComparisonSpec {
  domain::SnapshotId before, after;
  std::int64_t seed = 1;
  double level = 0.95;
};
// Every question that both have. Read from the record as each snapshot saw it; gold is that of `before`.
// Cost: two passes over the project's record and the comparison itself. Refuses snapshots of other projects.
Result<quality::Comparison> comparison(Context& context, const Caller& caller, domain::ProjectId project,
                                       const ComparisonSpec& spec);

}  // namespace assay::app
