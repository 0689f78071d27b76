#pragma once
// Cohen's kappa averaged over the pairs of annotators who share enough items (Light 1971).
// docs/methods/agreement.md.

#include <cstdint>
#include <span>
#include <vector>

#include "base/estimate.h"
#include "stats/agreement/distance.h"
#include "stats/votes.h"

namespace assay::stats {

struct MeanCohenOptions {
  std::int64_t shared_min = 10;  // items a pair must share
  double level = 0.95;
  // Per annotator code a place in an order that does not depend on the order of rows, all different;
  // `ignored` (by_annotator.h): left out.
  std::span<const std::uint32_t> rank;
  double labels_max = 2e7;  // labels met on the way; beyond it only pairs of the first annotators by rank
};

struct MeanCohen {
  Estimate estimate;  // n counts items with a counted pair
  std::int64_t pairs = 0;
  std::int64_t undefined_pairs = 0;  // enough items, but one category only: not in the mean
  bool sampled = false;
};

// One result per scale (nominal, linear, quadratic). Interval: BCa over items, or with many labels the
// delete-one-item jackknife with t; the set of pairs is held fixed, and a pair that one item alone keeps
// defined counts as unchanged without it. Cost O(sum over
// items of labels^2); memory O(labels + pairs of one annotator). Same bits for any number of threads and any
// order of rows.
std::vector<MeanCohen> mean_cohen(const Votes& votes, const CategoryValues& values,
                                  std::span<const Scale> scales, const MeanCohenOptions& options);

}  // namespace assay::stats
