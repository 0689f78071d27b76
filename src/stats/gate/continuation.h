#pragma once
// What may still come, by simulation: for tests whose evidence depends on more than (n, x). Each continuation
// draws a rate from Beta(1/2 + x / phi, 1/2 + (n - x) / phi), then items: independent ones, those left of a
// lot, or clusters of a planned size. 2,000 continuations, each with its own random stream.

#include <cstdint>
#include <optional>

#include "stats/gate/boundary.h"
#include "stats/gate/sequential.h"

namespace assay::stats {

struct ContinuationOptions {
  std::int64_t n_max = 0;           // items the plan allows
  std::optional<std::int64_t> lot;  // draws without replacement
  double rho = 0;                   // > 0: clusters
  std::int64_t cluster_size = 25;   // of clusters still to come
  double phi = 1;                   // what the clusters so far cost: 1 + (mean size - 1) rho
  std::uint64_t seed = 1;
  std::int64_t runs = 2000;
};

// test: with all its judgements so far, open. Items to come have a verdict. best_case_more runs the test
// forward with right items alone (of new clusters), the probability is that of the simulation.
Settle settle_by_simulation(const SequentialTest& test, const ContinuationOptions& options);

// How often a test passes and fails from its beginning when the true rate is p; with rho > 0 in clusters
// whose rates vary. For plans, and for checking them.
Outcome outcome_by_simulation(const SequentialTest& fresh, double p, const ContinuationOptions& options);

// The quantile of the items to a pass at that rate; nothing when fewer runs pass within n_max.
std::optional<std::int64_t> items_to_pass_by_simulation(const SequentialTest& fresh, double p,
                                                        double probability,
                                                        const ContinuationOptions& options);

}  // namespace assay::stats
