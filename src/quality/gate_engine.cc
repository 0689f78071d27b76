#include "quality/gate_engine.h"

#include <algorithm>
#include <cmath>

#include "stats/gate/betting.h"
#include "stats/gate/boundary_engine.h"
#include "stats/gate/e_cluster.h"
#include "stats/gate/e_lot.h"
#include "stats/gate/e_process.h"
#include "stats/gate/sprt.h"
#include "stats/plan/single_plan.h"

namespace assay::quality {
namespace {

using stats::Boundary;
using stats::Outcome;

stats::SprtOptions sprt_options(const GateCriterion& c, double alpha) {
  return {c.error_good.value(), c.error_max.value(), c.alpha_fail.value(), alpha};
}

// A fixed sample that is the whole lot: nothing is inferred, and its wrong items are known.
Outcome fixed_in_lot(const GateCriterion& c, double rate) {
  const auto wrong = static_cast<std::int64_t>(std::llround(rate * static_cast<double>(*c.lot)));
  Outcome outcome;
  outcome.p = rate;
  outcome.pass = stats::accept_probability({c.n_max, *c.errors_allowed}, wrong, *c.lot);
  outcome.fail = 1 - outcome.pass;
  outcome.mean_n = static_cast<double>(c.n_max);
  return outcome;
}

std::int64_t items_limit(const GateCriterion& c) {
  return c.lot ? std::min(*c.lot, stats::boundary_items_max) : stats::boundary_items_max;
}

Error too_many() {
  return {ErrorCode::invalid,
          "more than 20000 items would be needed: the expected error rate is too close to the largest one",
          ""};
}

Result<GateCriterion> sized_fixed(GateCriterion c, double alpha, double power) {
  const stats::TwoPoints points{c.error_good, c.error_max, 1 - power, alpha, c.lot};
  const Result<stats::SinglePlan> plan = stats::two_point_plan(points);
  if (!plan.ok()) return plan.error();
  if (plan.value().n > stats::boundary_items_max) return too_many();
  c.n_max = plan.value().n;
  c.errors_allowed = plan.value().c;
  return c;
}

// Boundaries of growing length until one reaches the power; then the first n that does.
Result<GateCriterion> sized_by_boundary(GateCriterion c, double alpha, double power) {
  for (std::int64_t limit = 256;; limit = std::min(limit * 2, stats::boundary_items_max)) {
    c.n_max = limit;
    const Boundary boundary = *boundary_of(c, alpha);
    const auto n = stats::items_to_pass(boundary, c.error_good.value(), power);
    if (n) {
      c.n_max = *n;
      return c;
    }
    if (limit == stats::boundary_items_max) return too_many();
  }
}

// A cut SPRT decides at its cut: three times the fixed sample, as Wald advised, keeps its risks.
Result<GateCriterion> sized_sprt(GateCriterion c, double alpha, double power) {
  GateCriterion fixed = c;
  fixed.lot.reset();
  const Result<GateCriterion> single = sized_fixed(std::move(fixed), alpha, power);
  if (!single.ok()) return single.error();
  c.n_max = std::min(3 * single.value().n_max, items_limit(c));
  return c;
}

Result<GateCriterion> sized_by_simulation(GateCriterion c, double alpha, double power, const OcOptions& oc) {
  const std::int64_t limit = items_limit(c);
  for (std::int64_t tried = std::min<std::int64_t>(512, limit);; tried = std::min(tried * 2, limit)) {
    c.n_max = tried;
    auto options = continuation_of(c, oc.seed);
    options.runs = 2 * oc.runs;
    const auto n =
        stats::items_to_pass_by_simulation(*engine_of(c, alpha), c.error_good.value(), power, options);
    if (n) {
      c.n_max = *n;
      return c;
    }
    if (tried < limit) continue;
    if (c.lot && *c.lot == limit) return c;  // the whole lot, where the count decides
    return too_many();
  }
}

}  // namespace

std::optional<Boundary> boundary_of(const GateCriterion& c, double alpha) {
  switch (c.method) {
    case GateMethod::e_process:
      return stats::e_process_boundary({c.error_max.value(), alpha, c.alpha_fail.value()}, c.n_max);
    case GateMethod::sprt:
      return stats::sprt_boundary(sprt_options(c, alpha), c.n_max);
    case GateMethod::fixed:
      return stats::fixed_boundary(c.n_max, *c.errors_allowed);
    case GateMethod::e_process_lot:
    case GateMethod::e_process_clustered:
    case GateMethod::confidence_sequence:
      return {};
  }
  return {};
}

std::unique_ptr<stats::SequentialTest> engine_of(const GateCriterion& c, double alpha) {
  const double alpha_fail = c.alpha_fail.value();
  switch (c.method) {
    case GateMethod::e_process_lot:
      return std::make_unique<stats::LotTest>(stats::LotOptions{c.error_max, alpha, alpha_fail, *c.lot});
    case GateMethod::e_process_clustered:
      return std::make_unique<stats::ClusterTest>(
          stats::ClusterOptions{c.error_max.value(), alpha, alpha_fail, c.rho->value()});
    case GateMethod::confidence_sequence:
      return std::make_unique<stats::BettingTest>(
          stats::BettingTestOptions{c.error_max, alpha, alpha_fail, c.lot});
    case GateMethod::e_process:
      return std::make_unique<stats::BoundaryTest>(*boundary_of(c, alpha), c.error_max.value());
    case GateMethod::sprt:
    case GateMethod::fixed:
      return std::make_unique<stats::BoundaryTest>(*boundary_of(c, alpha));
  }
  return nullptr;
}

stats::ContinuationOptions continuation_of(const GateCriterion& c, std::uint64_t seed) {
  stats::ContinuationOptions options;
  options.n_max = c.n_max;
  options.lot = c.lot;
  options.seed = seed;
  options.cluster_size = c.cluster_size;
  if (c.method == GateMethod::e_process_clustered) options.rho = c.rho->value();
  return options;
}

std::vector<Outcome> operating_characteristic(const GateCriterion& c, double alpha,
                                              std::span<const double> rates, const OcOptions& options) {
  std::vector<Outcome> out;
  const bool exact_lot = c.method == GateMethod::fixed && c.lot;
  const std::optional<Boundary> boundary = exact_lot ? std::nullopt : boundary_of(c, alpha);
  for (const double rate : rates) {
    if (exact_lot) {
      out.push_back(fixed_in_lot(c, rate));
    } else if (boundary) {
      out.push_back(stats::outcome_at(*boundary, rate));
    } else {
      auto simulated = continuation_of(c, options.seed);
      simulated.runs = options.runs;
      out.push_back(stats::outcome_by_simulation(*engine_of(c, alpha), rate, simulated));
    }
  }
  return out;
}

std::vector<double> oc_rates(const GateCriterion& c, int count) {
  const double top = std::min(1.0, 2.5 * c.error_max.value());
  std::vector<double> rates = {c.error_good.value(), c.error_max.value()};
  for (int at = 0; at <= count; ++at) rates.push_back(top * at / count);
  std::sort(rates.begin(), rates.end());
  const auto near = [](double a, double b) { return std::fabs(a - b) < 1e-12; };
  rates.erase(std::unique(rates.begin(), rates.end(), near), rates.end());
  return rates;
}

Result<GateCriterion> sized_criterion(GateCriterion c, double alpha, double power, const OcOptions& oc) {
  if (c.method == GateMethod::fixed) return sized_fixed(std::move(c), alpha, power);
  if (c.method == GateMethod::e_process) return sized_by_boundary(std::move(c), alpha, power);
  if (c.method == GateMethod::sprt) return sized_sprt(std::move(c), alpha, power);
  return sized_by_simulation(std::move(c), alpha, power, oc);
}

}  // namespace assay::quality
