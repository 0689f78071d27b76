#pragma once
// Found in one half of the data, tested in the other: what a permutation maximum cannot say of each slice.
// Methods 4.4 (ii).

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "stats/slices/slice_line.h"

namespace assay::stats {

// Fisher's exact test, one-sided: the slice has more errors than the margins explain. Counts of rows.
struct TwoByTwo {
  std::int64_t slice_errors = 0, slice_rows = 0;
  std::int64_t all_errors = 0, all_rows = 0;
};
double fisher_p(const TwoByTwo& table);

// Holm's step-down adjustment (1979), in the order given.
std::vector<double> holm_adjusted(std::span<const double> p);

// Is the rate in the slice higher than outside? Rows that come one per cluster, unweighted and 0/1: Fisher.
// Otherwise the score z of the difference with variances between clusters; fewer than 10 clusters in the
// slice, or none outside: 1 (see too_few). cluster: empty, or one per row, rows of a cluster together.
double slice_higher_p(const SliceRows& rows, std::span<const std::uint64_t> cluster,
                      const std::vector<SlicePredicate>& predicates);

// Clusters of the slice, where the score z needs more of them than there are.
inline constexpr std::int64_t confirm_clusters_min = 10;
std::optional<std::int64_t> too_few_clusters(const SliceRows& rows, std::span<const std::uint64_t> cluster,
                                             const std::vector<SlicePredicate>& predicates);

struct ConfirmOptions {
  std::uint64_t seed = 1;
  std::uint64_t run = 0;
  SliceLineOptions search;  // top: how many slices of the first half are put to the test
};

struct ConfirmedSlice {
  std::vector<SlicePredicate> predicates;
  double p_adjusted = 1;  // Holm over the slices put to the test; a slice that could not be tested has 1
  std::optional<std::int64_t> too_few;  // clusters in the second half, where they are too few to test it
};

// Halves by cluster (`keep_together`, one id per row; empty: by row), drawn with the seed. `cluster` as in
// slice_higher_p.
std::vector<ConfirmedSlice> confirm_by_halves(const SliceRows& rows,
                                              std::span<const std::uint64_t> keep_together,
                                              std::span<const std::uint64_t> cluster,
                                              const ConfirmOptions& options);

}  // namespace assay::stats
