#pragma once
// How a project stands now: from the tallies, at the same cost for any number of annotations.

#include <map>
#include <string>

#include "app/context.h"
#include "quality/inspection.h"
#include "stats/accuracy/clustered_rate.h"

namespace assay::app {

struct Overview {
  std::int64_t log_position = 0;
  std::int64_t quarantined = 0;
  live::ProjectTable::Removed removed;  // erased, and in no number
  // By question: what its condition sets aside; in no other number.
  std::map<std::string, live::SetAside> set_aside;
  quality::Inspection inspection;  // of every question: data, agreement, categories, accuracy against gold
};

// The share of answers that are right, from those that are wrong, with an interval that allows for answers of
// one item being alike. Undefined without an answer.
Estimate accuracy_of(const stats::ClusterSums& wrong);

// Agreement with linearised and bootstrap intervals from the patterns; accuracy with an interval that allows
// for answers of one item being alike. No models: those are in snapshots.
Result<Overview> overview(Context& context, const Caller& caller, domain::ProjectId project);
// Of a table, whosever part it holds.
Result<Overview> overview_of(live::ProjectTable& table);
// Of questions as they stand somewhere; the place in the log is the caller's to say.
Overview overview_from(const std::vector<live::QuestionState>& states);

}  // namespace assay::app
