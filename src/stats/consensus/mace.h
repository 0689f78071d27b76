#pragma once
// MACE with its choices open, for the tests against other programs.

#include "stats/consensus/consensus.h"

namespace assay::stats {

struct MacePlan {
  double know = 0.5, habit = 0.5;  // pseudo-counts of knowing and of answering by habit
  double answer = 10;              // pseudo-count of every category in an annotator's habit
  int restarts = 10;               // the first start is the same for all annotators, the others are drawn
  int screening = 10;              // rounds of each; the likeliest then goes on
  int rounds = 50;                 // of that one in all
};

// Fit::skill is the competence theta, normalised as the variational means are. Cost O(labels) a round,
// restarts * screening + rounds of them at most; memory two numbers for each (annotator, category) that
// occurs.
Fit mace_with(const Votes& votes, const ConsensusOptions& options, const MacePlan& plan);

}  // namespace assay::stats
