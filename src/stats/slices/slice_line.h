#pragma once
// SliceLine: the exact top K conjunctions of feature values in which errors concentrate. Source: Sagadeeva
// and Boehm, SIGMOD 2021; methods 4.2, 4.3. docs/methods/slices.md.

#include <optional>
#include <string>
#include <vector>

#include "stats/slices/slice_rows.h"

namespace assay::stats {

struct SliceLineOptions {
  std::size_t top = 10;                // K
  std::size_t depth_max = 3;           // predicates of a slice, at most 3
  std::optional<double> alpha = 0.95;  // none: balanced_alpha of the rows searched
  double size_min = 32;
  std::int64_t rows_min = 10;  // under weights: sampled rows a slice needs besides
  std::int64_t evaluation_max = 2'000'000;
};

enum class SliceSearchEnd {
  exact,      // nothing better exists
  partial,    // the budget ended inside level exact_depth + 1
  no_errors,  // no row is wrong: nothing to concentrate
  no_rows
};

struct SliceSearch {
  std::vector<FoundSlice> slices;  // best first; score > 0
  SliceSearchEnd end = SliceSearchEnd::exact;
  std::size_t exact_depth = 0;  // exact among slices of at most this many predicates
  std::int64_t evaluations = 0;
  SliceScoring scoring;  // m, mean error and the rest, as used
};

// Cost: evaluations * rows / 64 words; memory one bitmap per feature value with size_min rows.
// The same slices for any number of threads.
SliceSearch slice_line(const SliceRows& rows, const SliceLineOptions& options = {});

// The scoring of a run: m, mean error and largest error of its rows.
SliceScoring slice_scoring(const SliceRows& rows, const SliceLineOptions& options);

// Drops every slice whose members overlap those of a better one: Jaccard index (of weights) above
// `jaccard_max`. Cost O(rows * slices / 64).
std::vector<FoundSlice> without_redundant(const SliceRows& rows, const std::vector<FoundSlice>& slices,
                                          double jaccard_max = 0.8);

}  // namespace assay::stats
