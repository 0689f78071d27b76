#pragma once
// Limits for the points of a chart of shares (errors of a day): quantiles of the binomial distribution
// instead of three standard deviations, which are wrong for small shares. Source: methods 6.2.

#include <cstdint>
#include <span>

namespace assay::stats {

struct CountLimits {
  std::int64_t lower = 0;  // the smallest count that is no surprise
  std::int64_t upper = 0;  // the largest
  double outside = 0;  // probability of a count outside, at the rate given: the false-alarm rate of a point
};

// The counts between the .00135 and .99865 quantiles of Binomial(n, rate). n >= 0, 0 <= rate <= 1.
CountLimits exact_limits(std::int64_t n, double rate);

struct DayCount {
  std::int64_t wrong = 0;
  std::int64_t judged = 0;
};

// How much more days differ than chance alone would have it: the standard deviation of (share - rate) over
// the binomial one (Laney 2002). 1: chance alone; above 1.2 exact limits give false alarms. 0 with fewer than
// two days or a rate of 0 or 1.
double overdispersion(std::span<const DayCount> days);

}  // namespace assay::stats
