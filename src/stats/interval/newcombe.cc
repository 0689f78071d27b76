#include "stats/interval/newcombe.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "stats/interval/binomial.h"
#include "stats/special.h"

namespace assay::stats {
namespace {

constexpr double ratio_max = 1e9;

void check_rates(const TwoRates& r) {
  ASSAY_CHECK(r.x1 >= 0 && r.x1 <= r.n1 && r.x2 >= 0 && r.x2 <= r.n2, "a rate counts 0 <= x <= n");
}

std::int64_t total_count(const TwoRates& r) { return static_cast<std::int64_t>(std::llround(r.n1 + r.n2)); }

// The score statistic of the hypothesis p1 = ratio * p2; falls as the ratio rises.
double score(const TwoRates& r, double ratio) {
  const double a = (r.n1 + r.n2) * ratio;
  const double b = r.n1 * ratio + r.x1 + r.n2 + r.x2 * ratio;
  const double c = r.x1 + r.x2;
  // The smaller root of a p^2 - b p + c, in the form that does not cancel.
  const double root = std::sqrt(std::max(0.0, b * b - 4 * a * c));
  const double p2 = std::clamp(2 * c / (b + root), 0.0, 1.0);
  const double p1 = std::min(1.0, ratio * p2);
  const double variance = p1 * (1 - p1) / r.n1 + ratio * ratio * p2 * (1 - p2) / r.n2;
  const double distance = r.x1 / r.n1 - ratio * (r.x2 / r.n2);
  if (variance <= 0) return distance >= 0 ? 1e300 : -1e300;
  return distance / std::sqrt(variance);
}

// The ratio at which the score equals z, between the logs of two ratios.
double solve(const TwoRates& r, double z, double low, double high) {
  for (int step = 0; step < 200 && high - low > 1e-13; ++step) {
    const double middle = low + (high - low) / 2;
    (score(r, std::exp(middle)) > z ? low : high) = middle;
  }
  return std::exp(low + (high - low) / 2);
}

}  // namespace

Estimate newcombe_difference(const TwoRates& rates, double level) {
  check_rates(rates);
  const char* const method = "difference_of_rates";
  if (rates.n1 <= 0 || rates.n2 <= 0) {
    return undefined_estimate(Status::insufficient, method, total_count(rates),
                              "one side has nothing counted");
  }
  const double p1 = rates.x1 / rates.n1;
  const double p2 = rates.x2 / rates.n2;
  const Interval first = wilson_interval(rates.x1, rates.n1, level);
  const Interval second = wilson_interval(rates.x2, rates.n2, level);
  Estimate difference;
  difference.value = p1 - p2;
  difference.interval =
      Interval{p1 - p2 - std::hypot(p1 - first.lower, second.upper - p2),
               p1 - p2 + std::hypot(first.upper - p1, p2 - second.lower), level, "newcombe"};
  difference.n = total_count(rates);
  difference.method = method;
  return difference;
}

Estimate rate_ratio(const TwoRates& rates, double level) {
  check_rates(rates);
  const char* const method = "ratio_of_rates";
  if (rates.n1 <= 0 || rates.n2 <= 0) {
    return undefined_estimate(Status::insufficient, method, total_count(rates),
                              "one side has nothing counted");
  }
  if (rates.x2 <= 0) {
    return undefined_estimate(Status::not_identifiable, method, total_count(rates),
                              "the rate below the line is zero, so there is no ratio");
  }
  const double z = normal_quantile(1 - (1 - level) / 2);
  const double ratio = (rates.x1 / rates.n1) / (rates.x2 / rates.n2);
  const double end = std::log(ratio_max);
  const double middle = rates.x1 > 0 ? std::clamp(std::log(ratio), -end, end) : -end;
  Estimate found;
  found.value = ratio;
  found.interval = Interval{rates.x1 > 0 ? solve(rates, z, -end, middle) : 0, solve(rates, -z, middle, end),
                            level, "koopman_score"};
  found.n = total_count(rates);
  found.method = method;
  return found;
}

}  // namespace assay::stats
