#pragma once
// How high does the best score climb when errors fall at random? Permutation maximum statistic, methods 4.4
// (i).

#include <cstdint>
#include <span>
#include <vector>

#include "stats/slices/slice_line.h"

namespace assay::stats {

struct PermutationOptions {
  std::uint64_t seed = 1;
  std::uint64_t run = 0;            // which run of the family: its own random numbers
  std::size_t replicate_max = 199;  // B
  double observed = 0;              // the best score of the run
  std::size_t stop_after =
      20;  // replicates that reach `observed`; then no p can become small (Besag and Clifford 1991)
};

struct PermutationMaxima {
  std::vector<double> best;  // of each replicate made, in order
  bool stopped = false;
};

// Errors are permuted among the rows of a block (block empty: among all rows); weights and features stay.
PermutationMaxima permute_errors(const SliceRows& rows, std::span<const std::uint32_t> block,
                                 const SliceLineOptions& search, const PermutationOptions& options);

// For features that are functions of the annotator: which annotator has which values is permuted, so that
// each annotator's errors stay together. One row per annotator: weight = labels, error = share wrong.
PermutationMaxima permute_annotators(const SliceRows& annotators, const SliceLineOptions& search,
                                     const PermutationOptions& options);

// (1 + replicates that reach the score) / (1 + replicates); after an early stop: for a score that reached
// stop_after, reached / made.
double permutation_p(const PermutationMaxima& maxima, double score);

}  // namespace assay::stats
