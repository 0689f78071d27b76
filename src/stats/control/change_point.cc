#include "stats/control/change_point.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "stats/special.h"

namespace assay::stats {
namespace {

constexpr double prior = 0.5;  // of an error and of a right answer

struct Run {
  std::size_t begin = 0;
  double log_weight = 0;
  double wrong = 0, right = 0;
};

double log_predictive(const Run& run, bool error) {
  const double seen = error ? run.wrong : run.right;
  return std::log((seen + prior) / (run.wrong + run.right + 2 * prior));
}

double log_sum(const std::vector<Run>& runs) {
  std::vector<double> weights(runs.size());
  std::transform(runs.begin(), runs.end(), weights.begin(), [](const Run& run) { return run.log_weight; });
  return log_sum_exp(weights);
}

// The run from the first answer is kept whatever its weight: the Bayes factor needs it.
void drop_improbable(std::vector<Run>& runs, double share) {
  double best = runs.front().log_weight;
  for (const Run& run : runs) best = std::max(best, run.log_weight);
  const double least = best + std::log(share);
  std::erase_if(runs, [&](const Run& run) { return run.begin != 0 && run.log_weight < least; });
}

double rate_of(std::span<const std::uint8_t> errors) {
  const auto wrong = static_cast<double>(
      std::count_if(errors.begin(), errors.end(), [](std::uint8_t error) { return error != 0; }));
  return (wrong + prior) / (static_cast<double>(errors.size()) + 2 * prior);
}

// Weight of a last run that began later against one that began with the first answer, the prior odds of the
// two taken out.
double bayes_factor(const std::vector<Run>& runs, std::size_t answers, double hazard) {
  std::vector<double> later;
  double none_at_all = 0;
  for (const Run& run : runs) {
    if (run.begin == 0) {
      none_at_all = run.log_weight;
    } else {
      later.push_back(run.log_weight);
    }
  }
  if (later.empty()) return 0;
  const double log_none = static_cast<double>(answers - 1) * std::log1p(-hazard);
  return log_sum_exp(later) - none_at_all - (std::log(-std::expm1(log_none)) - log_none);
}

}  // namespace

ChangePoint last_change(std::span<const std::uint8_t> errors, const ChangePointOptions& options) {
  ASSAY_CHECK(options.hazard > 0 && options.hazard < 1 && options.dropped < 1, "a probability of change");
  ChangePoint out;
  if (errors.empty()) return out;
  std::vector<Run> runs{Run{}};
  for (std::size_t at = 0; at < errors.size(); ++at) {
    const bool error = errors[at] != 0;
    if (at > 0) {
      const double all = log_sum(runs);
      for (Run& run : runs) run.log_weight += std::log1p(-options.hazard);
      runs.push_back({.begin = at, .log_weight = all + std::log(options.hazard)});
    }
    for (Run& run : runs) {
      run.log_weight += log_predictive(run, error);
      (error ? run.wrong : run.right) += 1;
    }
    if (at % 16 == 15) drop_improbable(runs, options.dropped);
  }
  const auto best = std::max_element(runs.begin(), runs.end(),
                                     [](const Run& a, const Run& b) { return a.log_weight < b.log_weight; });
  out.begin = best->begin;
  out.log_bayes_factor = bayes_factor(runs, errors.size(), options.hazard);
  if (out.begin > 0) out.probability_before = rate_of(errors.first(out.begin));
  out.probability_after = rate_of(errors.subspan(out.begin));
  return out;
}

}  // namespace assay::stats
