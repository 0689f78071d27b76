#pragma once
// The error share of a finite lot, when n of its N units were drawn without replacement and x were wrong:
// inversion of both hypergeometric tails (Buonaccorsi 1987). A statement about this lot, not about the
// process that made it.

#include <cstdint>

#include "base/estimate.h"
#include "base/result.h"
#include "stats/interval/binomial.h"

namespace assay::stats {

struct LotSample {
  std::int64_t wrong = 0;  // x
  std::int64_t drawn = 0;  // n
  std::int64_t lot = 0;    // N
};

struct LotInterval {
  std::int64_t wrong_lower = 0;  // wrong units in the whole lot
  std::int64_t wrong_upper = 0;
  Interval share;  // the same, divided by N; method "finite_lot"
};

// P(X >= wrong) for X wrong units among `drawn` of a lot of `lot` with `wrong_in_lot`: Fisher's exact test,
// one-sided. Summed from the largest term outward, on the side that does not cancel.
double hypergeometric_at_least(const LotSample& sample, std::int64_t wrong_in_lot);

// lower = min{D : P(X >= x | D) > tail}, upper = max{D : P(X <= x | D) > tail}, D in [x, N - n + x].
// Refuses (invalid) 0 <= x <= n <= N, N >= 1 not met. Nothing drawn: [0, N]. Cost O((log N) (n + 1)).
Result<LotInterval> finite_lot_interval(const LotSample& sample, double level = 0.95,
                                        Side side = Side::two_sided);

}  // namespace assay::stats
