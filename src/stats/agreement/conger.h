#pragma once
// Conger's kappa: chance agreement from each annotator's own use of the categories.
// docs/methods/agreement.md.

#include <optional>
#include <span>

#include "base/estimate.h"
#include "stats/agreement/distance.h"
#include "stats/votes.h"

namespace assay::stats {

struct CongerInput {
  Votes votes;
  CategoryValues values;
  std::span<const std::uint32_t> rank;  // `ignored` (by_annotator.h): this annotator's labels do not count
  Scale scale = Scale::nominal;         // nominal, linear, quadratic, ordinal
  double level = 0.95;
};

struct Conger {
  Estimate estimate;  // for these annotators: BCa over items, or with many labels the linearised variance
  // What other annotators of the same kind would add to the standard error: leave-one-annotator-out
  // jackknife. Absent where leaving one out leaves no item with two labels.
  std::optional<double> annotator_error;
};

// n counts items with a label. Fewer than two annotators or no item with two labels: insufficient. One
// category: no variation. Cost O(labels + categories) unweighted, O(labels + categories^2 + annotators *
// categories each used^2) weighted. Same bits for any number of threads and any order of rows.
Conger conger_kappa(const CongerInput& input);

}  // namespace assay::stats
