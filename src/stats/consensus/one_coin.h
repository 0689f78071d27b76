#pragma once
// The one-coin model with its choices open, for the tests against published values.

#include "stats/consensus/consensus.h"

namespace assay::stats {

struct OneCoinPlan {
  double right = 4, wrong = 1.5;  // pseudo-counts of an annotator's accuracy
  bool free_prior = false;        // category shares estimated along; else fixed from the votes
  double prior_count = 1;         // pseudo-count per category, with free_prior
};

Fit one_coin_with(const Votes& votes, const ConsensusOptions& options, const OneCoinPlan& plan);

}  // namespace assay::stats
