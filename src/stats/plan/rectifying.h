#pragma once
// Rectifying inspection: a refused lot is judged whole and put right. Average outgoing quality, its maximum
// over all error rates, and the items judged on average; plans of Dodge and Romig by search, without tables.
// Sources: Dodge and Romig 1929, 1959; Schilling and Neubauer 2009, ch. 15. P(accept) is that of a process.

#include "base/result.h"
#include "stats/plan/single_plan.h"

namespace assay::stats {

// p P(accept) (N - n) / N: the error rate of what leaves, when errors found are corrected.
double outgoing_error(const SinglePlan& plan, double p, std::int64_t lot);
// n + (1 - P(accept)) (N - n).
double items_judged(const SinglePlan& plan, double p, std::int64_t lot);

struct OutgoingLimit {
  double error = 0;    // the largest outgoing error rate, whatever comes in
  double at_rate = 0;  // the incoming rate that does it
};
OutgoingLimit outgoing_limit(const SinglePlan& plan, std::int64_t lot);

enum class DodgeRomig { lot_limit, outgoing_limit };

struct DodgeRomigOptions {
  DodgeRomig kind = DodgeRomig::lot_limit;
  ExactRate limit;                // the error rate of a lot that should be refused, or the outgoing limit
  double process_average = 0.01;  // where the items judged are made fewest
  double consumer_risk = 0.10;    // lot_limit only
  std::int64_t lot = 0;
};

// Of the plans with c = 0..40 that hold the limit, the one with the fewest items judged at the process
// average.
Result<SinglePlan> dodge_romig_plan(const DodgeRomigOptions& options);

}  // namespace assay::stats
