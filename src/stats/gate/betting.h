#pragma once
// Confidence sequences by betting: an interval for the mean of values in [0, 1] that may be looked at after
// every value and still holds the mean, all looks together, with its level. For independent values, or for
// draws without replacement from a lot of N. Source: Waudby-Smith and Ramdas 2024 (hedged capital); methods
// 5.5 (ii). Both capitals are monotone in the candidate mean (their bet is the same for every candidate but
// for its cap), so that the interval is found by bisection.

#include <cstdint>
#include <optional>
#include <span>

#include "base/estimate.h"
#include "stats/gate/sequential.h"
#include "stats/plan/exact_rate.h"

namespace assay::stats {

struct BettingOptions {
  double alpha = 0.05;
  std::optional<std::int64_t> lot;  // draws without replacement from so many
};

// The sequence after all the values: the intersection of the intervals after each of them. When that is
// empty, the mean was not constant: the last interval, status not_identifiable, and a note that says so. No
// values: insufficient. Cost O(n) per step of the bisection.
Estimate betting_interval(std::span<const double> values, const BettingOptions& options);
// The interval after the last value alone.
Interval betting_interval_now(std::span<const double> values, const BettingOptions& options);

// How much the next value is bet on, from the values before it alone.
class Bets {
 public:
  double next(double alpha) const;  // alpha of both sides together
  void add(double value);

 private:
  std::int64_t n_ = 0;
  double sum_ = 0, squares_ = 0.25, variance_ = 0.25;
};

// The beta mixture for 0/1 values, in closed form: the set of p with B(1/2 + x, 1/2 + n - x) / B(1/2, 1/2) <
// p^x (1 - p)^(n - x) / alpha.
Interval beta_mixture_interval(std::int64_t x, std::int64_t n, double alpha);

struct BettingTestOptions {
  ExactRate error_max;
  double alpha = 0.05;       // level of the upper limit by which a gate passes
  double alpha_fail = 0.05;  // of the lower one by which it fails
  std::optional<std::int64_t> lot;
};

// Passes when the upper limit of the confidence sequence falls below error_max, fails when the lower one
// rises above it. Both are one-sided: each side bets all of its own alpha.
class BettingTest final : public SequentialTest {
 public:
  explicit BettingTest(const BettingTestOptions& options) : options_(options) {}
  void add(const Judgement& judgement) override;
  GateState state() const override;
  EvidenceNow now() const override;
  std::unique_ptr<SequentialTest> copy() const override { return std::make_unique<BettingTest>(*this); }

 private:
  struct Side {
    Bets bets;
    double log_capital = 0;
    std::int64_t found = 0;
  };
  BettingTestOptions options_;
  Side good_, bad_;
  std::int64_t n_ = 0;
};

}  // namespace assay::stats
