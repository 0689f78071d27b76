#include "stats/gate/e_lot.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "stats/special.h"

namespace assay::stats {
namespace {

double log_mean(const std::array<double, lot_bets.size()>& logs) {
  return log_sum_exp(logs) - std::log(static_cast<double>(logs.size()));
}

// ln(1 + x) that is -inf, not an error, when a bet lost everything.
double log_wealth(double change) { return change <= -1 ? -1e300 : std::log1p(change); }

}  // namespace

void LotWealth::add(double z, double rate_left, double largest) {
  ASSAY_CHECK(z >= 0 && rate_left > 0, "a draw from a lot that is still open");
  for (std::size_t bet = 0; bet < lot_bets.size(); ++bet) {
    const double c = lot_bets[bet];
    // largest == rate_left only when everything that is left would have to be wrong: no bet is possible.
    if (largest > rate_left * (1 + 1e-12)) {
      good_[bet] += log_wealth(c * (rate_left - z) / (largest - rate_left));
    }
    bad_[bet] += log_wealth(c * (z - rate_left) / rate_left);
  }
}

double LotWealth::log_good() const { return log_mean(good_); }
double LotWealth::log_bad() const { return log_mean(bad_); }

LotTest::LotTest(const LotOptions& options) : options_(options) {
  ASSAY_CHECK(options.lot >= 1 && options.error_max.numerator > 0, "a lot, and a rate above zero");
}

void LotTest::add(const Judgement& judgement) {
  ASSAY_CHECK(n_ < options_.lot, "no more items are drawn than the lot has");
  const auto lot = static_cast<double>(options_.lot);
  const double left = static_cast<double>(options_.lot - n_) / lot;  // 1 / (N q), the same for all
  const auto draw = [&](LotWealth& wealth, std::int64_t& found, bool wrong) {
    // Nothing is bet once the count alone decides.
    if (!reaches(found, options_.error_max, options_.lot) &&
        reaches(found + options_.lot - n_, options_.error_max, options_.lot)) {
      wealth.add(wrong ? left : 0, options_.error_max.value() - static_cast<double>(found) / lot, left);
    }
    found += wrong;
  };
  draw(to_pass_, found_to_pass_, judgement.wrong_to_pass());
  draw(to_fail_, found_to_fail_, judgement.wrong_to_fail());
  ++n_;
}

GateState LotTest::state() const {
  if (reaches(found_to_fail_, options_.error_max, options_.lot)) return GateState::fail;
  if (!reaches(found_to_pass_ + options_.lot - n_, options_.error_max, options_.lot)) return GateState::pass;
  if (to_fail_.log_bad() >= std::log(1 / options_.alpha_fail)) return GateState::fail;
  if (to_pass_.log_good() >= std::log(1 / options_.alpha)) return GateState::pass;
  return GateState::open;
}

EvidenceNow LotTest::now() const {
  return {.n = n_,
          .x_to_pass = found_to_pass_,
          .x_to_fail = found_to_fail_,
          .log_good = to_pass_.log_good(),
          .log_bad = to_fail_.log_bad()};
}

}  // namespace assay::stats
