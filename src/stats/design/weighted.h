#pragma once
// Rates from a sample in which every item of the population had its own known probability pi of being drawn,
// independently of the others (Poisson sampling). Sources: Horvitz and Thompson 1952; Hajek 1971; Saerndal,
// Swensson and Wretman 1992, ch. 5; the model-assisted difference estimator ibid. ch. 6 (prediction-powered
// inference with design weights); methods 3.3, 3.4.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/estimate.h"

namespace assay::stats {

// A drawn item of the domain asked about.
struct WeightedItem {
  double value = 0;        // 1 wrong, 0 right
  double probability = 1;  // 0 < pi <= 1
};

struct WeightedOptions {
  double level = 0.95;
  // pi of every item of the domain in the population; needed for an interval when no item, or every item, is
  // wrong. Empty: none then.
  std::span<const double> population_probabilities;
};

inline constexpr double weighted_n_min = 10;  // effective items; fewer are "insufficient"

// sum y / pi over sum 1 / pi, linearised variance, Wilson at the effective n. No item drawn: insufficient.
Estimate weighted_rate(std::span<const WeightedItem> sample, const WeightedOptions& options = {});

// Wrong items in a population, by the exact Poisson design when none was drawn: the most D such that the D
// items of smallest pi would all have been missed with at least this probability.
std::int64_t wrong_items_unseen(std::span<const double> population_probabilities, double tail);

// A population with a prediction g (0..1) for every item and judged values y for those drawn. The predictions
// must not have been made from these y.
struct PredictedSample {
  std::span<const double> prediction;   // of every item of the population
  std::span<const std::size_t> drawn;   // their places
  std::span<const double> value;        // y of the drawn, 0 or 1
  std::span<const double> probability;  // pi of the drawn; empty for a simple random sample
};

// mean g + mean (y - g) / pi: unbiased whatever g is worth. Wilson at the effective n. Coverage .85 to .95
// (docs/methods/designs.md): for reports, never for a gate.
Estimate difference_estimate(const PredictedSample& sample, const WeightedOptions& options = {});

// The same for a simple random sample of the population, with lambda times the prediction, lambda the slope
// of y on g in the sample: a useless g is left out by itself. Source: Angelopoulos, Duchi and Zrnic 2023
// (PPI++), for n of N without replacement. With fewer than wrong_min wrong items drawn its interval would be
// far too short: then the plain rate of the sample with the exact interval of the lot, and a note.
struct Assisted {
  Estimate rate;
  double lambda = 0;
};
inline constexpr double assisted_wrong_min = 10;
Assisted assisted_rate(const PredictedSample& sample, double level = 0.95,
                       double wrong_min = assisted_wrong_min);

}  // namespace assay::stats
