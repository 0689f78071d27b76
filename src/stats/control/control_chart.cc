#include "stats/control/control_chart.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"

namespace assay::stats {
namespace {

constexpr double log_bayes_factor_shown = 2.995732273553991;  // log 20

std::vector<ChartPoint> cut(std::span<const std::uint8_t> errors, std::span<const double> expected,
                            const ChartOptions& options) {
  const std::size_t n = errors.size();
  const auto wanted = static_cast<std::int64_t>(n) / options.point_answers;
  const auto count = static_cast<std::size_t>(std::clamp<std::int64_t>(wanted, 1, options.points_max));
  std::vector<ChartPoint> points(count);
  for (std::size_t p = 0; p < count; ++p) {
    ChartPoint& point = points[p];
    point.begin = p * n / count;
    const std::size_t end = (p + 1) * n / count;
    double rates = 0;
    for (std::size_t at = point.begin; at < end; ++at) {
      point.wrong += errors[at] != 0 ? 1 : 0;
      rates += expected[at];
    }
    point.judged = static_cast<std::int64_t>(end - point.begin);
    point.expected = std::clamp(rates / static_cast<double>(point.judged), 0.0, 1.0);
  }
  return points;
}

// From the mean step between neighbours, so that a lasting change does not count (Laney 2002; 1.128 is the
// mean range of two normal values).
double step_spread(const std::vector<ChartPoint>& points) {
  if (points.size() < 2) return 0;
  double sum = 0, before = 0;
  for (std::size_t p = 0; p < points.size(); ++p) {
    const auto n = static_cast<double>(points[p].judged);
    const double q = points[p].expected;
    const double z =
        (static_cast<double>(points[p].wrong) - n * q) / std::sqrt(std::max(n * q * (1 - q), 1e-300));
    if (p > 0) sum += std::fabs(z - before);
    before = z;
  }
  return sum / static_cast<double>(points.size() - 1) / 1.128;
}

// Widened limits are those of fewer answers of the same rate: as many as have that much more variance.
void put_limits(const ChartOptions& options, ControlChart& chart) {
  const double spread = chart.overdispersion > options.widened_above ? chart.overdispersion : 1;
  for (ChartPoint& point : chart.points) {
    const auto n =
        std::max<std::int64_t>(std::llround(static_cast<double>(point.judged) / (spread * spread)), 1);
    const double scale = static_cast<double>(point.judged) / static_cast<double>(n);
    const CountLimits limits = exact_limits(n, point.expected);
    point.lower = static_cast<double>(limits.lower) * scale;
    point.upper = static_cast<double>(limits.upper) * scale;
    point.above = static_cast<double>(point.wrong) > point.upper;
    point.below = static_cast<double>(point.wrong) < point.lower;
    chart.outside_expected += limits.outside;
  }
}

void watch_for_rise(std::span<const std::uint8_t> errors, const ChartOptions& options, ControlChart& chart) {
  const double good = chart.rate_watched = std::clamp(chart.rate, options.rate_least, 0.95);
  const double bad = chart.rate_bad = options.odds_ratio * good / (1 - good + options.odds_ratio * good);
  if (auto cusum = cusum_chart({good, bad, options.run_length_wanted}); cusum.ok()) {
    chart.cusum = cusum.value();
    chart.cusum_path = run_cusum(*chart.cusum, errors);
  }
  chart.detector = run_detector({good, bad, options.run_length_wanted}, errors);
  // Without a rise the sum less the number of answers is a martingale, so the sum reaches M within n answers
  // with probability n / M at most (Doob).
  chart.detector_chance =
      std::min(1.0, std::exp(std::log(static_cast<double>(errors.size())) - chart.detector.log_highest));
}

void look_for_change(std::span<const std::uint8_t> errors, const ChartOptions& options, ControlChart& chart) {
  const std::size_t n = errors.size(), few = std::min(n, options.changes_searched);
  std::vector<std::uint8_t> thinned(few);
  for (std::size_t at = 0; at < few; ++at) thinned[at] = errors[at * n / few];
  // One change is expected in a stream: with a fixed hazard a long stream would end in a short run by chance.
  ChangePoint change = last_change(thinned, {.hazard = 1.0 / std::max<double>(2, static_cast<double>(few))});
  if (change.begin == 0 || change.log_bayes_factor < log_bayes_factor_shown) return;
  change.begin = change.begin * n / few;
  chart.change = change;
}

}  // namespace

ControlChart control_chart(std::span<const std::uint8_t> errors, std::span<const double> expected,
                           const ChartOptions& options) {
  ASSAY_CHECK(!errors.empty() && errors.size() == expected.size(), "an expectation for every answer");
  ControlChart chart;
  const auto wrong =
      std::count_if(errors.begin(), errors.end(), [](std::uint8_t error) { return error != 0; });
  chart.rate = static_cast<double>(wrong) / static_cast<double>(errors.size());
  chart.points = cut(errors, expected, options);
  chart.overdispersion = step_spread(chart.points);
  put_limits(options, chart);
  watch_for_rise(errors, options, chart);
  look_for_change(errors, options, chart);
  return chart;
}

}  // namespace assay::stats
