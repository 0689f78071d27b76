#pragma once
// Has somebody's pace moved: do they take longer, or less long, than they did? Sources: methods 6.2, 6.3.
// docs/methods/people.md.

#include <cstddef>
#include <span>

#include "base/estimate.h"

namespace assay::stats {

inline constexpr std::size_t pace_answers_min = 60;

struct PaceMove {
  Status status = Status::ok;  // insufficient: fewer than pace_answers_min; no_variation: all alike
  double p = 1;                // of an average as far away, if the pace did not move
  std::size_t begin = 0;       // the answer with which the move may begin
  double ratio = 1;            // times from there to where the average was farthest, over the other times
};

// log_times: logarithms of the times of one person's answers, less what the items take, in order. An average
// of normal scores of their ranks, so that a few enormous times do nothing, with fixed limits (ewma.h).
// People work fast and slowly in stretches: limits are widened by what the likeness of neighbours adds to the
// spread of the average (as of a first-order process, from windows of 30 answers). `ratio` is descriptive:
// the place was chosen by it. Cost O(n log n).
PaceMove pace_move(std::span<const double> log_times);

}  // namespace assay::stats
