#pragma once
// BCa bootstrap intervals over items, from the tally. Source: Efron 1987; methods 1.5. A replicate draws how
// often the items of each pattern occur (multinomial), so that its cost does not depend on the number of
// items; one replicate serves every coefficient. The acceleration uses the linearised influence of each item
// (Efron 1987, section 6) in place of the leave-one-out values: they agree to first order and need no second
// pass.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/estimate.h"

namespace assay::stats {

struct BootstrapOptions {
  double level = 0.95;
  std::uint64_t seed = 1;
  std::int64_t replicates = 2000;
};

// Draws times[v] ~ multinomial(sum of counts; counts) for replicate `index`. Cost O(patterns). A count may be
// 0.
void draw_replicate(std::span<const std::int64_t> counts, std::uint64_t seed, std::uint64_t index,
                    std::span<std::int64_t> times);

// Limits from the replicates that were defined (sorted in place), the value on all the data, and sums of
// powers of the influences u over items. The resamples vary as if the variance were known; the quantiles that
// are read off are therefore Student's, with effective_freedom (freedom.h), times sqrt(n / (n - 1)):
// Hesterberg's expanded percentiles (2015), which the uneven influences of skewed categories make wider
// still. Nothing when fewer than two replicates are defined.
struct BcaInput {
  double value = 0;
  double influence_squares = 0;
  double influence_cubes = 0;
  double influence_fourths = 0;
  std::int64_t items = 0;  // with an influence
  double level = 0.95;

  void add(double influence, std::int64_t count);  // of so many items
};
std::optional<Interval> bca_interval(std::vector<double>& replicates, const BcaInput& input);

}  // namespace assay::stats
