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
};

// One per annotator code: the share right among the labels that somebody else can be compared with, by the
// likelihood of one_coin and hierarchical (Fit::right), drawn towards that of all annotators as far as chance
// explains what they differ; the interval is that of the beta distribution with this mean and the variance
// that is left, to which what the members of `auto` disagree about is added. Methods 2.5 sums rows of the
// confusion instead, drawn together category by category, which draws abilities far too close:
// docs/methods/annotators.md. A fit without such shares gives one accuracy, Beta(right + 4, wrong + 1.5). n:
// those labels. Cost: a pass over the labels.
std::vector<Estimate> annotator_abilities(const Votes& votes, const Fit& fit, const AbilityOptions& options);

}  // namespace assay::stats
