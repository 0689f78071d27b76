#include "stats/compare/mcnemar.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "stats/special.h"

namespace assay::stats {
namespace {

// P(X <= x) of a binomial of n halves, by the incomplete beta function.
double half_binomial_cdf(std::int64_t x, std::int64_t n) {
  if (x < 0) return 0;
  if (x >= n) return 1;
  return beta_cdf(0.5, static_cast<double>(n - x), static_cast<double>(x) + 1);
}

}  // namespace

PairedTest mcnemar_test(const PairedOutcomes& o) {
  ASSAY_CHECK(o.both >= 0 && o.lost >= 0 && o.won >= 0 && o.neither >= 0, "counts are not negative");
  PairedTest test;
  test.n = o.n();
  test.method = "mcnemar_exact";
  if (o.n() == 0) {
    test.status = Status::insufficient;
    test.note = "no item with gold was labelled on both sides";
    return test;
  }
  const std::int64_t discordant = o.lost + o.won;
  test.arrangements = discordant;
  test.p_two_sided = std::min(1.0, 2 * half_binomial_cdf(std::min(o.lost, o.won), discordant));
  test.p_up = discordant == 0 ? 1 : 1 - half_binomial_cdf(o.won - 1, discordant);
  return test;
}

}  // namespace assay::stats
