#pragma once
// Where somebody's error rate changed, looking back. Runs of one rate follow each other; a new run begins
// with a small probability at every answer, its rate drawn from Beta(1/2, 1/2). Sources: Adams and MacKay
// 2007 (run-length recursion); Fearnhead 2006; methods 6.2.

#include <cstdint>
#include <span>
#include <vector>

namespace assay::stats {

struct ChangePointOptions {
  double hazard = 1.0 / 250;  // probability that a run ends at an answer
  double dropped = 1e-4;      // runs less probable than this share of the best are no longer followed
};

struct ChangePoint {
  std::size_t begin = 0;  // the first answer of the last run, the most probable one; 0: no change
  double log_bayes_factor =
      0;  // a last run that began after the first answer, against none; 0 without answers
  double probability_before = 0;  // of an error before it; 0 where begin is 0
  double probability_after = 0;   // of an error since, posterior means
};

// 1 = error. Cost O(n * runs followed), memory O(runs followed).
ChangePoint last_change(std::span<const std::uint8_t> errors, const ChangePointOptions& options = {});

}  // namespace assay::stats
