#pragma once
// The gold may be wrong, and a reviewer is not an expert. What the error rate is once that is taken into
// account. Sources: Rogan and Gladen 1978; Tenenbein 1970; methods 3.6.

#include <cstdint>

#include "base/estimate.h"

namespace assay::stats {

struct GoldCorrection {
  std::int64_t differ = 0, judged = 0;           // labels that differ from the gold, of those compared
  std::int64_t gold_wrong = 0, gold_judged = 0;  // golds found wrong, of those labelled again
  std::int64_t categories = 2;                   // K >= 2
};

struct GoldCorrected {
  Estimate disagreement;  // as counted
  Estimate gold_error;    // of the gold, from the re-labelled sample
  Estimate error;         // of the labels: (d - g) / (1 - g K / (K - 1))
};

// Errors of label and gold independent, wrong answers equally likely. The interval carries both samples
// (MOVER of the two Wilson intervals through the formula). d < g: 0 and "not distinguishable from errors of
// the gold". g >= (K - 1) / K: not_identifiable. Nothing re-labelled: not_identifiable.
GoldCorrected corrected_for_gold(const GoldCorrection& counts, double level = 0.95);

// The true rate from an apparent one and a reviewer's known sensitivity and specificity, 0..1; delta-method
// interval. Their sum at most 1: not_identifiable.
struct ReviewerError {
  double sensitivity = 1, specificity = 1;
};
Estimate rogan_gladen_rate(double positive, double judged, const ReviewerError& reviewer,
                           double level = 0.95);

// All items have a reviewer's verdict, some an expert's too. a: what the reviewer said (1 wrong, 0 right).
struct DoubleSample {
  std::int64_t reviewed_wrong = 0, reviewed_right = 0;  // reviewer only
  std::int64_t both_wrong_wrong = 0;                    // reviewer wrong, expert wrong
  std::int64_t both_wrong_right = 0;                    // reviewer wrong, expert right
  std::int64_t both_right_wrong = 0;
  std::int64_t both_right_right = 0;
};
// Wilson at the effective n of Tenenbein's variance. A verdict of the reviewer that no expert looked at:
// not_identifiable.
Estimate double_sampling_rate(const DoubleSample& sample, double level = 0.95);

// Share of the items that should also go to the expert, for costs of a review and of the expert's look on
// top.
struct DoubleSamplingCosts {
  double review = 1, expert = 8;
  double within = 0, between = 0;  // V_w, V_b of methods 3.6
};
double best_expert_share(const DoubleSamplingCosts& costs);

}  // namespace assay::stats
