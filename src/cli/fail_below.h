#pragma once
// --fail-below METRIC=VALUE: a condition on the lower limit of an interval.

#include <string>
#include <vector>

#include "base/result.h"
#include "quality/inspection.h"

namespace assay::cli {

struct Condition {
  std::string metric;   // of the registry, "accuracy" or "consensus_accuracy"
  std::string weights;  // empty: unweighted, or the first row of a metric that has no unweighted one
  double value = 0;
};

// "krippendorff_alpha:ordinal=0.67". Refuses unknown metrics and values outside -1..1.
Result<Condition> parse_condition(const std::string& text);

struct Verdict {
  enum class Outcome { met, not_met, not_enough_evidence };
  Outcome outcome = Outcome::met;
  std::string text;  // one line for people, with the numbers
};

// One verdict per question. Refuses weights that the inspection does not have.
Result<std::vector<Verdict>> check_condition(const Condition& condition,
                                             const quality::Inspection& inspection);

}  // namespace assay::cli
