#pragma once
// How often an annotator is right, by what a consensus model believes of the items. Methods 2.5.
// docs/methods/annotators.md.

#include <cstdint>
#include <vector>

#include "stats/consensus/consensus.h"

namespace assay::stats {

struct AbilityOptions {
  double level = 0.95;
  double labels_min = 30;  // fewer labels that somebody else can be compared with: "insufficient"
  std::uint64_t seed = 1;
  int replicates = 100;             // of the item bootstrap
  double bootstrap_cost_max = 3e5;  // labels * categories; larger data go without it, and say so
};

// One per annotator code: A_j = sum_k w_jk pi^j_kk, w_jk the share of category k among what the annotator saw
// (methods 2.5 has the shares among all items instead; see docs/methods/annotators.md). The mean and the
// variance are exact under independent Dirichlet rows; the interval is that of the beta distribution with
// both (draws would give the same to a thousandth and cost 4,000 times more). Its variance is raised to that
// of an item bootstrap of the model where the data are small enough, because the rows take what is believed
// of the items as known, and what the members of `auto` disagree about is added. Labels count where the item
// has another label. n: those labels. Cost: a pass over the labels and one over the confusion; with the
// bootstrap replicates * 20 passes of EM.
std::vector<Estimate> annotator_abilities(const Votes& votes, const Fit& fit, const AbilityOptions& options);

}  // namespace assay::stats
