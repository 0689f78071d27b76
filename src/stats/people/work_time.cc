#include "stats/people/work_time.h"

#include <algorithm>
#include <cmath>

namespace assay::stats {
namespace {

constexpr double scale_min = 0.15;
constexpr std::size_t gaps_min = 20;

double middle_value(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

}  // namespace

std::vector<double> robust_z(std::span<const double> values) {
  if (values.size() < 2) return {};
  std::vector<double> z(values.begin(), values.end());
  const double centre = middle_value(z);
  std::vector<double> away(z.size());
  std::transform(z.begin(), z.end(), away.begin(), [&](double x) { return std::fabs(x - centre); });
  const double scale = std::max(1.4826 * middle_value(away), scale_min);
  for (double& value : z) value = (value - centre) / scale;
  return z;
}

std::optional<double> gap_variation(std::span<const std::int64_t> times_us) {
  if (times_us.size() < gaps_min + 1) return std::nullopt;
  std::vector<std::int64_t> times(times_us.begin(), times_us.end());
  std::sort(times.begin(), times.end());
  const auto count = static_cast<double>(times.size() - 1);
  const double mean = static_cast<double>(times.back() - times.front()) / count;
  if (mean <= 0) return std::nullopt;
  double sum = 0;
  for (std::size_t at = 1; at < times.size(); ++at) {
    const double difference = static_cast<double>(times[at] - times[at - 1]) - mean;
    sum += difference * difference;
  }
  return std::sqrt(sum / (count - 1)) / mean;
}

}  // namespace assay::stats
