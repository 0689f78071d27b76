#pragma once
// Would the model have made data like these? Posterior predictive checks of a fit and, where it is too sure
// of itself, the temperature that makes its confidences honest. Methods 2.6. docs/methods/consensus.md.

#include <cstdint>
#include <functional>
#include <optional>
#include <span>

#include "stats/consensus/consensus.h"

namespace assay::stats {

struct PredictiveCheck {
  double p_unanimous = 1;  // two-sided: the share of items on which everybody agrees
  double p_split = 1;      // two-sided: the share of items on which no category has more than half
  bool overconfident = false;
  double temperature = 1;  // >= 1; 1 leaves the confidences alone
  std::int64_t items = 0;  // with at least two labels, that were simulated
};

struct PredictiveOptions {
  std::uint64_t seed = 1;
  std::int64_t replicates = 999;   // B, at most: fewer once both p are surely large
  std::int64_t label_max = 5'000;  // more labels: a sample of items of about this many
  double p_max = 0.01;             // below it the model does not explain the disagreement
  double temperature_max = 20;
  // A number per item that does not depend on the order of rows: which items are sampled, in which order.
  std::function<std::uint64_t(std::size_t item)> item_key;
};

// Nothing for models that say nothing of annotators (majority), and when no item has two labels. `fit` makes
// the data; its posterior is the mean of `members` (for a model of its own: the fit itself). Cost: replicates
// * labels of the sample.
std::optional<PredictiveCheck> predictive_check(const Votes& votes, const Fit& fit,
                                                std::span<const Fit* const> members,
                                                const PredictiveOptions& options);

// T^(1 / temperature), normalised: the label stays, the confidence falls.
void temper(Posterior& posterior, double temperature);

}  // namespace assay::stats
