#include "stats/gate/boundary_engine.h"

#include <algorithm>

#include "base/check.h"
#include "stats/gate/e_process.h"

namespace assay::stats {

Boundary fixed_boundary(std::int64_t n, std::int64_t c) {
  ASSAY_CHECK(c >= 0 && c < n, "a plan that can refuse");
  Boundary boundary = Boundary::open(n);
  for (std::int64_t at = 0; at <= n; ++at) {
    boundary.fail_at_least[static_cast<std::size_t>(at)] = c + 1;
  }
  boundary.pass_at_most.back() = c;
  return boundary;
}

BoundaryTest::BoundaryTest(Boundary boundary, std::optional<double> evidence_of)
    : boundary_(std::make_shared<const Boundary>(std::move(boundary))), evidence_of_(evidence_of) {}

void BoundaryTest::add(const Judgement& judgement) {
  ASSAY_CHECK(n_ < boundary_->n_max, "no more items are judged than the plan has");
  ++n_;
  x_to_pass_ += judgement.wrong_to_pass();
  x_to_fail_ += judgement.wrong_to_fail();
}

GateState BoundaryTest::state() const {
  const auto at = static_cast<std::size_t>(n_);
  if (n_ > 0 && x_to_fail_ >= boundary_->fail_at_least[at]) return GateState::fail;
  if (n_ > 0 && x_to_pass_ <= boundary_->pass_at_most[at]) return GateState::pass;
  return GateState::open;
}

EvidenceNow BoundaryTest::now() const {
  const auto at = static_cast<std::size_t>(n_);
  EvidenceNow evidence{.n = n_, .x_to_pass = x_to_pass_, .x_to_fail = x_to_fail_};
  evidence.pass_at_most = boundary_->pass_at_most[at];
  evidence.fail_at_least = boundary_->fail_at_least[at];
  if (evidence_of_) {
    evidence.log_good = log_evidence_good(x_to_pass_, n_, *evidence_of_);
    evidence.log_bad = log_evidence_bad(x_to_fail_, n_, *evidence_of_);
  }
  return evidence;
}

}  // namespace assay::stats
