#pragma once
// The sequential probability ratio test of two error rates. Source: Wald 1947; the boundaries are Ville's,
// ln(1/b) and ln(1/a), which hold both risks (Wald's own ones are approximate).

#include "stats/gate/boundary.h"

namespace assay::stats {

struct SprtOptions {
  double error_good = 0.01;  // refused with probability at most producer_risk
  double error_max = 0.05;   // passed with probability at most consumer_risk; above error_good
  double producer_risk = 0.05;
  double consumer_risk = 0.10;
};

struct SprtLines {
  double slope = 0;  // pass when x <= slope n - pass, fail when x >= slope n + fail
  double pass = 0;
  double fail = 0;
};
SprtLines sprt_lines(const SprtOptions& options);

// Cut off at n_max items, where x <= slope n_max passes and everything else fails. The cut changes the risks
// a little: outcome_at says by how much.
Boundary sprt_boundary(const SprtOptions& options, std::int64_t n_max);

}  // namespace assay::stats
