#pragma once
// The best score that any slice reaches for given errors, for thousands of permuted errors over the same
// rows. Sizes are counted once; a replicate touches its wrong rows only, because a slice without errors has
// no score. Equal to slice_line with top = 1.

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "stats/slices/slice_line.h"

namespace assay::stats {

struct WrongRow {
  std::uint32_t row = 0;
  float error = 0;  // > 0
};

class ScoreMaximum {
 public:
  // Keeps a copy of the codes, two bytes each. Cost: one pass over the rows for every pair of features;
  // triples are counted when they are first needed. Fewer than 2^32 rows, fewer than 65,535 values of a
  // feature with size_min rows.
  ScoreMaximum(const SliceRows& rows, const SliceLineOptions& options);
  ~ScoreMaximum();
  ScoreMaximum(const ScoreMaximum&) = delete;
  ScoreMaximum& operator=(const ScoreMaximum&) = delete;

  // 0 when no slice qualifies. Safe on several threads at once. Each row at most once.
  double of(const std::vector<WrongRow>& wrong) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace assay::stats
