#include "stats/gate/sprt.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"

namespace assay::stats {

SprtLines sprt_lines(const SprtOptions& o) {
  ASSAY_CHECK(o.error_good > 0 && o.error_good < o.error_max && o.error_max < 1, "two rates in their order");
  const double g = std::log(o.error_max * (1 - o.error_good) / (o.error_good * (1 - o.error_max)));
  return {std::log((1 - o.error_good) / (1 - o.error_max)) / g, std::log(1 / o.consumer_risk) / g,
          std::log(1 / o.producer_risk) / g};
}

Boundary sprt_boundary(const SprtOptions& options, std::int64_t n_max) {
  const SprtLines lines = sprt_lines(options);
  Boundary boundary = Boundary::open(n_max);
  for (std::int64_t n = 1; n <= n_max; ++n) {
    const double centre = lines.slope * static_cast<double>(n);
    const auto at = static_cast<std::size_t>(n);
    boundary.pass_at_most[at] = static_cast<std::int64_t>(std::floor(std::max(-1.0, centre - lines.pass)));
    boundary.fail_at_least[at] = std::min(n + 1, static_cast<std::int64_t>(std::ceil(centre + lines.fail)));
  }
  if (n_max > 0) {
    const auto last = static_cast<std::size_t>(n_max);
    boundary.pass_at_most[last] =
        static_cast<std::int64_t>(std::floor(lines.slope * static_cast<double>(n_max)));
    boundary.fail_at_least[last] = boundary.pass_at_most[last] + 1;
  }
  return boundary;
}

}  // namespace assay::stats
