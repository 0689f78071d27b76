// Majority weighted by accuracy on gold. Source: crowd-kit (Ustalov et al. 2021), which refuses annotators
// without gold items; here they get the accuracy of all labels on gold.

#include <algorithm>

#include "base/check.h"
#include "stats/consensus/consensus.h"
#include "stats/consensus/shares.h"

namespace assay::stats {

std::string gold_majority_refusal(const Votes& votes, const ConsensusOptions& options) {
  for (std::size_t item = 0; item < votes.item_count(); ++item) {
    if (is_held(options, item) && votes.item_begin[item] != votes.item_begin[item + 1]) return "";
  }
  return "this model weighs annotators by their accuracy on gold, and no item with annotations has gold; "
         "give "
         "--gold, or choose another model";
}

// Cost O(labels); memory a posterior.
Fit gold_majority_fit(const Votes& votes, const ConsensusOptions& options) {
  ASSAY_CHECK(gold_majority_refusal(votes, options).empty(),
              "ask whether the model refuses these votes first");
  std::vector<double> right(votes.annotator_count, 0), labels(votes.annotator_count, 0);
  double all_right = 0, all = 0;
  for (std::size_t item = 0; item < votes.item_count(); ++item) {
    if (!is_held(options, item)) continue;
    for (std::uint64_t v = votes.item_begin[item]; v < votes.item_begin[item + 1]; ++v) {
      const double one = votes.category[v] == options.trusted[item] ? 1 : 0;
      right[votes.annotator[v]] += one;
      labels[votes.annotator[v]] += 1;
      all_right += one;
      all += 1;
    }
  }
  Fit fit;
  fit.model = "gold_majority";
  fit.prior = vote_prior(votes);
  fit.posterior = empty_posterior(votes);
  for (std::size_t j = 0; j < right.size(); ++j)
    fit.skill.push_back(labels[j] > 0 ? right[j] / labels[j] : all_right / all);
  weighted_shares(votes, fit.skill, fit.posterior);
  hold_trusted(options, fit.posterior);
  fit.iterations = 1;
  return fit;
}

}  // namespace assay::stats
