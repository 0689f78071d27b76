#include "stats/people/spammer.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "base/check.h"
#include "stats/special.h"

namespace assay::stats {
namespace {

constexpr double low = 0.1;

// Independent Dirichlet rows: means, and one over (sum of shapes + 1).
struct SpammerRows {
  std::size_t k = 0;
  std::vector<double> mean, looseness;

  double at(std::size_t row, std::size_t column) const { return mean[row * k + column]; }
};

SpammerRows rows_of(std::span<const double> counts, std::span<const double> prior, std::size_t k) {
  SpammerRows rows{.k = k, .mean = std::vector<double>(k * k), .looseness = std::vector<double>(k)};
  for (std::size_t row = 0; row < k; ++row) {
    double sum = 0;
    for (std::size_t c = row * k; c < (row + 1) * k; ++c) sum += rows.mean[c] = counts[c] + prior[c];
    for (std::size_t c = row * k; c < (row + 1) * k; ++c) rows.mean[c] /= sum;
    rows.looseness[row] = 1 / (sum + 1);
  }
  return rows;
}

struct SpammerMoments {
  double mean = 0, variance = 0;
};

// trace of the product of the covariances of two rows, looseness left out.
double covariance_product(const SpammerRows& rows, std::size_t a, std::size_t b) {
  double both = 0, a_square = 0, b_square = 0;
  for (std::size_t c = 0; c < rows.k; ++c) {
    const double x = rows.at(a, c), y = rows.at(b, c);
    both += x * y;
    a_square += x * x * y;
    b_square += x * y * y;
  }
  return both - a_square - b_square + both * both;
}

// S = scale * (K sum_k |row_k|^2 - |sum_k row_k|^2), scale = 1 / (K (K - 1)).
SpammerMoments moments_of(const SpammerRows& rows) {
  const std::size_t k = rows.k;
  const auto kk = static_cast<double>(k);
  const double scale = 1 / (kk * (kk - 1));
  std::vector<double> column(k, 0.0);
  for (std::size_t at = 0; at < rows.mean.size(); ++at) column[at % k] += rows.mean[at];
  SpammerMoments out;
  for (std::size_t row = 0; row < k; ++row) {
    double square = 0, first = 0, first_mean = 0;
    for (std::size_t c = 0; c < k; ++c) {
      const double m = rows.at(row, c);
      const double slope = 2 * scale * (kk * m - column[c]);
      square += m * m;
      first += slope * slope * m;
      first_mean += slope * m;
    }
    out.mean += scale * (kk * square + (kk - 1) * (1 - square) * rows.looseness[row]);
    out.variance += (first - first_mean * first_mean) * rows.looseness[row];
    for (std::size_t other = 0; other < k; ++other) {
      const double weight = scale * (row == other ? kk - 1 : -1.0);
      out.variance += 2 * weight * weight * rows.looseness[row] * rows.looseness[other] *
                      covariance_product(rows, row, other);
    }
  }
  for (const double c : column) out.mean -= scale * c * c;
  return out;
}

}  // namespace

SpammerScore spammer_score(std::span<const double> counts, std::span<const double> prior,
                           std::size_t category_count, const SpammerOptions& options) {
  const std::size_t k = category_count;
  ASSAY_CHECK(k >= 2 && counts.size() == k * k && prior.size() == k * k, "a square matrix and its prior");
  const double labels = std::accumulate(counts.begin(), counts.end(), 0.0);
  SpammerScore out;
  if (labels < options.labels_min) {
    out.score = undefined_estimate(Status::insufficient, "spammer_score", std::llround(labels),
                                   "too few labels that others have judged");
    out.score.n_needed = static_cast<std::int64_t>(options.labels_min);
    return out;
  }
  const SpammerMoments moments = moments_of(rows_of(counts, prior, k));
  const double mean = std::clamp(moments.mean, 1e-9, 1 - 1e-9);
  // A beta distribution with this mean has a smaller variance than mean (1 - mean).
  const double variance = std::clamp(moments.variance, 1e-12, 0.99 * mean * (1 - mean));
  const double size = mean * (1 - mean) / variance - 1;
  const double a = mean * size, b = (1 - mean) * size;
  out.score.value = mean;
  out.score.interval = Interval{beta_quantile((1 - options.level) / 2, a, b),
                                beta_quantile((1 + options.level) / 2, a, b), options.level, "beta_moments"};
  out.score.standard_error = std::sqrt(variance);
  out.score.n = std::llround(labels);
  out.score.method = "spammer_score";
  out.probability_low = beta_cdf(low, a, b);
  return out;
}

}  // namespace assay::stats
