#include "stats/plan/double_plan.h"

#include <cmath>
#include <optional>

#include "base/check.h"
#include "stats/special.h"

namespace assay::stats {
namespace {

double exactly(std::int64_t x, std::int64_t n, double p) {
  if (p <= 0) return x == 0 ? 1 : 0;
  if (p >= 1) return x == n ? 1 : 0;
  return std::exp(log_choose(n, x) + static_cast<double>(x) * std::log(p) +
                  static_cast<double>(n - x) * std::log1p(-p));
}

DoublePlan plan_of(std::int64_t n, std::int64_t c1, std::int64_t c2) { return {n, n, c1, c2 + 1, c2}; }

// Fewest items that hold the consumer's risk; at most the n of the single plan with c2, which judges all.
std::int64_t fewest(std::int64_t c1, std::int64_t c2, double bad, double risk) {
  std::int64_t low = c2;
  std::int64_t high = c2 + 1;
  while (high < plan_items_max && accept_probability(plan_of(high, c1, c2), bad) > risk) high *= 2;
  while (high - low > 1) {
    const std::int64_t middle = low + (high - low) / 2;
    (accept_probability(plan_of(middle, c1, c2), bad) > risk ? low : high) = middle;
  }
  return high;
}

}  // namespace

double accept_probability(const DoublePlan& plan, double p) {
  double sum = accept_probability(SinglePlan{plan.n1, plan.c1}, p);
  for (std::int64_t x = plan.c1 + 1; x < plan.r1 && x <= plan.n1; ++x) {
    sum += exactly(x, plan.n1, p) * accept_probability(SinglePlan{plan.n2, plan.c2 - x}, p);
  }
  return sum;
}

double mean_items(const DoublePlan& plan, double p) {
  const double going_on = accept_probability(SinglePlan{plan.n1, plan.r1 - 1}, p) -
                          accept_probability(SinglePlan{plan.n1, plan.c1}, p);
  return static_cast<double>(plan.n1) + static_cast<double>(plan.n2) * going_on;
}

Result<DoublePlan> double_plan(const TwoPoints& points) {
  ASSAY_CHECK(!points.lot, "double plans are about a process");
  const Result<SinglePlan> single = two_point_plan(points);
  if (!single.ok()) return single.error();
  const double good = points.error_good.value();
  const double bad = points.error_max.value();
  std::optional<DoublePlan> best;
  // The second limit of a matching double plan lies a little above the single plan's c; beyond twice of it
  // the items only grow.
  const std::int64_t c2_max = std::min<std::int64_t>(2 * single.value().c + 3, 60);
  for (std::int64_t c2 = 1; c2 <= c2_max; ++c2) {
    for (std::int64_t c1 = 0; c1 < c2; ++c1) {
      const DoublePlan plan = plan_of(fewest(c1, c2, bad, points.consumer_risk), c1, c2);
      if (accept_probability(plan, good) < 1 - points.producer_risk) continue;
      if (!best || mean_items(plan, good) < mean_items(*best, good)) best = plan;
    }
  }
  if (!best) return Error{ErrorCode::undefined, "no double plan with n1 = n2 holds both risks here", ""};
  return *best;
}

}  // namespace assay::stats
