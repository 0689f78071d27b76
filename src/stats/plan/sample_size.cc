#include "stats/plan/sample_size.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "stats/interval/binomial.h"
#include "stats/special.h"

namespace assay::stats {
namespace {

double half_width_of(double rate, std::int64_t n, double level) {
  const auto count = static_cast<double>(n);
  const Interval interval = wilson_interval(rate * count, count, level);
  return (interval.upper - interval.lower) / 2;
}

double power_of(const SinglePlan& plan, const CategoryNeed& need) {
  if (!need.limit.lot) return accept_probability(plan, need.error_good);
  const auto lot = static_cast<double>(*need.limit.lot);
  const auto wrong = static_cast<std::int64_t>(std::floor(need.error_good * lot + 1e-9));
  return accept_probability(plan, wrong, *need.limit.lot);
}

}  // namespace

Result<std::int64_t> items_for_rate(const RateSizeOptions& options) {
  if (!(options.rate >= 0 && options.rate <= 1) || !(options.half_width > 0 && options.half_width < 0.5) ||
      !(options.level > 0 && options.level < 1)) {
    return Error{ErrorCode::invalid,
                 "a rate lies between 0 and 1, a half-width between 0 and 0.5, a level between 0 and 1", ""};
  }
  std::int64_t low = 0;
  std::int64_t high = 1;
  while (half_width_of(options.rate, high, options.level) > options.half_width) {
    low = high;
    high *= 2;
    if (high > plan_items_max) {
      return Error{ErrorCode::invalid, "more than ten million items would be needed; ask for less", ""};
    }
  }
  while (high - low > 1) {
    const std::int64_t middle = low + (high - low) / 2;
    (half_width_of(options.rate, middle, options.level) > options.half_width ? low : high) = middle;
  }
  if (!options.lot) return high;
  const auto n = static_cast<double>(high);
  const double finite = n / (1 + (n - 1) / static_cast<double>(*options.lot));
  return std::min(*options.lot, static_cast<std::int64_t>(std::ceil(finite)));
}

std::int64_t items_for_precision(double standard_error, std::int64_t n_tried, double half_width,
                                 double level) {
  ASSAY_CHECK(standard_error >= 0 && n_tried > 0 && half_width > 0, "a trial design and a width");
  const double z = normal_quantile(1 - (1 - level) / 2);
  const double s = standard_error * std::sqrt(static_cast<double>(n_tried));
  return std::max<std::int64_t>(2, static_cast<std::int64_t>(std::ceil(std::pow(z * s / half_width, 2))));
}

JointPower joint_power(std::span<const SinglePlan> plans, std::span<const double> error_good) {
  ASSAY_CHECK(plans.size() == error_good.size(), "a good error rate for every plan");
  JointPower out;
  out.joint = 1;
  for (std::size_t k = 0; k < plans.size(); ++k) {
    out.power.push_back(accept_probability(plans[k], error_good[k]));
    out.joint *= out.power.back();
  }
  return out;
}

Result<std::vector<CategoryPlan>> plans_for_categories(std::span<const CategoryNeed> needs, double power) {
  if (!(power > 0 && power < 1))
    return Error{ErrorCode::invalid, "power lies between 0 and 1, as in 0.8", ""};
  std::vector<CategoryPlan> out;
  if (needs.empty()) return out;
  const double each = std::pow(power, 1 / static_cast<double>(needs.size()));
  constexpr std::int64_t c_max = 2000;
  for (const CategoryNeed& need : needs) {
    if (!(need.error_good >= 0 && need.error_good < need.limit.error_max.value())) {
      return Error{ErrorCode::invalid, "the expected error rate must lie below the largest one", ""};
    }
    CategoryPlan found;
    for (std::int64_t c = 0; c <= c_max; ++c) {
      const Result<SinglePlan> plan = certifying_plan(c, need.limit);
      if (!plan.ok()) return plan.error();
      found = {plan.value(), power_of(plan.value(), need),
               accept_probability(plan.value(), need.limit.error_max, need.limit.lot)};
      if (found.power >= each || found.plan.inspect_all) break;
    }
    if (found.power < each && !found.plan.inspect_all) {
      return Error{ErrorCode::invalid, "the two error rates are too close to tell apart; ask for less", ""};
    }
    out.push_back(found);
  }
  return out;
}

}  // namespace assay::stats
