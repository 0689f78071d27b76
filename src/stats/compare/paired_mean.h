#pragma once
// The mean difference over items with its BCa bootstrap interval over items (Efron 1987;
// stats/interval/bca.h).

#include <span>

#include "base/estimate.h"
#include "stats/interval/bca.h"

namespace assay::stats {

struct PairedMeanOptions {
  BootstrapOptions bootstrap;
  // The largest difference that an item can have, 0 when there is none. When no item differs, every resample
  // says so too; then the limits are +- bound times the exact upper limit for the share of items that differ.
  double bound = 0;
};

// differences: after - before, one per item. Fewer than two: insufficient. Cost: replicates times distinct
// differences; above 20,000 distinct ones Student's t stands in for the bootstrap.
Estimate paired_mean(std::span<const double> differences, const PairedMeanOptions& options);

}  // namespace assay::stats
