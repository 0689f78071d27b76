// The default: the arithmetic mean of the posteriors of majority, Wawa, one-coin and hierarchical
// Dawid-Skene. Fixed in advance, nothing tuned on labelled sets: docs/decisions/0005-default-consensus.md has
// the evidence for and against it.

#include <array>

#include "stats/consensus/consensus.h"

namespace assay::stats {
namespace {

// Large data say the same after a relative change of a millionth, and cost minutes to a hundred-millionth.
ConsensusOptions relaxed(const Votes& votes, const ConsensusOptions& options) {
  ConsensusOptions out = options;
  if (votes.label_count() > 1'000'000) {
    out.tolerance = 1e-5;
    out.outer_rounds = 1;
  }
  return out;
}

void add_quarter(Posterior& sum, const Posterior& part) {
  for (std::size_t at = 0; at < sum.probability.size(); ++at)
    sum.probability[at] += 0.25F * part.probability[at];
}

}  // namespace

Fit auto_fit(const Votes& votes, const ConsensusOptions& options) {
  const ConsensusOptions settled = relaxed(votes, options);
  Fit out;
  out.posterior = empty_posterior(votes);
  Fit full = hierarchical_fit(votes, settled);
  add_quarter(out.posterior, full.posterior);
  full.posterior = {};
  for (const auto& member : {majority_fit, wawa_fit, one_coin_fit}) {
    const Fit fit = member(votes, settled);
    add_quarter(out.posterior, fit.posterior);
    if (!fit.skill.empty()) out.skill = fit.skill;
  }
  out.model = "auto";
  out.prior = full.prior;
  out.confusion = std::move(full.confusion);
  out.iterations = full.iterations;
  out.objective = full.objective;
  out.log_likelihood = full.log_likelihood;
  if (full.status != Status::ok) out.note = "one of its four models is uncertain: " + full.note;
  return out;
}

std::span<const ConsensusModel> consensus_registry() {
  static const std::array<ConsensusModel, 6> models = {{
      {"majority", "the category most annotators chose", majority_fit},
      {"wawa", "majority weighted by each annotator's agreement with it", wawa_fit},
      {"one_coin", "one accuracy per annotator", one_coin_fit},
      {"dawid_skene", "a confusion matrix per annotator", dawid_skene_fit},
      {"hierarchical", "confusion matrices that borrow from all annotators", hierarchical_fit},
      {"auto", "the mean of majority, wawa, one_coin and hierarchical", auto_fit},
  }};
  return models;
}

}  // namespace assay::stats
