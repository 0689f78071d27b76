#pragma once
// Cohen's kappa of two annotators on the items both labelled. docs/methods/agreement.md.

#include <cstdint>
#include <optional>
#include <span>

#include "base/estimate.h"
#include "stats/agreement/distance.h"

namespace assay::stats {

struct CohenInput {
  std::span<const std::uint32_t> first, second;  // category of each shared item, aligned
  CategoryValues values;                         // numbers: linear and quadratic weights
  std::uint32_t category_count = 0;
  Scale scale = Scale::nominal;  // nominal, linear or quadratic
  double level = 0.95;
};

// Linearised variance on Fisher's scale, with degrees of freedom for uneven items (`fisher_t`). n counts
// items. One category only: no variation.
Estimate cohen_kappa(const CohenInput& input);

// Why kappa of two annotators and two categories is low although they agree: Byrt, Bishop and Carlin 1993.
struct KappaIndices {
  double prevalence = 0;  // |both first category - both second| / n
  double bias = 0;        // |first only by one - first only by the other| / n
};
// Nothing unless there are exactly two categories and an item.
std::optional<KappaIndices> kappa_indices(const CohenInput& input);

}  // namespace assay::stats
