#pragma once
// What each annotator gives when something is true, by the posterior of a consensus model.

#include <cstdint>
#include <vector>

#include "labels/table.h"
#include "stats/consensus/consensus.h"

namespace assay::quality {

struct ConfusionCell {
  std::uint32_t annotator = 0;
  std::uint32_t truth = 0, given = 0;  // categories
  double count = 0;                    // expected number of annotations: the sum of the posterior of `truth`
  double share = 0;                    // of the annotator's annotations on items of `truth`
};

// Cells with something in them, by annotator's name, truth, given. Unknown annotators are left out. Cost:
// labels times the categories an item's posterior holds, and a sort. Row order does not matter to the bit.
std::vector<ConfusionCell> annotator_confusion(const labels::Table& table, const stats::Votes& votes,
                                               const stats::Fit& fit);

}  // namespace assay::quality
