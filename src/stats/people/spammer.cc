#include "stats/people/spammer.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "base/check.h"
#include "base/rng.h"

namespace assay::stats {
namespace {

constexpr double low = 0.1;

void draw_rows(std::span<const double> shape, std::size_t k, Rng& rng, std::vector<double>& rows) {
  for (std::size_t truth = 0; truth < k; ++truth) {
    double sum = 0;
    for (std::size_t given = 0; given < k; ++given) {
      rows[truth * k + given] = rng.gamma(shape[truth * k + given]);
      sum += rows[truth * k + given];
    }
    for (std::size_t given = 0; given < k; ++given) rows[truth * k + given] /= std::max(sum, 1e-300);
  }
}

double score_of(const std::vector<double>& rows, std::size_t k) {
  double sum = 0;
  for (std::size_t a = 0; a < k; ++a) {
    for (std::size_t b = a + 1; b < k; ++b) {
      for (std::size_t given = 0; given < k; ++given) {
        const double difference = rows[a * k + given] - rows[b * k + given];
        sum += difference * difference;
      }
    }
  }
  return sum / (static_cast<double>(k) * static_cast<double>(k - 1));
}

double quantile(const std::vector<double>& sorted, double share) {
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

}  // namespace

SpammerScore spammer_score(std::span<const double> counts, std::span<const double> prior,
                           std::size_t category_count, const SpammerOptions& options) {
  const std::size_t k = category_count;
  ASSAY_CHECK(k >= 2 && counts.size() == k * k && prior.size() == k * k, "a square matrix and its prior");
  const double labels = std::accumulate(counts.begin(), counts.end(), 0.0);
  SpammerScore out;
  out.score.method = "spammer_score";
  out.score.n = std::llround(labels);
  if (labels < options.labels_min) {
    out.score = undefined_estimate(Status::insufficient, "spammer_score", std::llround(labels),
                                   "too few labels that others have judged");
    out.score.n_needed = static_cast<std::int64_t>(options.labels_min);
    return out;
  }
  std::vector<double> shape(k * k), rows(k * k), scores;
  for (std::size_t at = 0; at < shape.size(); ++at) shape[at] = counts[at] + prior[at];
  Rng rng(options.seed, RandomPurpose::ability_draws, options.person);
  for (int draw = 0; draw < options.draws; ++draw) {
    draw_rows(shape, k, rng, rows);
    scores.push_back(score_of(rows, k));
  }
  std::sort(scores.begin(), scores.end());
  out.score.value = std::accumulate(scores.begin(), scores.end(), 0.0) / static_cast<double>(scores.size());
  out.score.interval = Interval{quantile(scores, (1 - options.level) / 2),
                                quantile(scores, (1 + options.level) / 2), options.level, "dirichlet_draws"};
  out.probability_low =
      static_cast<double>(std::lower_bound(scores.begin(), scores.end(), low) - scores.begin()) /
      static_cast<double>(scores.size());
  return out;
}

}  // namespace assay::stats
