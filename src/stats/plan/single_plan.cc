#include "stats/plan/single_plan.h"

#include <algorithm>

#include "base/check.h"
#include "stats/interval/finite_lot.h"
#include "stats/special.h"

namespace assay::stats {
namespace {

constexpr std::int64_t errors_allowed_max = 20'000;

double at_most_binomial(std::int64_t c, std::int64_t n, double p) {
  if (c < 0) return 0;
  if (c >= n || p <= 0) return 1;
  if (p >= 1) return 0;
  return beta_cdf(1 - p, static_cast<double>(n - c), static_cast<double>(c) + 1);
}

// At most c wrong ones among n is at least n - c right ones: the tail that does not cancel.
double at_most_lot(std::int64_t c, std::int64_t n, std::int64_t wrong, std::int64_t lot) {
  if (c < 0) return 0;
  if (c >= n) return 1;
  return hypergeometric_at_least({n - c, n, lot}, lot - wrong);
}

Result<Done> check_certify(const CertifyOptions& options) {
  const double rate = options.error_max.value();
  if (!(rate > 0 && rate < 1)) {
    return Error{ErrorCode::invalid, "the largest error rate lies between 0 and 1, as in 0.05", ""};
  }
  if (!(options.alpha > 0 && options.alpha < 1)) {
    return Error{ErrorCode::invalid, "the risk of a wrong pass lies between 0 and 1, as in 0.05", ""};
  }
  if (options.lot && *options.lot < 1) return Error{ErrorCode::invalid, "a lot holds at least one item", ""};
  return Done{};
}

// Judging everything, the lot is good when its wrong units are fewer than the rate allows.
SinglePlan whole_lot(const CertifyOptions& options) {
  return {*options.lot, units_at_least(options.error_max, *options.lot) - 1, true};
}

double accepted_at_limit(const SinglePlan& plan, const CertifyOptions& options) {
  return accept_probability(plan, options.error_max, options.lot);
}

}  // namespace

double accept_probability(const SinglePlan& plan, double p) { return at_most_binomial(plan.c, plan.n, p); }

double accept_probability(const SinglePlan& plan, std::int64_t wrong, std::int64_t lot) {
  return at_most_lot(plan.c, std::min(plan.n, lot), wrong, lot);
}

double accept_probability(const SinglePlan& plan, const ExactRate& rate, std::optional<std::int64_t> lot) {
  if (!lot) return accept_probability(plan, rate.value());
  return accept_probability(plan, units_at_least(rate, *lot), *lot);
}

double rate_accepted_with(const SinglePlan& plan, double share) {
  ASSAY_CHECK(share > 0 && share < 1 && plan.c < plan.n, "a share inside (0, 1) of a plan that can refuse");
  return 1 - beta_quantile(share, static_cast<double>(plan.n - plan.c), static_cast<double>(plan.c) + 1);
}

Result<SinglePlan> certifying_plan(std::int64_t c, const CertifyOptions& options) {
  if (auto done = check_certify(options); !done.ok()) return done.error();
  if (c < 0 || c > errors_allowed_max) return Error{ErrorCode::invalid, "errors allowed: 0 to 20000", ""};
  const std::int64_t most = options.lot ? *options.lot : plan_items_max;
  std::int64_t high = std::min(most, c + 1);
  while (high < most && accepted_at_limit({high, c}, options) > options.alpha)
    high = std::min(most, high * 2);
  if (accepted_at_limit({high, c}, options) > options.alpha || (options.lot && high <= c)) {
    if (options.lot) return whole_lot(options);
    return Error{ErrorCode::invalid, "more than ten million items would be needed; ask for less", ""};
  }
  std::int64_t low = c;  // c wrong of c accepts everything
  while (high - low > 1) {
    const std::int64_t middle = low + (high - low) / 2;
    (accepted_at_limit({middle, c}, options) > options.alpha ? low : high) = middle;
  }
  return options.lot && high >= *options.lot ? whole_lot(options) : SinglePlan{high, c};
}

std::optional<std::int64_t> errors_allowed(std::int64_t n, const CertifyOptions& options) {
  if (options.lot && n >= *options.lot) {
    const std::int64_t most = whole_lot(options).c;
    return most < 0 ? std::optional<std::int64_t>{} : most;
  }
  std::int64_t low = -1;  // accepted_at_limit is at most alpha here
  std::int64_t high = n;  // and above it here
  while (high - low > 1) {
    const std::int64_t middle = low + (high - low) / 2;
    (accepted_at_limit({n, middle}, options) > options.alpha ? high : low) = middle;
  }
  return low < 0 ? std::optional<std::int64_t>{} : low;
}

Result<SinglePlan> two_point_plan(const TwoPoints& points) {
  if (!(points.error_good.value() < points.error_max.value())) {
    return Error{ErrorCode::invalid, "the good error rate must lie below the largest one", ""};
  }
  if (!(points.producer_risk > 0 && points.producer_risk < 1)) {
    return Error{ErrorCode::invalid, "the risk of refusing good work lies between 0 and 1", ""};
  }
  const CertifyOptions limit{points.error_max, points.consumer_risk, points.lot};
  for (std::int64_t c = 0; c <= errors_allowed_max; ++c) {
    const Result<SinglePlan> plan = certifying_plan(c, limit);
    if (!plan.ok() || plan.value().inspect_all) return plan;
    const double accepted =
        points.lot
            ? accept_probability(plan.value(), units_at_most(points.error_good, *points.lot), *points.lot)
            : accept_probability(plan.value(), points.error_good.value());
    if (accepted >= 1 - points.producer_risk) return plan;
  }
  return Error{ErrorCode::invalid, "the two error rates are too close to tell apart; ask for less", ""};
}

}  // namespace assay::stats
