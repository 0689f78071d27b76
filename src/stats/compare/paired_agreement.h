#pragma once
// Agreement before and after on the same items, and their difference, with BCa bootstrap intervals over
// items: a resampled item brings what was said of it before and after, so that what is difficult on both
// sides cancels (Efron and Tibshirani 1993, section 8).

#include <cstdint>
#include <string>
#include <vector>

#include "base/estimate.h"
#include "stats/agreement/distance.h"
#include "stats/interval/bca.h"
#include "stats/votes.h"

namespace assay::stats {

struct PairedVotes {
  Votes before, after;  // the same item and category codes
};

struct PairedAgreement {
  std::string metric, weights;
  Estimate before, after, difference;
};

// Items that have two labels or more on both sides.
std::vector<std::uint32_t> comparable_items(const PairedVotes& votes);

// Percent agreement and Krippendorff's alpha with each of the scales, over comparable items. Cost: replicates
// times the distinct pairs of patterns. Same bits for any number of threads and any order of rows.
std::vector<PairedAgreement> paired_agreement(const PairedVotes& votes, const CategoryValues& values,
                                              const std::vector<Scale>& scales,
                                              const BootstrapOptions& options);

// Share of agreeing pairs on one item; -1 when it has fewer than two labels.
double item_agreement(const Votes& votes, std::size_t item);

}  // namespace assay::stats
