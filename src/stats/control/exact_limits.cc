#include "stats/control/exact_limits.h"

#include <cmath>

#include "base/check.h"
#include "stats/special.h"

namespace assay::stats {
namespace {

constexpr double tail = 0.00135;

// The smallest x with P(X <= x) >= share.
std::int64_t quantile(double share, std::int64_t n, double rate) {
  std::int64_t low = -1, high = n;
  while (high - low > 1) {
    const std::int64_t middle = low + (high - low) / 2;
    (binomial_at_most(middle, n, rate) >= share ? high : low) = middle;
  }
  return high;
}

}  // namespace

CountLimits exact_limits(std::int64_t n, double rate) {
  ASSAY_CHECK(n >= 0 && rate >= 0 && rate <= 1, "a count of trials and a rate");
  CountLimits limits{quantile(tail, n, rate), quantile(1 - tail, n, rate), 0};
  limits.outside = binomial_at_most(limits.lower - 1, n, rate) + binomial_at_least(limits.upper + 1, n, rate);
  return limits;
}

double overdispersion(std::span<const DayCount> days) {
  std::int64_t wrong = 0, judged = 0, used = 0;
  for (const DayCount& day : days) {
    wrong += day.wrong;
    judged += day.judged;
    used += day.judged > 0 ? 1 : 0;
  }
  if (used < 2 || wrong == 0 || wrong == judged) return 0;
  const double rate = static_cast<double>(wrong) / static_cast<double>(judged);
  double sum = 0;
  for (const DayCount& day : days) {
    if (day.judged == 0) continue;
    const auto n = static_cast<double>(day.judged);
    const double difference = static_cast<double>(day.wrong) / n - rate;
    sum += difference * difference * n / (rate * (1 - rate));
  }
  return std::sqrt(sum / static_cast<double>(used - 1));
}

}  // namespace assay::stats
