#pragma once
// What a gate is worth before it is run: the probability that it passes, averaged over what is believed of
// the error rate (assurance), and what a pilot saves on average (expected value of sample information).
// Sources: O'Hagan, Stevens and Campbell 2005; Raiffa and Schlaifer 1961; methods 5.9 (iv), 10.3.
// Probabilities of counts are beta-binomial, summed exactly.

#include <cstdint>
#include <optional>
#include <vector>

#include "stats/gate/boundary.h"
#include "stats/plan/single_plan.h"

namespace assay::stats {

// Belief about an error rate: Beta(a, b), as a wrong and b right items would give it.
struct RateBelief {
  double a = 0.5, b = 0.5;
};

// P(X <= x) for X wrong of n, the rate drawn from the belief.
double predictive_at_most(std::int64_t x, std::int64_t n, const RateBelief& belief);
// P(X = 0), ..., P(X = n).
std::vector<double> predictive_probabilities(std::int64_t n, const RateBelief& belief);

// P(the plan accepts), over the belief.
double assurance(const SinglePlan& plan, const RateBelief& belief);
// The same for a sequential test; 64 rates at the belief's quantiles. Cost: 64 outcomes.
double assurance(const Boundary& boundary, const RateBelief& belief);

// P(rate < limit) after x wrong of n.
double belief_below(double limit, std::int64_t x, std::int64_t n, const RateBelief& prior);
// The most errors with belief_below >= gamma; nothing when not even 0 will do.
std::optional<std::int64_t> errors_allowed_by_belief(std::int64_t n, double limit, double gamma,
                                                     const RateBelief& prior);

// Start production as it is, or put the guideline right first?
struct PilotCosts {
  double items = 0;        // of production
  double error = 0;        // cost of one wrong label
  double fix = 0;          // cost of putting things right first
  double fix_share = 0.5;  // share of errors that this removes, 0..1
  double judged = 0;       // cost of one judged item
  double fixed = 0;        // of a pilot, whatever its size
};

double break_even_rate(const PilotCosts& costs);  // above it putting right first is cheaper
// What n judged items save on average against deciding now, their cost not counted.
double value_of_pilot(std::int64_t n, const RateBelief& belief, const PilotCosts& costs);
double value_of_certainty(const RateBelief& belief, const PilotCosts& costs);

struct BestPilot {
  std::int64_t n = 0;    // 0: no pilot pays
  double value = 0;      // of the pilot, its cost not counted
  double net = 0;        // its cost counted
  double certainty = 0;  // the most that any pilot could be worth
};
// Every n to n_max is looked at: the value rises in steps. Cost O(n_max^2).
BestPilot best_pilot(const RateBelief& belief, const PilotCosts& costs, std::int64_t n_max);

}  // namespace assay::stats
