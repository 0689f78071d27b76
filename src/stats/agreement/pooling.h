#pragma once
// Partial pooling: coefficients of the slices of one family, each drawn towards their common mean as far as
// its own evidence is weak. docs/methods/agreement.md.

#include <cstdint>
#include <span>
#include <vector>

#include "base/estimate.h"

namespace assay::stats {

struct SliceCoefficient {
  double value = 0;
  double variance = 0;     // linearised
  std::int64_t items = 0;  // it rests on
};

struct Pooled {
  std::vector<Estimate> slices;  // posterior mean and interval; method "partial_pooling", or "not_pooled"
  double tau = 0;                // spread between slices (Paule and Mandel 1982), for display
};

// Slices share no item. Fewer than three: nothing is drawn anywhere, the raw values come back with normal
// intervals. Cost: 200 evaluations of a sum over slices.
Pooled partial_pooling(std::span<const SliceCoefficient> slices, double level);

}  // namespace assay::stats
