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
  int draws = 400;
  std::uint64_t seed = 1;
  std::uint64_t person = 0;  // numbers the random stream
};

// counts[truth * K + given]: how often given was answered where truth was (believed to be) right; prior of
// the same shape, > 0: pseudo-counts of the rows' Dirichlet distributions, from which the interval is drawn.
// The value is the mean of the draws. K >= 2. Cost O(draws * K^2).
SpammerScore spammer_score(std::span<const double> counts, std::span<const double> prior,
                           std::size_t category_count, const SpammerOptions& options);

}  // namespace assay::stats
