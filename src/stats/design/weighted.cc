#include "stats/design/weighted.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "stats/interval/binomial.h"
#include "stats/interval/finite_lot.h"

namespace assay::stats {
namespace {

Estimate by_effective_n(double rate, double variance, std::int64_t n, const char* method, double level) {
  Estimate out;
  out.value = std::clamp(rate, 0.0, 1.0);
  out.n = n;
  out.method = method;
  out.standard_error = std::sqrt(variance);
  const double held = *out.value;
  const double effective = variance > 0 ? held * (1 - held) / variance : 0;
  out.interval = wilson_interval(held * effective, effective, level);
  out.interval->method = "wilson_effective_n";
  if (effective < weighted_n_min) {
    out.status = Status::insufficient;
    out.note = "the weights leave fewer than ten effective items";
  }
  return out;
}

// All drawn items right, or all wrong: the variance says nothing, the design does.
Estimate one_sided(double rate, std::int64_t n, const char* method, const WeightedOptions& options) {
  Estimate out;
  out.value = rate;
  out.n = n;
  out.method = method;
  const auto all = static_cast<double>(options.population_probabilities.size());
  if (all < 1) {
    out.status = Status::insufficient;
    out.note =
        "nothing to tell the items apart by; an interval needs the probabilities of the whole population";
    return out;
  }
  const std::int64_t unseen = wrong_items_unseen(options.population_probabilities, (1 - options.level) / 2);
  const double share = static_cast<double>(unseen) / all;
  out.interval = Interval{rate > 0 ? 1 - share : 0, rate > 0 ? 1 : share, options.level, "poisson_exact"};
  return out;
}

Estimate plain_rate_of_lot(double wrong, double n, double all, double level) {
  Estimate plain = rate_estimate(wrong, n, "assisted_rate", {.level = level});
  const auto lot = finite_lot_interval({std::llround(wrong), std::llround(n), std::llround(all)}, level);
  ASSAY_CHECK(lot.ok(), "the sample is part of the population");
  plain.interval = lot.value().share;
  plain.note = "fewer than ten wrong items were drawn: the predictions are left out";
  return plain;
}

}  // namespace

std::int64_t wrong_items_unseen(std::span<const double> population_probabilities, double tail) {
  std::vector<double> sorted(population_probabilities.begin(), population_probabilities.end());
  std::sort(sorted.begin(), sorted.end());
  const double limit = std::log(tail);
  double missed = 0;
  std::int64_t unseen = 0;
  for (const double probability : sorted) {
    if (probability >= 1) break;
    missed += std::log1p(-probability);
    if (missed < limit) break;
    ++unseen;
  }
  return unseen;
}

Estimate weighted_rate(std::span<const WeightedItem> sample, const WeightedOptions& options) {
  double total = 0, wrong = 0;
  for (const WeightedItem& item : sample) {
    ASSAY_CHECK(item.probability > 0 && item.probability <= 1, "0 < pi <= 1");
    total += 1 / item.probability;
    wrong += item.value / item.probability;
  }
  const auto n = static_cast<std::int64_t>(sample.size());
  if (n == 0) return undefined_estimate(Status::insufficient, "weighted_rate", 0, "no item of it was drawn");
  const double rate = wrong / total;
  if (wrong <= 0 || rate >= 1) return one_sided(wrong <= 0 ? 0 : 1, n, "weighted_rate", options);
  double variance = 0;
  for (const WeightedItem& item : sample) {
    const double e = (item.value - rate) / item.probability;
    variance += (1 - item.probability) * e * e;
  }
  variance /= total * total;
  if (variance > 0) return by_effective_n(rate, variance, n, "weighted_rate", options.level);
  Estimate census = by_effective_n(rate, 1e-300, n, "weighted_rate", options.level);  // all pi are 1
  census.interval = Interval{rate, rate, options.level, "census"};
  census.standard_error = 0;
  census.status = Status::ok;
  census.note = "every item was judged";
  return census;
}

Estimate difference_estimate(const PredictedSample& sample, const WeightedOptions& options) {
  ASSAY_CHECK(sample.drawn.size() == sample.value.size() && sample.drawn.size() == sample.probability.size(),
              "a value and a probability for every drawn item");
  const auto all = static_cast<double>(sample.prediction.size());
  const auto n = static_cast<std::int64_t>(sample.drawn.size());
  if (n == 0) return undefined_estimate(Status::insufficient, "difference", 0, "nothing was judged");
  double sum = 0;
  for (const double g : sample.prediction) sum += g;
  double corrected = 0, variance = 0, wrong = 0;
  for (std::size_t at = 0; at < sample.drawn.size(); ++at) {
    const double pi = sample.probability[at];
    ASSAY_CHECK(pi > 0 && pi <= 1 && sample.drawn[at] < sample.prediction.size(),
                "0 < pi <= 1, of an item there is");
    const double e = (sample.value[at] - sample.prediction[sample.drawn[at]]) / pi;
    corrected += e;
    variance += (1 - pi) * e * e;
    wrong += sample.value[at];
  }
  const double rate = (sum + corrected) / all;
  if (wrong <= 0) {
    Estimate none = one_sided(0, n, "difference", options);
    none.value = std::clamp(rate, 0.0, none.interval ? none.interval->upper : 1.0);
    return none;
  }
  const double held = std::clamp(rate, 1 / all, 1 - 1 / all);
  return by_effective_n(held, variance / (all * all), n, "difference", options.level);
}

Assisted assisted_rate(const PredictedSample& sample, double level, double wrong_min) {
  const auto n = static_cast<double>(sample.drawn.size());
  const auto all = static_cast<double>(sample.prediction.size());
  Assisted out;
  if (n < 2) {
    out.rate = undefined_estimate(Status::insufficient, "assisted_rate", static_cast<std::int64_t>(n),
                                  "fewer than two items were judged");
    return out;
  }
  double mean_all = 0, mean_g = 0, mean_y = 0;
  for (const double g : sample.prediction) mean_all += g / all;
  for (std::size_t at = 0; at < sample.drawn.size(); ++at) {
    mean_g += sample.prediction[sample.drawn[at]] / n;
    mean_y += sample.value[at] / n;
  }
  double cross = 0, squares = 0;
  for (std::size_t at = 0; at < sample.drawn.size(); ++at) {
    const double g = sample.prediction[sample.drawn[at]] - mean_g;
    cross += g * (sample.value[at] - mean_y);
    squares += g * g;
  }
  out.lambda = squares > 0 ? cross / squares : 0;
  double residuals = 0;
  for (std::size_t at = 0; at < sample.drawn.size(); ++at) {
    const double e = sample.value[at] - mean_y - out.lambda * (sample.prediction[sample.drawn[at]] - mean_g);
    residuals += e * e;
  }
  const double variance = (1 - n / all) * residuals / (n - 1) / n;
  const double rate = mean_y + out.lambda * (mean_all - mean_g);
  const double wrong = mean_y * n;
  if (n >= all) {
    out.rate = rate_estimate(wrong, n, "assisted_rate", {.level = level});
    out.rate.interval = Interval{mean_y, mean_y, level, "census"};
    out.rate.note = "every item was judged";
    return out;
  }
  out.rate = by_effective_n(std::clamp(rate, 1 / all, 1 - 1 / all), variance, static_cast<std::int64_t>(n),
                            "assisted_rate", level);
  if (wrong < wrong_min) out.rate = plain_rate_of_lot(wrong, n, all, level);
  return out;
}

}  // namespace assay::stats
