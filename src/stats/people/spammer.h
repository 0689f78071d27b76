#pragma once
// Does what somebody answers depend on the item at all? The score of Raykar and Yu (2012): how far the rows
// of a confusion matrix lie apart, 0 for answers that tell nothing, 1 for perfect ones. Source: methods 6.4.

#include <cstdint>
#include <span>

#include "base/estimate.h"

namespace assay::stats {

struct SpammerScore {
  Estimate score;              // 0..1; n: labels
  double probability_low = 0;  // that the score is below 0.1
};

struct SpammerOptions {
  double level = 0.95;
  double labels_min = 30;
};

// counts[truth * K + given]: how often given was answered where truth was (believed to be) right; prior of
// the same shape, > 0: pseudo-counts of the rows' Dirichlet distributions. The mean of the score is exact;
// its variance has the terms of first and second order; the interval is that of the beta distribution with
// both. K >= 2. Cost O(K^3).
SpammerScore spammer_score(std::span<const double> counts, std::span<const double> prior,
                           std::size_t category_count, const SpammerOptions& options);

}  // namespace assay::stats
