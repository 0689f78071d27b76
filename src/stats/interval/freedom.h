#pragma once
// How much a variance that was estimated from few, uneven items can be trusted.

#include <cstdint>

namespace assay::stats {

// Degrees of freedom of the variance of a linearised statistic: 2 / (relative variance of the sample
// variance), from sums of u^2 and u^4 over the items, u the influence of an item. Source: Satterthwaite 1946
// with the variance of a sample variance, sigma^4 (2 / (n - 1) + (kurtosis - 3) / n). Where a few items of a
// rare category carry the coefficient it is near their number, not near n - 1. Within [2, n - 1]; at least 1.
double effective_freedom(std::int64_t items, double squares, double fourths);

// Half the width of an interval in standard errors: Student's quantile with those degrees of freedom.
double effective_t(std::int64_t items, double squares, double fourths, double level);

}  // namespace assay::stats
