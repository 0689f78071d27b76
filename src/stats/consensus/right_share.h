#pragma once
// Inside stats/consensus: how often an annotator is right under a model, freed from what the model took for
// granted of annotators.

#include <vector>

namespace assay::stats {

// What a model believes of one annotator's labels, p being its probability that a label is right.
struct RightEvidence {
  double labels = 0;
  double right = 0;    // sum of p
  double doubt = 0;    // sum of p (1 - p)
  double assumed = 0;  // the accuracy that the model's p were made with
};

struct RightShare {
  double value = 0;
  double variance = 0;
  double informative = 0;  // as many labels on items of known truth would say as much
};

// One Newton step on the likelihood of this annotator's accuracy A, from the assumed one: its score at A is
// (right - labels A) / (A (1 - A)), its information labels / (A (1 - A)) - doubt / (A (1 - A))^2, what would
// be known were the truth known less what is missing (Louis 1982). At least a tenth of the labels count.
RightShare right_share(const RightEvidence& evidence);

// The mean of two models' shares, with the mean of their variances: they rest on the same labels.
RightShare mean_share(const RightShare& a, const RightShare& b);

// Draws shares towards their mean as far as their variances say that they differ by chance: value and
// variance of each given all (empirical Bayes; the spread between annotators by moments, at least .05).
// Entries with use[j] false are left alone.
void draw_together(std::vector<RightShare>& shares, const std::vector<bool>& use);

}  // namespace assay::stats
