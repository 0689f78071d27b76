#pragma once
// Intraclass correlation: how much of the variation of numbers is that of the items. Source: Shrout and
// Fleiss 1979; McGraw and Wong 1996. docs/methods/agreement.md.

#include <array>
#include <span>
#include <vector>

#include "base/estimate.h"
#include "stats/votes.h"

namespace assay::stats {

// The six forms, by the names of Shrout and Fleiss. "k": of the mean of k annotators.
//   1  every item has annotators of its own         2  the same annotators everywhere, a sample of many
//   3  the same annotators everywhere, and only these: constant differences between them do not count
inline constexpr std::array<const char*, 6> icc_forms = {"1,1", "2,1", "3,1", "1,k", "2,k", "3,k"};

// Sums of squares divided by their degrees of freedom, of n items with k labels each.
struct MeanSquares {
  std::int64_t n = 0, k = 0;
  double rows = 0, columns = 0, residual = 0, within = 0;
};

// One estimate for each of icc_forms, with its interval by the F distribution. number: of each category.
//
// Forms 2 and 3 need every annotator on every item: they rest on the items that all annotators labelled, and
// are `insufficient` when there are fewer than two (then alpha with the interval distance is the answer).
// Form 1 rests on the items that have the most frequent number of labels. A negative value is shown as it is.
// All numbers equal: no_variation. No residual variation: the value without an interval. Cost O(labels),
// memory O(annotators).
std::vector<Estimate> intraclass(const Votes& votes, std::span<const double> number, double level);

// The same from mean squares: for published tables.
std::vector<Estimate> intraclass_of(const MeanSquares& squares, double level);

}  // namespace assay::stats
