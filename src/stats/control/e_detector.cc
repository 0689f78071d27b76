#include "stats/control/e_detector.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/check.h"

namespace assay::stats {

DetectorPath run_detector(const DetectorOptions& options, std::span<const std::uint8_t> errors) {
  const double good = options.rate_good, bad = options.rate_bad;
  ASSAY_CHECK(good > 0 && good < bad && bad < 1 && options.limit > 0, "two rates and a limit");
  const double of_error = std::log(bad) - std::log(good);
  const double of_right = std::log1p(-bad) - std::log1p(-good);
  const double alarm = std::log(options.limit);
  constexpr double nothing = -std::numeric_limits<double>::infinity();
  DetectorPath path{.first_alarm = std::nullopt, .log_last = nothing, .log_highest = nothing};
  for (std::size_t at = 0; at < errors.size(); ++at) {
    // log(M + 1), by the larger of the two
    const double grown = path.log_last > 0 ? path.log_last + std::log1p(std::exp(-path.log_last))
                                           : std::log1p(std::exp(path.log_last));
    path.log_last = grown + (errors[at] != 0 ? of_error : of_right);
    path.log_highest = std::max(path.log_highest, path.log_last);
    if (!path.first_alarm && path.log_last >= alarm) path.first_alarm = at;
  }
  return path;
}

}  // namespace assay::stats
