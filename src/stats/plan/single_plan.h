#pragma once
// Single acceptance plans: judge n items, accept when at most c are wrong. About a process (binomial) or
// about one lot of N (hypergeometric). Sources: Dodge and Romig 1929; Schilling and Neubauer 2009, ch. 5;
// docs/methods/planning.md.

#include <cstdint>
#include <optional>

#include "base/result.h"
#include "stats/plan/exact_rate.h"

namespace assay::stats {

struct SinglePlan {
  std::int64_t n = 0;        // items judged
  std::int64_t c = 0;        // wrong ones that are still accepted
  bool inspect_all = false;  // n is the whole lot: the verdict is a count, not an inference
};

inline constexpr std::int64_t plan_items_max = 10'000'000;

// P(at most c of n wrong) for a process with error rate p.
double accept_probability(const SinglePlan& plan, double p);
// The same for a lot of `lot` units of which `wrong` are wrong.
double accept_probability(const SinglePlan& plan, std::int64_t wrong, std::int64_t lot);
// With a lot its wrong units are `rate` of them, rounded up: the worse lot of that rate.
double accept_probability(const SinglePlan& plan, const ExactRate& rate, std::optional<std::int64_t> lot);

// The error rate that is accepted with this probability (0 < share < 1): the OC curve read backwards.
double rate_accepted_with(const SinglePlan& plan, double share);

struct CertifyOptions {
  ExactRate error_max;              // 0 < error_max < 1
  double alpha = 0.05;              // P(accepted | error_max), at most
  std::optional<std::int64_t> lot;  // a statement about this lot
};

// Fewest items for which c wrong ones still show that the rate lies below error_max: the one-sided
// Clopper-Pearson limit, or the hypergeometric one. A lot too small for it is inspected whole, and accepted
// when fewer than error_max of it are wrong. Refuses more than plan_items_max items. Cost O(log n).
Result<SinglePlan> certifying_plan(std::int64_t c, const CertifyOptions& options);
// The most wrong items that n may hold; nothing when not even 0 will do.
std::optional<std::int64_t> errors_allowed(std::int64_t n, const CertifyOptions& options);

struct TwoPoints {
  ExactRate error_good;         // should be accepted
  ExactRate error_max;          // should be refused; above error_good
  double producer_risk = 0.05;  // P(refused | error_good), at most
  double consumer_risk = 0.10;  // P(accepted | error_max), at most
  std::optional<std::int64_t> lot;
};

// The plan of smallest c that holds both risks. For a lot the good one is rounded down, the bad one up.
Result<SinglePlan> two_point_plan(const TwoPoints& points);

}  // namespace assay::stats
