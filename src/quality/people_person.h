#pragma once
// What is unusual of one person's answers. Inside quality.

#include <cstdint>
#include <vector>

#include "quality/people.h"
#include "quality/people_histories.h"
#include "stats/consensus/consensus.h"

namespace assay::quality {

// Mean logarithm of the seconds that people took for each item; empty without durations.
struct ItemTimes {
  std::vector<double> sum;
  std::vector<std::uint32_t> count;
};
ItemTimes item_times(const Workspace& work);

// The judged answers of a history.
struct Judged {
  std::vector<std::uint8_t> error;
  std::vector<double> expected;
  std::vector<std::uint64_t> annotation;
};
Judged judged_of(const History& history);

struct Looked {
  PersonEvidence evidence;  // not adjusted yet for how many people are looked at
  double tells_little = 0;  // probability that the spammer score is below 0.1
};

// fit: a model with full confusion matrices, or nullptr.
Looked look_at(const Workspace& work, const stats::Fit* fit, const ItemTimes& times, const History& history,
               std::uint32_t person);

}  // namespace assay::quality
