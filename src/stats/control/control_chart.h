#pragma once
// The control chart of one stream of judged answers, looking back over all of them: points with exact limits,
// a CUSUM and a detector of a rise, and where the rate last changed. What stays inside its limits is no proof
// of quality: the limits lie around the stream's own rate. Source: methods 6.2. docs/methods/people.md.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "stats/control/bernoulli_cusum.h"
#include "stats/control/change_point.h"
#include "stats/control/e_detector.h"
#include "stats/control/exact_limits.h"

namespace assay::stats {

struct ChartOptions {
  double odds_ratio = 3;             // the rise that CUSUM and detector look for
  double run_length_wanted = 5'000;  // answers between their false alarms
  double rate_least = 0.005;         // rarer errors are watched as if they came so often: alarms come later
  std::int64_t point_answers = 40;   // of one point, at least
  std::int64_t points_max = 30;
  double widened_above = 1.2;            // overdispersion from which limits are widened by it
  std::size_t changes_searched = 5'000;  // answers, spread evenly over longer streams, for the last change
};

struct ChartPoint {
  std::size_t begin = 0;  // its first answer
  std::int64_t judged = 0, wrong = 0;
  double expected = 0;          // rate
  double lower = 0, upper = 0;  // counts that are no surprise; whole numbers unless widened
  bool above = false, below = false;
};

struct ControlChart {
  double rate = 0, rate_watched = 0, rate_bad = 0;  // own; what counts as good and as bad
  std::vector<ChartPoint> points;
  double outside_expected = 0;  // points outside their limits by chance
  double overdispersion = 0;    // of the points, from one to the next: above widened_above limits are widened
  std::optional<CusumChart> cusum;  // nothing where its limit cannot be computed
  CusumPath cusum_path;
  DetectorPath detector;
  double detector_chance = 1;  // the detector is as high without a rise in at most this share of such streams
  std::optional<ChangePoint> change;  // with a Bayes factor of 20 and more
};

// errors: 1 = wrong, in order. expected: the rate of each answer without a change, 0 < q < 1, with the sum of
// the errors (own_rates()). Cost O(n), the chart's equations, and changes_searched times the runs followed.
ControlChart control_chart(std::span<const std::uint8_t> errors, std::span<const double> expected,
                           const ChartOptions& options = {});

}  // namespace assay::stats
