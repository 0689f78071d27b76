#pragma once
// GLAD with its priors open, for the tests against other programs.

#include "stats/consensus/consensus.h"

namespace assay::stats {

struct GladPlan {
  double ability_mean = 1;        // of the normal prior of abilities, deviation 1
  double log_sharpness_mean = 1;  // the same of the logarithms of sharpness
  int rounds = 1000;              // at most
};

struct Glad {
  Fit fit;
  std::vector<double> ability;        // alpha, per annotator; below 0: against the others
  std::vector<double> log_sharpness;  // b, per item: sharpness exp(b), the inverse of difficulty
};

// Fit::skill is the mean probability of being right over the items that the annotator saw, Fit::difficulty
// exp(mean - b). Cost O(labels) a round, memory two numbers an item and a posterior.
Glad glad_with(const Votes& votes, const ConsensusOptions& options, const GladPlan& plan);

}  // namespace assay::stats
