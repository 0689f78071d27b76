#pragma once
// The inner loop of Dawid-Skene for up to dense_categories_max categories: E step and the counts of the M
// step in one pass over the annotations, without storing posteriors until they are asked for. Inside
// stats/consensus.

#include <vector>

#include "stats/consensus/consensus.h"

namespace assay::stats {

// A row of `stride` numbers, one per true category, for every (annotator, given category).
struct ConfusionTable {
  std::size_t stride = 0;    // categories, rounded up to a multiple of four
  std::vector<float> cells;  // [(annotator * K + given) * stride + truth]
};

std::size_t dense_stride(std::uint32_t category_count);

struct EmPass {
  const ConfusionTable* log_share = nullptr;  // log pi
  std::span<const double> log_prior;
  ConfusionTable* count = nullptr;             // out: expected counts, overwritten
  std::vector<double>* prior_count = nullptr;  // out: sum of posteriors per category
  Posterior* posterior = nullptr;              // out: filled when not null
};

// One pass; returns the log-likelihood. Same bits for any number of threads: chunks are fixed by the number
// of items and their sums are added in order. Cost O(labels * categories), memory a few confusion tables.
double em_pass(const Votes& votes, const ConsensusOptions& options, const EmPass& pass);

// The counts of the first M step: from the shares of votes, smoothed by 0.01 (methods 2.2).
void start_counts(const Votes& votes, const ConsensusOptions& options, const EmPass& pass);

}  // namespace assay::stats
