#include "stats/control/ewma.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "base/check.h"
#include "stats/special.h"

namespace assay::stats {
namespace {

double half_width(const EwmaChart& chart) {
  return chart.limit * std::sqrt(chart.weight / (2 - chart.weight));
}

// Gaussian elimination of a diagonally dominant matrix, in place; the solution replaces `right`.
void solve(std::vector<double>& matrix, std::vector<double>& right) {
  const std::size_t n = right.size();
  for (std::size_t pivot = 0; pivot < n; ++pivot) {
    for (std::size_t row = pivot + 1; row < n; ++row) {
      const double factor = matrix[row * n + pivot] / matrix[pivot * n + pivot];
      for (std::size_t column = pivot; column < n; ++column)
        matrix[row * n + column] -= factor * matrix[pivot * n + column];
      right[row] -= factor * right[pivot];
    }
  }
  for (std::size_t row = n; row-- > 0;) {
    for (std::size_t column = row + 1; column < n; ++column)
      right[row] -= matrix[row * n + column] * right[column];
    right[row] /= matrix[row * n + row];
  }
}

// states: odd, so that the middle one is where the chart starts.
double run_length(const EwmaChart& chart, double shift, std::size_t states) {
  const double edge = half_width(chart);
  const double width = 2 * edge / static_cast<double>(states);
  std::vector<double> matrix(states * states, 0.0);
  for (std::size_t from = 0; from < states; ++from) {
    const double kept = (1 - chart.weight) * (-edge + width * (static_cast<double>(from) + 0.5));
    for (std::size_t to = 0; to < states; ++to) {
      const double low = (-edge + width * static_cast<double>(to) - kept) / chart.weight - shift;
      const double high = low + width / chart.weight;
      matrix[from * states + to] = (from == to ? 1.0 : 0.0) - (normal_cdf(high) - normal_cdf(low));
    }
  }
  std::vector<double> length(states, 1.0);
  solve(matrix, length);
  return length[states / 2];
}

constexpr double limit_step = 0.25;
constexpr std::size_t limits = 24;

// Logarithms of run lengths at 0.25, 0.5, ..., 6 standard deviations of the average.
const std::array<double, limits>& log_run_lengths() {
  static const std::array<double, limits> table = [] {
    std::array<double, limits> out{};
    for (std::size_t at = 0; at < limits; ++at)
      out[at] = std::log(run_length({.limit = limit_step * static_cast<double>(at + 1)}, 0, 151));
    return out;
  }();
  return table;
}

}  // namespace

double ewma_run_length(const EwmaChart& chart, double shift) {
  ASSAY_CHECK(chart.weight > 0 && chart.weight <= 1 && chart.limit > 0, "a chart that can move and signal");
  return run_length(chart, shift, 401);
}

double ewma_chance(double extreme, std::size_t values) {
  const EwmaChart chart;
  const double limit = std::fabs(extreme) / std::sqrt(chart.weight / (2 - chart.weight));
  const double place = limit / limit_step - 1;
  if (place <= 0) return 1;
  const auto& table = log_run_lengths();
  const std::size_t below = std::min(static_cast<std::size_t>(place), limits - 1);
  const std::size_t above = std::min(below + 1, limits - 1);
  const double part = place - static_cast<double>(below);
  const double log_length = above == below ? table[below] : table[below] * (1 - part) + table[above] * part;
  return -std::expm1(-static_cast<double>(values) / std::exp(log_length));
}

EwmaPath run_ewma(const EwmaChart& chart, std::span<const double> standardised) {
  EwmaPath path;
  const double edge = half_width(chart);
  std::size_t begin = 0;
  for (std::size_t at = 0; at < standardised.size(); ++at) {
    const double before = path.last;
    path.last = chart.weight * standardised[at] + (1 - chart.weight) * path.last;
    if ((path.last > 0) != (before > 0) || before == 0) begin = at;
    if (std::fabs(path.last) > std::fabs(path.extreme)) {
      path.extreme = path.last;
      path.extreme_at = at;
      path.extreme_begin = begin;
    }
    if (std::fabs(path.last) <= edge) continue;
    ++path.alarms;
    if (!path.first_alarm) path.first_alarm = at;
    path.last = 0;
  }
  return path;
}

}  // namespace assay::stats
