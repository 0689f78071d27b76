#pragma once
// The statistics behind a criterion: its sequential test, its operating characteristic, the size it needs.

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "quality/gate_plan.h"
#include "stats/gate/boundary.h"
#include "stats/gate/continuation.h"
#include "stats/gate/sequential.h"

namespace assay::quality {

// Absent for engines whose evidence depends on more than how many of n were wrong.
std::optional<stats::Boundary> boundary_of(const GateCriterion& criterion, double alpha);
std::unique_ptr<stats::SequentialTest> engine_of(const GateCriterion& criterion, double alpha);
// For simulations of what may come.
stats::ContinuationOptions continuation_of(const GateCriterion& criterion, std::uint64_t seed);

// What the criterion does at these true error rates: exact for boundaries, else `runs` simulations each
// (their standard error is at most sqrt(1 / 4 runs)). A fixed sample of a lot is hypergeometric.
struct OcOptions {
  std::uint64_t seed = 1;
  std::int64_t runs = 1000;
};
std::vector<stats::Outcome> operating_characteristic(const GateCriterion& criterion, double alpha,
                                                     std::span<const double> rates, const OcOptions& options);

// Rates for an OC curve: from 0 to well above error_max, error_good and error_max among them.
std::vector<double> oc_rates(const GateCriterion& criterion, int count);

// Fills n_max (and errors_allowed) so that P(pass | error_good) >= power. The probabilities are exact for
// boundaries; for others n_max is that quantile of 2 x runs simulated passes. Refuses when boundary_items_max
// items are not enough.
Result<GateCriterion> sized_criterion(GateCriterion criterion, double alpha, double power,
                                      const OcOptions& options);

}  // namespace assay::quality
