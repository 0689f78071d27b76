#pragma once
// Is agreement in a slice lower than elsewhere? docs/methods/agreement.md.

#include <cstdint>
#include <optional>
#include <span>

#include "stats/agreement/distance.h"
#include "stats/agreement/pooling.h"
#include "stats/votes.h"

namespace assay::stats {

// Larger parts than this are compared by the normal approximation, which is as good by then and costs
// nothing.
inline constexpr std::int64_t permuted_items_max = 5000;
inline constexpr std::int64_t permutations_min = 199;  // fewer than this say too little
inline constexpr std::int64_t permutations_max = 9999;

// What a permutation may cost, shared by every slice of a report: units of some ten nanoseconds. Spent in the
// order of the slices, so that the same slices are tested in the same way whatever the number of threads.
struct PermutationBudget {
  double units = 1e8;
  std::int64_t slices = 0;  // still to come
};

struct SliceTestInput {
  Patterns pool;  // the items of all slices of the family, none of them with a single label
  CategoryValues values;
  Scale scale = Scale::nominal;
  double observed = 0;     // alpha of the slice
  std::int64_t items = 0;  // of the slice
  std::uint64_t seed = 1;
  std::uint64_t stream = 0;  // a number of the slice's own
};

// One-sided p: alpha of as many items drawn at random from the pool, at most 9,999 times; stops at the 20th
// draw that is as low as the slice (Besag and Clifford 1991: p = 20 / draws). Nothing when the budget does
// not allow 199 draws or when both the slice and the rest are large. Same bits for any number of threads.
std::optional<double> permutation_p(const SliceTestInput& input, PermutationBudget& budget);

// One-sided p of slice `at` against the precision-weighted mean of the other slices, by the normal
// approximation. Nothing when there are no others.
std::optional<double> normal_p(std::span<const SliceCoefficient> slices, std::size_t at);

}  // namespace assay::stats
