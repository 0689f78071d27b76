#include "stats/agreement/coefficient_interval.h"

#include <algorithm>
#include <cmath>

#include "stats/special.h"

namespace assay::stats {

Interval t_interval(double value, double standard_error, std::int64_t n, double level, const char* method) {
  const double t =
      student_quantile(1 - (1 - level) / 2, static_cast<double>(std::max<std::int64_t>(1, n - 1)));
  return {value - t * standard_error, value + t * standard_error, level, method};
}

Interval fisher_interval(double value, double standard_error, double t, double level) {
  const double slope = 1 - value * value;
  if (!(slope > 1e-12)) return {value - t * standard_error, value + t * standard_error, level, "fisher_t"};
  const double z = std::atanh(value), far = t * standard_error / slope;
  return {std::tanh(z - far), std::tanh(z + far), level, "fisher_t"};
}

Interval no_disagreement_interval(std::int64_t n, double chance_gap, double level) {
  const double disagreeing = 1 - std::pow(1 - level, 1 / static_cast<double>(n));
  return {std::max(-1.0, 1 - disagreeing / chance_gap), 1, level, "no_disagreement_seen"};
}

Interval bounded(Interval interval, double value, double lowest) {
  interval.lower = std::clamp(std::min(interval.lower, value), lowest, 1.0);
  interval.upper = std::clamp(std::max(interval.upper, value), lowest, 1.0);
  return interval;
}

}  // namespace assay::stats
