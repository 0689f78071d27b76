#pragma once
// Do two annotators share wrong answers more often than two independent ones would? Honest annotators agree
// because they are right; those who copy, or use one and the same tool, share mistakes. Evidence, never a
// verdict: items that mislead everybody make honest people share mistakes too. Source: methods 6.5.

#include <cstdint>
#include <optional>
#include <vector>

#include "base/estimate.h"
#include "stats/consensus/consensus.h"
#include "stats/votes.h"

namespace assay::stats {

struct CopyingOptions {
  std::int64_t items_min = 30;         // shared items below which a pair is not tested
  std::size_t others_min = 3;          // further labels an item needs to say what is wrong on it
  double wrong_below = 0.1;            // an answer is wrong where the others make it less probable than this
  std::size_t annotators_max = 1'500;  // the busiest; more would take too much memory for pairs
  std::size_t items_max = 200'000;     // of more items every second, third, ... is looked at
};

struct CopyingPair {
  std::uint32_t a = 0, b = 0;   // annotators, a < b
  std::int64_t items = 0;       // shared, with enough other labels
  std::int64_t same_wrong = 0;  // both gave the same answer, and it is wrong by the others
  double expected = 0;          // of same_wrong for independent annotators with their confusions, inflated
  double p = 1;                 // P(so many or more), Poisson with that mean
  double p_adjusted = 1;        // Benjamini and Hochberg over all pairs tested
};

struct CopyingEvidence {
  std::vector<CopyingPair> pairs;  // tested ones, least probable first
  double inflation = 1;            // by which all pairs together share more mistakes than expected: ambiguity
  Status status = Status::ok;      // insufficient: no pair can be tested; note says why
  std::string note;
};

// fit: any model that has confusion matrices of the annotators (Fit::confusion). The truth of an item is
// taken from the other annotators' answers alone, or two who copy would make it. Each pair's expectation is
// inflated by what the other pairs show. Cost O(sum over items of labels^2 * categories).
CopyingEvidence copying_evidence(const Votes& votes, const Fit& fit, const CopyingOptions& options = {});

}  // namespace assay::stats
