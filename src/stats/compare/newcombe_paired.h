#pragma once
// Difference of two rates on the same items: Newcombe's square-and-add interval for paired data (Newcombe
// 1998, Statistics in Medicine 17:2635-2650, method 10), from the Wilson intervals of both rates and their
// correlation.

#include "base/estimate.h"
#include "stats/compare/mcnemar.h"

namespace assay::stats {

// Rate after minus rate before. No items: insufficient.
Estimate newcombe_paired_difference(const PairedOutcomes& outcomes, double level = 0.95);

}  // namespace assay::stats
