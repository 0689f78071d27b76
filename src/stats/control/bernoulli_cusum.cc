#include "stats/control/bernoulli_cusum.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/check.h"

namespace assay::stats {
namespace {

constexpr std::int64_t equation_cells_max = 20'000'000;  // of the equations of one run length

bool can_be_solved(std::int64_t points, std::int64_t limit) {
  return limit * std::min(points, limit) <= equation_cells_max;
}

// The reference value k in units of one error: points of an error are 1/k, rounded, less one.
double reference_value(double good, double bad) {
  return (std::log1p(-good) - std::log1p(-bad)) /
         (std::log(bad) + std::log1p(-good) - std::log(good) - std::log1p(-bad));
}

// Nothing when the limit would be too high to compute with.
std::optional<std::int64_t> smallest_limit(std::int64_t points, const CusumOptions& options) {
  const auto holds = [&](std::int64_t limit) {
    return cusum_run_length(points, limit, options.rate_good) >= options.run_length_wanted;
  };
  std::int64_t enough = 1;
  while (!holds(enough)) {
    enough *= 2;
    if (!can_be_solved(points, enough)) return std::nullopt;
  }
  std::int64_t too_low = enough / 2;
  while (enough - too_low > 1) {
    const std::int64_t middle = too_low + (enough - too_low) / 2;
    (holds(middle) ? enough : too_low) = middle;
  }
  return enough;
}

}  // namespace

// Row s of the equations: L(s) - (1-p) L(max(s-1, 0)) - p L(s+points) = 1, with L = 0 from the limit on. The
// matrix has one diagonal below the main one and is diagonally dominant, so one sweep of elimination without
// exchanges is stable. Each row keeps its right-hand side and two entries besides the main one: that of s+1,
// filled in by the row above, and that of s+points; fill-in moves along the band above the diagonal.
double cusum_run_length(std::int64_t error_points, std::int64_t limit, double p) {
  ASSAY_CHECK(p > 0 && p < 1 && error_points >= 1 && limit >= 1, "a chart that can move and signal");
  const auto size = static_cast<std::size_t>(limit);
  const auto points = static_cast<std::size_t>(std::min(error_points, limit));
  // upper(s) has the entries of columns s+1 .. s+points after elimination, the main entry being 1.
  std::vector<double> upper(size * points, 0.0);
  std::vector<double> right(size, 0.0);
  for (std::size_t s = 0; s < size; ++s) {
    double main = 1;
    double* row = upper.data() + s * points;
    right[s] = 1;
    if (s + points < size) row[points - 1] -= p;
    if (s == 0) {
      main -= 1 - p;
    } else {
      const double* above = row - points;  // main entry 1 in column s-1, entries of columns s .. s-1+points
      const double factor = -(1 - p);
      main -= factor * above[0];
      for (std::size_t k = 1; k < points; ++k) row[k - 1] -= factor * above[k];
      right[s] -= factor * right[s - 1];
    }
    for (std::size_t k = 0; k < points; ++k) row[k] /= main;
    right[s] /= main;
  }
  for (std::size_t s = size; s-- > 0;) {
    for (std::size_t k = 0; k < points && s + 1 + k < size; ++k) {
      right[s] -= upper[s * points + k] * right[s + 1 + k];
    }
  }
  return right[0];
}

Result<CusumChart> cusum_chart(const CusumOptions& options) {
  const double good = options.rate_good;
  const double bad = options.rate_bad;
  if (!(good > 0 && good < bad && bad < 1)) {
    return Error{ErrorCode::invalid, "the rates must be 0 < good < bad < 1", "control chart"};
  }
  const double k = reference_value(good, bad);
  CusumChart chart{.rate_good = good, .rate_bad = bad};
  chart.error_points = std::max<std::int64_t>(std::llround(1 / k) - 1, 1);
  const std::optional<std::int64_t> limit = smallest_limit(chart.error_points, options);
  if (!limit) {
    return Error{ErrorCode::invalid, "so rare a false alarm cannot be had with rates this close",
                 "control chart"};
  }
  chart.limit = *limit;
  chart.run_length_good = cusum_run_length(chart.error_points, chart.limit, good);
  chart.run_length_bad = cusum_run_length(chart.error_points, chart.limit, bad);
  return chart;
}

CusumPath run_cusum(const CusumChart& chart, std::span<const std::uint8_t> errors) {
  CusumPath path;
  for (std::size_t at = 0; at < errors.size(); ++at) {
    path.last = std::max<std::int64_t>(path.last + (errors[at] != 0 ? chart.error_points : -1), 0);
    path.highest = std::max(path.highest, path.last);
    if (path.last < chart.limit) continue;
    ++path.alarms;
    if (!path.first_alarm) path.first_alarm = at;
    path.last = 0;
  }
  return path;
}

}  // namespace assay::stats
