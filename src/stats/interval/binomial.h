#pragma once
// Intervals for a rate: x of n. Counts may be fractional (tied labels, posterior counts, effective n).
// Edges are exact: x = 0 has lower limit 0, x = n has upper limit 1, n = 0 knows nothing: [0, 1].
// Sources: Wilson 1927; Clopper and Pearson 1934; Brown, Cai and DasGupta 2001 (Jeffreys).
// docs/methods/rates.md.

#include "base/estimate.h"

namespace assay::stats {

enum class Side { two_sided, lower, upper };  // a one-sided limit takes all of the error level

// Default for display: mean coverage at the level, never empty, never outside [0, 1].
Interval wilson_interval(double x, double n, double level = 0.95);

// Guaranteed coverage: for gates and contracts. Side::upper gives [0, limit], Side::lower [limit, 1].
Interval clopper_pearson_interval(double x, double n, double level = 0.95, Side side = Side::two_sided);

// Equal-tailed posterior of Beta(x + 1/2, n - x + 1/2).
Interval jeffreys_interval(double x, double n, double level = 0.95);

enum class RateInterval { wilson, clopper_pearson, jeffreys };

struct RateOptions {
  double level = 0.95;
  RateInterval interval = RateInterval::wilson;
  double n_min = 1;         // fewer: Status::insufficient, the numbers that there are still stand in it
  double n_effective = -1;  // n of the interval where units are clustered or weighted; negative: n itself
};

// x / n with its interval. n = 0: insufficient, without a value.
Estimate rate_estimate(double x, double n, std::string method, const RateOptions& options = {});

}  // namespace assay::stats
