#pragma once
// Intervals that every coefficient of agreement shares. Methods 1.2 and 1.5.

#include <cstdint>

#include "base/estimate.h"

namespace assay::stats {

// value +- t standard errors, n - 1 degrees of freedom. `method` says where the error came from.
Interval t_interval(double value, double standard_error, std::int64_t n, double level,
                    const char* method = "linearised_t");

// The same on the scale of Fisher's z = artanh(value), whose standard error is that of the
// value over 1 - value^2: near 1 a coefficient cannot err upward as far as downward. t: half the width in
// standard errors. A value that is not inside (-1, 1) has the plain interval.
Interval fisher_interval(double value, double standard_error, double t, double level);

// Nobody disagreed: every variance is 0. The upper limit of the share of items with a disagreement (exact,
// one-sided) says how low the coefficient may be. chance_gap: what disagreement is divided by.
Interval no_disagreement_interval(std::int64_t n, double chance_gap, double level);

// The interval cut to [lowest, 1] and widened to hold the value.
Interval bounded(Interval interval, double value, double lowest);

}  // namespace assay::stats
