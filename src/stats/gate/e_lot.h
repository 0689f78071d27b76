#pragma once
// The e-process of one lot of N items drawn without replacement, uniformly or with weights. The evidence bets
// against "error_max or more of this lot are wrong"; a mixture of five bets needs no tuning. Sources:
// Waudby-Smith and Ramdas 2024; Shekhar et al. 2023; methods 5.6 (ii), 5.5 (iii).

#include <array>
#include <cstdint>

#include "stats/gate/sequential.h"
#include "stats/plan/exact_rate.h"

namespace assay::stats {

inline constexpr std::array<double, 5> lot_bets = {0.2, 0.4, 0.6, 0.8, 0.95};

// ln of the mean over bets, of wealth kept in logs.
class LotWealth {
 public:
  // One draw with probability q from what was left; `largest` = the largest 1 / (N q) among those left.
  // rate_left = error_max - found / N before the draw, > 0.
  void add(double z, double rate_left, double largest);
  double log_good() const;
  double log_bad() const;

 private:
  std::array<double, lot_bets.size()> good_{};  // U of methods 5.5 (iii)
  std::array<double, lot_bets.size()> bad_{};   // L
};

struct LotOptions {
  ExactRate error_max;
  double alpha = 0.05;
  double alpha_fail = 0.05;
  std::int64_t lot = 0;
};

// Uniform draws. Certain verdicts (the lot holds too many errors, or cannot any more) are taken in integers.
class LotTest final : public SequentialTest {
 public:
  explicit LotTest(const LotOptions& options);
  void add(const Judgement& judgement) override;
  GateState state() const override;
  EvidenceNow now() const override;
  std::unique_ptr<SequentialTest> copy() const override { return std::make_unique<LotTest>(*this); }

 private:
  LotOptions options_;
  LotWealth to_pass_, to_fail_;
  std::int64_t n_ = 0, found_to_pass_ = 0, found_to_fail_ = 0;
};

}  // namespace assay::stats
