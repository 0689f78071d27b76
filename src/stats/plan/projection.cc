#include "stats/plan/projection.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/check.h"
#include "base/parallel.h"
#include "base/rng.h"

namespace assay::stats {
namespace {

constexpr std::int64_t exact_items_max = 5'000'000;
constexpr std::int64_t batches_drawn_max = 200;
constexpr std::size_t projection_chunk = 500;

RateBelief posterior(double wrong, double judged, const ProjectionOptions& o) {
  return {o.prior.a + wrong / o.phi, o.prior.b + (judged - wrong) / o.phi};
}

// One production of so many items when the process mean is mu.
std::int64_t produce(Rng& rng, double mu, std::int64_t items, std::int64_t batch_size, double rho) {
  if (items <= 0) return 0;
  const double kappa = rho > 0 ? 1 / rho - 1 : 0;
  const auto rate = [&](double spread) {
    return rng.beta(std::max(1e-9, mu * spread), std::max(1e-9, (1 - mu) * spread));
  };
  if (rho <= 0) return rng.binomial(items, mu);
  const std::int64_t size = batch_size > 0 ? std::min(batch_size, items) : items;
  const std::int64_t batches = (items + size - 1) / size;
  if (batches > batches_drawn_max) {
    // The mean of so many rates: a beta of variance mu (1 - mu) rho / batches.
    return rng.binomial(items, rate(static_cast<double>(batches) / rho - 1));
  }
  std::int64_t wrong = 0;
  for (std::int64_t batch = 0; batch < batches; ++batch) {
    wrong += rng.binomial(std::min(size, items - batch * size), rate(kappa));
  }
  return wrong;
}

Projection from_draws(std::vector<std::int64_t> draws, double judged, const ProjectionOptions& o) {
  const auto n = static_cast<double>(draws.size());
  double sum = 0;
  double squares = 0;
  std::int64_t above = 0;
  for (const std::int64_t draw : draws) {
    sum += static_cast<double>(draw);
    squares += static_cast<double>(draw) * static_cast<double>(draw);
    above += o.limit && draw > *o.limit;
  }
  std::sort(draws.begin(), draws.end());
  const auto at = [&](double share) {
    const auto place = static_cast<std::size_t>(std::ceil(share * n));
    return draws[std::clamp<std::size_t>(place, 1, draws.size()) - 1];
  };
  const double tail = (1 - o.level) / 2;
  Projection out;
  out.count.value = sum / n;
  out.count.interval =
      Interval{static_cast<double>(at(tail)), static_cast<double>(at(1 - tail)), o.level, "predictive"};
  out.count.n = std::llround(judged);
  out.count.method = "beta_binomial_draws";
  out.standard_deviation = std::sqrt(std::max(0.0, squares / n - sum / n * (sum / n)));
  out.median = at(0.5);
  if (o.limit) out.above_limit = static_cast<double>(above) / n;
  return out;
}

Projection exact(double judged, const RateBelief& belief, const ProjectionOptions& o) {
  const std::vector<double> probability = predictive_probabilities(o.items, belief);
  const double tail = (1 - o.level) / 2;
  Projection out;
  std::optional<std::int64_t> lower, middle, upper;
  double sum = 0;
  double above = 1;
  for (std::int64_t x = 0; x <= o.items; ++x) {
    sum += probability[static_cast<std::size_t>(x)];
    if (!lower && sum >= tail) lower = x;
    if (!middle && sum >= 0.5) middle = x;
    if (!upper && sum >= 1 - tail) upper = x;
    if (o.limit && x == *o.limit) above = 1 - sum;
  }
  const auto items = static_cast<double>(o.items);
  const double mean = belief.a / (belief.a + belief.b);
  const double size = belief.a + belief.b;
  out.count.value = items * mean;
  out.count.interval = Interval{static_cast<double>(lower.value_or(0)),
                                static_cast<double>(upper.value_or(o.items)), o.level, "predictive"};
  out.count.n = std::llround(judged);
  out.count.method = "beta_binomial";
  out.standard_deviation = std::sqrt(items * mean * (1 - mean) * (size + items) / (size + 1));
  out.median = middle.value_or(o.items);
  if (o.limit) out.above_limit = *o.limit >= o.items ? 0 : std::max(0.0, above);
  return out;
}

template <class Draw>
std::vector<std::int64_t> draw_all(const ProjectionOptions& o, RandomPurpose purpose, const Draw& draw) {
  std::vector<std::int64_t> out(static_cast<std::size_t>(o.draws));
  for_chunks(out.size(), projection_chunk, [&](Chunk part) {
    for (std::size_t at = part.begin; at < part.end; ++at) {
      Rng rng(o.seed, purpose, at);
      out[at] = draw(rng);
    }
  });
  return out;
}

}  // namespace

CorrelationEstimate cluster_correlation(std::span<const ClusterCount> clusters, double fallback) {
  CorrelationEstimate out;
  double n = 0, x = 0, squares = 0, within = 0;
  std::size_t k = 0;
  for (const ClusterCount& cluster : clusters) {
    if (cluster.judged <= 0) continue;
    ++k;
    n += cluster.judged;
    x += cluster.wrong;
    squares += cluster.judged * cluster.judged;
    within += cluster.wrong * (cluster.judged - cluster.wrong) / cluster.judged;
  }
  const auto counted = static_cast<std::int64_t>(k);
  out.rho = fallback;
  out.assumed = true;
  if (k < 2 || n <= static_cast<double>(k)) {
    out.estimated = undefined_estimate(Status::not_identifiable, "anova_correlation", counted,
                                       "one cluster says nothing of the variation between them");
    return out;
  }
  const auto groups = static_cast<double>(k);
  const double between = x * (n - x) / n - within;  // sums of squares of 0/1 values
  const double mean_between = between / (groups - 1);
  const double mean_within = within / (n - groups);
  const double m0 = (n - squares / n) / (groups - 1);
  const double bottom = mean_between + (m0 - 1) * mean_within;
  const double rho = bottom > 0 ? std::clamp((mean_between - mean_within) / bottom, 0.0, 0.999) : 0;
  out.estimated.value = rho;
  out.estimated.n = counted;
  out.estimated.method = "anova_correlation";
  if (k < rho_clusters_min) {
    out.estimated.status = Status::insufficient;
    out.estimated.n_needed = static_cast<std::int64_t>(rho_clusters_min - k);
    out.estimated.note = "too few clusters to judge";
    out.assumed = fallback >= rho;
    out.rho = std::max(rho, fallback);
    return out;
  }
  out.rho = rho;
  out.assumed = false;
  return out;
}

double design_effect(std::span<const ClusterCount> clusters, double rho) {
  double n = 0, squares = 0;
  for (const ClusterCount& cluster : clusters) {
    n += cluster.judged;
    squares += cluster.judged * cluster.judged;
  }
  return n > 0 ? std::max(1.0, 1 + (squares / n - 1) * rho) : 1;
}

Projection project_count(double wrong, double judged, const ProjectionOptions& o) {
  ASSAY_CHECK(wrong >= 0 && wrong <= judged && o.items >= 1 && o.rho >= 0 && o.rho < 1 && o.phi >= 1,
              "wrong of judged, a production and a correlation");
  const RateBelief belief = posterior(wrong, judged, o);
  if (o.rho <= 0 && o.items <= exact_items_max) return exact(judged, belief, o);
  return from_draws(draw_all(o, RandomPurpose::simulation,
                             [&](Rng& rng) {
                               const double mu = rng.beta(belief.a, belief.b);
                               return produce(rng, mu, o.items, o.batch_size, o.rho);
                             }),
                    judged, o);
}

CategoryProjection project_category(const CategoryPilot& pilot, const ProjectionOptions& o, double share_rho,
                                    double share_phi) {
  ProjectionOptions mix = o;
  mix.rho = share_rho;
  mix.phi = share_phi;
  mix.prior = {};
  mix.limit.reset();
  CategoryProjection out;
  out.items = project_count(pilot.of, pilot.pilot_items, mix);
  const RateBelief share = posterior(pilot.of, pilot.pilot_items, mix);
  const RateBelief belief = posterior(pilot.wrong, pilot.judged, o);
  const auto draw = [&](Rng& rng) {
    const double mu = rng.beta(share.a, share.b);
    const std::int64_t items = produce(rng, mu, o.items, o.batch_size, share_rho);
    // A batch of the production holds this category's share of it.
    const double part = static_cast<double>(items) / static_cast<double>(o.items);
    const auto size = static_cast<std::int64_t>(std::ceil(part * static_cast<double>(o.batch_size)));
    return produce(rng, rng.beta(belief.a, belief.b), items,
                   o.batch_size > 0 ? std::max<std::int64_t>(1, size) : 0, o.rho);
  };
  out.wrong = from_draws(draw_all(o, RandomPurpose::sample, draw), pilot.judged, o);
  return out;
}

}  // namespace assay::stats
