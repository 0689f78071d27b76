#pragma once
// Difference and ratio of two independent rates, x1/n1 against x2/n2. Counts may be fractional.

#include "base/estimate.h"

namespace assay::stats {

struct TwoRates {
  double x1 = 0, n1 = 0;
  double x2 = 0, n2 = 0;
};

// p1 - p2 with Newcombe's hybrid of two Wilson intervals (Newcombe 1998, method 10).
// A side with n = 0: insufficient.
Estimate newcombe_difference(const TwoRates& rates, double level = 0.95);

// p1 / p2 with the asymptotic score interval (Koopman 1984; Miettinen and Nurminen 1985 without their
// (N - 1)/N factor). x2 = 0 makes the ratio undefined and a side with n = 0 makes it insufficient; an upper
// limit beyond 1e9 is reported as 1e9.
Estimate rate_ratio(const TwoRates& rates, double level = 0.95);

}  // namespace assay::stats
