#pragma once
// How a project stands now: from the tallies, at the same cost for any number of annotations.

#include "app/context.h"
#include "quality/inspection.h"

namespace assay::app {

struct Overview {
  std::int64_t log_position = 0;
  std::int64_t quarantined = 0;
  quality::Inspection inspection;  // of every question: data, agreement, categories, accuracy against gold
};

// Agreement with linearised and bootstrap intervals from the patterns; accuracy with an interval that allows
// for answers of one item being alike. No models: those are in snapshots.
Result<Overview> overview(Context& context, const Caller& caller, domain::ProjectId project);
// Of a table, whosever part it holds.
Result<Overview> overview_of(live::ProjectTable& table);

}  // namespace assay::app
