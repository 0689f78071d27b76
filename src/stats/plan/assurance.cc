#include "stats/plan/assurance.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "stats/special.h"

namespace assay::stats {
namespace {

constexpr int belief_points = 64;

struct Losses {
  double go = 0, fix = 0;
  double least() const { return std::min(go, fix); }
};

Losses losses_at(double rate, const PilotCosts& costs) {
  const double all = costs.items * costs.error * rate;
  return {all, costs.fix + all * (1 - costs.fix_share)};
}

double mean_of(const RateBelief& belief) { return belief.a / (belief.a + belief.b); }

double least_loss_after(std::int64_t n, const RateBelief& belief, const PilotCosts& costs) {
  const std::vector<double> probability = predictive_probabilities(n, belief);
  double sum = 0;
  for (std::int64_t x = 0; x <= n; ++x) {
    const double rate = (belief.a + static_cast<double>(x)) / (belief.a + belief.b + static_cast<double>(n));
    sum += probability[static_cast<std::size_t>(x)] * losses_at(rate, costs).least();
  }
  return sum;
}

}  // namespace

// From the most likely count outward, so that nothing underflows before it matters.
std::vector<double> predictive_probabilities(std::int64_t n, const RateBelief& belief) {
  ASSAY_CHECK(n >= 0 && belief.a > 0 && belief.b > 0, "a belief is a proper beta distribution");
  const auto count = static_cast<double>(n);
  const auto at = [&](std::int64_t x) {
    const auto wrong = static_cast<double>(x);
    return std::exp(log_choose(n, x) + log_beta(belief.a + wrong, belief.b + count - wrong) -
                    log_beta(belief.a, belief.b));
  };
  const auto rise = [&](std::int64_t x) {  // P(x + 1) / P(x)
    const auto wrong = static_cast<double>(x);
    return (count - wrong) / (wrong + 1) * (belief.a + wrong) / (belief.b + count - wrong - 1);
  };
  const std::int64_t start = std::clamp<std::int64_t>(std::llround(count * mean_of(belief)), 0, n);
  std::vector<double> out(static_cast<std::size_t>(n) + 1);
  out[static_cast<std::size_t>(start)] = at(start);
  for (std::int64_t x = start; x < n; ++x) {
    out[static_cast<std::size_t>(x) + 1] = out[static_cast<std::size_t>(x)] * rise(x);
  }
  for (std::int64_t x = start; x > 0; --x) {
    out[static_cast<std::size_t>(x) - 1] = out[static_cast<std::size_t>(x)] / rise(x - 1);
  }
  return out;
}

double predictive_at_most(std::int64_t x, std::int64_t n, const RateBelief& belief) {
  const std::vector<double> probability = predictive_probabilities(n, belief);
  double sum = 0;
  for (std::int64_t k = 0; k <= std::min(x, n); ++k) sum += probability[static_cast<std::size_t>(k)];
  return std::min(1.0, sum);
}

double assurance(const SinglePlan& plan, const RateBelief& belief) {
  return predictive_at_most(plan.c, plan.n, belief);
}

double assurance(const Boundary& boundary, const RateBelief& belief) {
  double sum = 0;
  for (int point = 0; point < belief_points; ++point) {
    const double share = (point + 0.5) / belief_points;
    sum += outcome_at(boundary, beta_quantile(share, belief.a, belief.b)).pass;
  }
  return sum / belief_points;
}

double belief_below(double limit, std::int64_t x, std::int64_t n, const RateBelief& prior) {
  return beta_cdf(limit, prior.a + static_cast<double>(x), prior.b + static_cast<double>(n - x));
}

std::optional<std::int64_t> errors_allowed_by_belief(std::int64_t n, double limit, double gamma,
                                                     const RateBelief& prior) {
  std::int64_t low = -1;
  std::int64_t high = n + 1;
  while (high - low > 1) {
    const std::int64_t middle = low + (high - low) / 2;
    (belief_below(limit, middle, n, prior) >= gamma ? low : high) = middle;
  }
  return low < 0 ? std::optional<std::int64_t>{} : low;
}

double break_even_rate(const PilotCosts& costs) {
  ASSAY_CHECK(costs.fix_share > 0 && costs.items > 0 && costs.error > 0, "costs that a fix can lower");
  return costs.fix / (costs.fix_share * costs.items * costs.error);
}

double value_of_pilot(std::int64_t n, const RateBelief& belief, const PilotCosts& costs) {
  return std::max(0.0, losses_at(mean_of(belief), costs).least() - least_loss_after(n, belief, costs));
}

// E min(go, fix) needs E[p; p < p*], a beta integral with a + 1.
double value_of_certainty(const RateBelief& belief, const PilotCosts& costs) {
  const double limit = break_even_rate(costs);
  const double below = limit >= 1 ? 1 : beta_cdf(limit, belief.a, belief.b);
  const double mean = mean_of(belief);
  const double mean_below = limit >= 1 ? mean : mean * beta_cdf(limit, belief.a + 1, belief.b);
  const double all = costs.items * costs.error;
  const double known =
      all * mean_below + costs.fix * (1 - below) + all * (1 - costs.fix_share) * (mean - mean_below);
  return std::max(0.0, losses_at(mean, costs).least() - known);
}

BestPilot best_pilot(const RateBelief& belief, const PilotCosts& costs, std::int64_t n_max) {
  BestPilot best;
  best.certainty = value_of_certainty(belief, costs);
  for (std::int64_t n = 1; n <= n_max; ++n) {
    const double value = value_of_pilot(n, belief, costs);
    const double net = value - costs.judged * static_cast<double>(n) - costs.fixed;
    if (net > best.net) best = {n, value, net, best.certainty};
  }
  return best;
}

}  // namespace assay::stats
