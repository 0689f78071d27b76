#pragma once
// A boundary on (n, x) as a sequential test: fixed samples, SPRT and the e-process of independent items.

#include <memory>
#include <optional>

#include "stats/gate/boundary.h"
#include "stats/gate/sequential.h"

namespace assay::stats {

// A sample of fixed size: passes at n with at most c wrong, fails as soon as c + 1 are wrong (curtailed: the
// verdict is the same, the share of wrong ones among the items judged is then no estimate of the rate).
Boundary fixed_boundary(std::int64_t n, std::int64_t c);

class BoundaryTest final : public SequentialTest {
 public:
  // evidence_of: the error_max of the e-process whose logarithms now() should show; absent for other tests.
  explicit BoundaryTest(Boundary boundary, std::optional<double> evidence_of = {});
  void add(const Judgement& judgement) override;
  GateState state() const override;
  EvidenceNow now() const override;
  std::unique_ptr<SequentialTest> copy() const override { return std::make_unique<BoundaryTest>(*this); }

 private:
  std::shared_ptr<const Boundary> boundary_;  // copies made for simulation share it; it never changes
  std::optional<double> evidence_of_;
  std::int64_t n_ = 0, x_to_pass_ = 0, x_to_fail_ = 0;
};

}  // namespace assay::stats
