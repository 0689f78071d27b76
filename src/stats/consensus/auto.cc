// The default: the arithmetic mean of the posteriors of majority, Wawa, one-coin and hierarchical
// Dawid-Skene. Fixed in advance, nothing tuned on labelled sets: docs/decisions/0005-default-consensus.md has
// the evidence for and against it.

#include <array>
#include <utility>

#include "stats/consensus/dawid_skene.h"
#include "stats/consensus/dense_em.h"

namespace assay::stats {
namespace {

// Large data say the same after a relative change of a millionth, and cost minutes to a hundred-millionth.
ConsensusOptions relaxed(const Votes& votes, const ConsensusOptions& options) {
  ConsensusOptions out = options;
  if (votes.label_count() > large_labels) {
    out.tolerance = 1e-5;
    out.outer_rounds = 1;
  }
  return out;
}

void add_quarter(Posterior& sum, const Posterior& part) {
  for (std::size_t at = 0; at < sum.probability.size(); ++at)
    sum.probability[at] += 0.25F * part.probability[at];
}

// The order of the registry.
enum Member : std::size_t { majority, wawa, one_coin, dawid_skene, hierarchical, member_count };

// The confusion of annotators under the mean of this posterior and the hierarchical one. The shares of votes
// credit a weak annotator with an own vote that nobody shares; the full model overrates everybody. Their mean
// misjudges annotators least against gold (docs/decisions/0007-beliefs.md).
void recount(const Votes& votes, const Posterior& full, Fit& fit) {
  const std::size_t k_count = votes.category_count;
  Posterior mean = fit.posterior;
  for (std::size_t at = 0; at < mean.probability.size(); ++at)
    mean.probability[at] = 0.5F * (mean.probability[at] + full.probability[at]);
  ConfusionTable count;
  count_under(votes, mean, count);
  for (std::size_t row = 0; row < std::size_t{votes.annotator_count} * k_count; ++row) {
    for (std::size_t k = 0; k < k_count; ++k)
      fit.confusion[row * k_count + k] = count.cells[row * count.stride + k];
  }
}

Fit average(const Votes& votes, const std::vector<Fit>& fits) {
  Fit out;
  out.model = "auto";
  out.posterior = empty_posterior(votes);
  for (const Member member : {hierarchical, majority, wawa, one_coin}) {
    add_quarter(out.posterior, fits[member].posterior);
  }
  const Fit& full = fits[hierarchical];
  out.skill = fits[one_coin].skill;
  out.prior = full.prior;
  out.confusion = full.confusion;
  out.beta = full.beta;
  out.iterations = full.iterations;
  out.objective = full.objective;
  out.log_likelihood = full.log_likelihood;
  if (!out.confusion.empty()) recount(votes, full.posterior, out);
  if (full.status != Status::ok) out.note = "one of its four models is uncertain: " + full.note;
  return out;
}

}  // namespace

std::vector<Fit> fit_every_model(const Votes& votes, const ConsensusOptions& options) {
  const ConsensusOptions settled = relaxed(votes, options);
  std::vector<Fit> fits(member_count);
  fits[majority] = majority_fit(votes, settled);
  fits[wawa] = wawa_fit(votes, settled);
  fits[one_coin] = one_coin_fit(votes, settled);
  fits[dawid_skene] = dawid_skene_fit(votes, settled);
  fits[hierarchical] = hierarchical_from(votes, settled, fits[dawid_skene]);
  fits.push_back(average(votes, fits));
  return fits;
}

Fit auto_fit(const Votes& votes, const ConsensusOptions& options) {
  return std::move(fit_every_model(votes, options).back());
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
