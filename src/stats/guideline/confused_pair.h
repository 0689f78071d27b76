#pragma once
// Two categories that are confused: is it a region of the items, the definition of the categories, or a
// difference between people? Source: methods 9.1. The answer for items and definitions is alpha among the
// labels of the two categories alone: where definitions overlap, every such item is a toss-up and alpha is
// low; where a rule is missing for some items, the others are agreed on and alpha is high.

#include <cstdint>
#include <vector>

#include "base/estimate.h"
#include "stats/votes.h"

namespace assay::stats {

// How many pairs of labels of one item disagree by saying k and l: sum of r_ik r_il / (r_i - 1), by which
// pairs of categories are ranked.
struct PairConfusion {
  std::uint32_t k = 0, l = 0;  // k < l
  double disagreements = 0;
};

// Most first, at most `most` of them. Cost O(sum over items of different categories^2).
std::vector<PairConfusion> most_confused(const Votes& votes, std::size_t most);

struct Leaning {
  std::uint32_t annotator = 0;
  std::int64_t labels = 0;  // on the split items looked at
  double z = 0;             // positive: says k more often than the others on the same items
};

struct ConfusedPair {
  std::uint32_t k = 0, l = 0;
  double disagreements = 0;
  std::int64_t items = 0;        // with two labels of the pair and more
  std::int64_t split_items = 0;  // of these, with both
  Estimate agreement;            // alpha among labels of the pair; n: items; jackknife over items
  double people_p = 1;           // people differ in which of the two they say, by permutation within items
  std::vector<Leaning> leaning;  // people beyond 2.5 standard deviations, the farthest first
};

struct ConfusedPairOptions {
  double level = 0.95;
  int permutations = 199;
  std::uint64_t seed = 1;
};

// Insufficient (agreement) with fewer than ten items. Differences between people are looked for on the first
// 5,000 split items. Cost: a pass over the labels, then permutations * labels of those items.
ConfusedPair confused_pair(const Votes& votes, const PairConfusion& pair, const ConfusedPairOptions& options);

}  // namespace assay::stats
