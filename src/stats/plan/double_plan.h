#pragma once
// Double sampling: judge n1; accept at c1 wrong or fewer, refuse at r1 or more, else judge n2 more and accept
// when both together hold at most c2. Saves work when quality is clearly good or bad. Source: Schilling and
// Neubauer 2009, ch. 6. For double sampling in the sense of Tenenbein see stats/design.

#include "base/result.h"
#include "stats/plan/single_plan.h"

namespace assay::stats {

struct DoublePlan {
  std::int64_t n1 = 0, n2 = 0;
  std::int64_t c1 = 0, r1 = 1, c2 = 0;
};

double accept_probability(const DoublePlan& plan, double p);
double mean_items(const DoublePlan& plan, double p);  // n1 + n2 P(c1 < x1 < r1)

// Of the plans with n1 = n2, r1 = c2 + 1 that hold both risks, the one with the fewest items on average at
// error_good. A process only (points.lot must be absent).
Result<DoublePlan> double_plan(const TwoPoints& points);

}  // namespace assay::stats
