#include "stats/interval/binomial.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/check.h"
#include "stats/special.h"

namespace assay::stats {
namespace {

void check_counts(double x, double n, double level) {
  ASSAY_CHECK(std::isfinite(x) && std::isfinite(n) && x >= 0 && x <= n, "a rate counts 0 <= x <= n");
  ASSAY_CHECK(level > 0 && level < 1, "a level lies inside (0, 1)");
}

Interval in_method(double lower, double upper, double level, const char* method) {
  return {std::clamp(lower, 0.0, 1.0), std::clamp(upper, 0.0, 1.0), level, method};
}

Interval interval_of(RateInterval kind, double x, double n, double level) {
  switch (kind) {
    case RateInterval::wilson:
      return wilson_interval(x, n, level);
    case RateInterval::clopper_pearson:
      return clopper_pearson_interval(x, n, level);
    case RateInterval::jeffreys:
      return jeffreys_interval(x, n, level);
  }
  return {};
}

}  // namespace

Interval wilson_interval(double x, double n, double level) {
  check_counts(x, n, level);
  if (n <= 0) return in_method(0, 1, level, "wilson");
  const double z = normal_quantile(1 - (1 - level) / 2);
  const double p = x / n;
  const double scale = 1 + z * z / n;
  const double centre = p + z * z / (2 * n);
  const double half = z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  const double lower = x <= 0 ? 0 : (centre - half) / scale;
  const double upper = x >= n ? 1 : (centre + half) / scale;
  return in_method(lower, upper, level, "wilson");
}

Interval clopper_pearson_interval(double x, double n, double level, Side side) {
  check_counts(x, n, level);
  const double tail = side == Side::two_sided ? (1 - level) / 2 : 1 - level;
  const bool lower_free = x <= 0 || n <= 0 || side == Side::upper;
  const bool upper_free = x >= n || n <= 0 || side == Side::lower;
  const double lower = lower_free ? 0 : beta_quantile(tail, x, n - x + 1);
  const double upper = upper_free ? 1 : beta_quantile(1 - tail, x + 1, n - x);
  return in_method(lower, upper, level, "clopper_pearson");
}

Interval jeffreys_interval(double x, double n, double level) {
  check_counts(x, n, level);
  const double tail = (1 - level) / 2;
  const double lower = x <= 0 ? 0 : beta_quantile(tail, x + 0.5, n - x + 0.5);
  const double upper = x >= n ? 1 : beta_quantile(1 - tail, x + 0.5, n - x + 0.5);
  return in_method(lower, upper, level, "jeffreys");
}

Estimate rate_estimate(double x, double n, std::string method, const RateOptions& options) {
  check_counts(x, n, options.level);
  const auto counted = static_cast<std::int64_t>(std::llround(n));
  const double missing = std::max(0.0, std::ceil(options.n_min - n));
  if (n <= 0) {
    Estimate none = undefined_estimate(Status::insufficient, std::move(method), 0, "nothing was counted");
    none.n_needed = static_cast<std::int64_t>(missing);
    return none;
  }
  // A count of no errors stays exactly none when it is carried over to the effective n.
  const double base = options.n_effective >= 0 ? options.n_effective : n;
  const double scaled = x >= n ? base : base * (x / n);
  Estimate rate;
  rate.value = x / n;
  rate.interval = interval_of(options.interval, scaled, base, options.level);
  rate.n = counted;
  rate.method = std::move(method);
  if (missing > 0) {
    rate.status = Status::insufficient;
    rate.n_needed = static_cast<std::int64_t>(missing);
    rate.note = "too few to judge";
  }
  return rate;
}

}  // namespace assay::stats
