#include "stats/people/pace.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "stats/control/ewma.h"
#include "stats/special.h"

namespace assay::stats {
namespace {

constexpr std::size_t window = pace_answers_min / 2;

// Normal quantiles of the values' ranks, ties at their mean rank, with variance 1; empty if all are alike.
std::vector<double> normal_scores(std::span<const double> values) {
  const std::size_t n = values.size();
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return values[a] != values[b] ? values[a] < values[b] : a < b;
  });
  std::vector<double> scores(n);
  double squares = 0;
  for (std::size_t first = 0; first < n;) {
    std::size_t last = first + 1;
    while (last < n && values[order[last]] == values[order[first]]) ++last;
    const double rank = static_cast<double>(first + last) / 2;  // the mean of first + 1/2, ..., last - 1/2
    const double score = normal_quantile(rank / static_cast<double>(n));
    squares += score * score * static_cast<double>(last - first);
    for (; first < last; ++first) scores[order[first]] = score;
  }
  if (!(squares > 1e-12)) return {};
  const double scale = std::sqrt(static_cast<double>(n) / squares);
  for (double& score : scores) score *= scale;
  return scores;
}

// How far the average spreads while the pace does not move, times its spread for values of variance 1 that
// do not depend on each other. From windows of `window` values, each around its own mean, so that a lasting
// move does not count; both moments corrected for that mean (Kendall 1954; Marriott and Pope 1954).
double spread_of_average(std::span<const double> scores, double weight) {
  double squares = 0, products = 0, counted = 0;
  for (std::size_t begin = 0; begin + window <= scores.size(); begin += window) {
    const std::span<const double> part = scores.subspan(begin, window);
    const double mean = std::accumulate(part.begin(), part.end(), 0.0) / static_cast<double>(window);
    for (std::size_t at = 0; at < window; ++at) {
      squares += (part[at] - mean) * (part[at] - mean);
      if (at > 0) products += (part[at] - mean) * (part[at - 1] - mean);
    }
    counted += static_cast<double>(window);
  }
  if (!(squares > 0)) return 1;
  constexpr double w = static_cast<double>(window);
  const double alike = std::clamp((products / squares + 1 / w) / (1 - 4 / w), 0.0, 0.8);
  const double variance = squares / counted / (1 - (1 + alike) / (1 - alike) / w);
  const double kept = (1 - weight) * alike;
  return std::sqrt(variance * (1 + kept) / (1 - kept));
}

double upper_median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

double ratio_of_times(std::span<const double> log_times, std::size_t begin, std::size_t end) {
  std::vector<double> inside(log_times.begin() + static_cast<std::ptrdiff_t>(begin),
                             log_times.begin() + static_cast<std::ptrdiff_t>(end));
  std::vector<double> outside(log_times.begin(), log_times.begin() + static_cast<std::ptrdiff_t>(begin));
  outside.insert(outside.end(), log_times.begin() + static_cast<std::ptrdiff_t>(end), log_times.end());
  if (inside.empty() || outside.empty()) return 1;
  return std::exp(upper_median(std::move(inside)) - upper_median(std::move(outside)));
}

}  // namespace

PaceMove pace_move(std::span<const double> log_times) {
  PaceMove out;
  if (log_times.size() < pace_answers_min) {
    out.status = Status::insufficient;
    return out;
  }
  std::vector<double> scores = normal_scores(log_times);
  if (scores.empty()) {
    out.status = Status::no_variation;
    return out;
  }
  const EwmaChart never{.limit = std::numeric_limits<double>::infinity()};
  const double spread = spread_of_average(scores, never.weight);
  for (double& score : scores) score /= spread;
  const EwmaPath path = run_ewma(never, scores);
  out.p = ewma_chance(path.extreme, scores.size());
  out.begin = path.extreme_begin;
  out.ratio = ratio_of_times(log_times, path.extreme_begin, path.extreme_at + 1);
  return out;
}

}  // namespace assay::stats
