// Zero-based skill. Source: crowd-kit (Ustalov et al. 2021), where skills move towards the annotator's
// agreement with the weighted majority at a rate of 1 that halves every twenty rounds. Two deviations: what
// is tied is shared instead of given to the first category, and rounds end when no skill moves any more.

#include <algorithm>
#include <cmath>

#include "stats/consensus/consensus.h"
#include "stats/consensus/shares.h"

namespace assay::stats {
namespace {

constexpr int rounds_to_halve = 20;
constexpr double skill_change_min = 1e-12;

// Moves every skill; returns the largest move.
double move_towards(const std::vector<double>& agreed, double rate, std::vector<double>& skill) {
  double largest_move = 0;
  for (std::size_t j = 0; j < skill.size(); ++j) {
    const double move = rate * (agreed[j] - skill[j]);
    skill[j] += move;
    largest_move = std::max(largest_move, std::abs(move));
  }
  return largest_move;
}

}  // namespace

// Cost: a pass over the labels a round, at most iterations_max rounds; memory a posterior.
Fit zero_based_skill_fit(const Votes& votes, const ConsensusOptions& options) {
  Fit fit;
  fit.model = "zero_based_skill";
  fit.prior = vote_prior(votes);
  fit.posterior = empty_posterior(votes);
  fit.skill.assign(votes.annotator_count, 1 / static_cast<double>(std::max(1U, votes.category_count)) + 1e-5);
  double rate = 1;
  for (fit.iterations = 1; fit.iterations <= options.iterations_max; ++fit.iterations) {
    if (fit.iterations % rounds_to_halve == 0) rate /= 2;
    weighted_shares(votes, fit.skill, fit.posterior);
    hold_trusted(options, fit.posterior);
    const double move = move_towards(agreement_with_best(votes, fit.posterior), rate, fit.skill);
    if (!options.fixed_iterations && move < skill_change_min) break;
  }
  fit.iterations = std::min(fit.iterations, options.iterations_max);
  weighted_shares(votes, fit.skill, fit.posterior);
  hold_trusted(options, fit.posterior);
  return fit;
}

}  // namespace assay::stats
