#include "stats/interval/finite_lot.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "stats/special.h"

namespace assay::stats {
namespace {

// P(X <= x | D). Terms are added from the largest one outward, relative to it, so that neither tail drowns.
double at_most(std::int64_t x, std::int64_t drawn, std::int64_t wrong, std::int64_t lot) {
  const std::int64_t least = std::max<std::int64_t>(0, drawn - (lot - wrong));
  const std::int64_t most = std::min(drawn, wrong);
  if (x < least) return 0;
  if (x >= most) return 1;
  const double mode_real =
      (static_cast<double>(drawn) + 1) * (static_cast<double>(wrong) + 1) / (static_cast<double>(lot) + 2);
  const std::int64_t mode = std::clamp(static_cast<std::int64_t>(mode_real), least, most);
  const std::int64_t start = std::min(x, mode);
  const auto rise = [&](std::int64_t k) {  // P(k + 1) / P(k)
    return static_cast<double>(wrong - k) * static_cast<double>(drawn - k) /
           (static_cast<double>(k + 1) * static_cast<double>(lot - wrong - drawn + k + 1));
  };
  double sum = 1;
  double term = 1;
  for (std::int64_t k = start - 1; k >= least && term > sum * 1e-18; --k) sum += term /= rise(k);
  term = 1;
  for (std::int64_t k = start; k < x && term > sum * 1e-18; ++k) sum += term *= rise(k);
  return std::min(1.0, sum * std::exp(log_hypergeometric(start, drawn, wrong, lot)));
}

double at_least(std::int64_t x, std::int64_t drawn, std::int64_t wrong, std::int64_t lot) {
  // X >= x wrong units is at most n - x right ones, which are hypergeometric too: no 1 - P, which cancels.
  return at_most(drawn - x, drawn, lot - wrong, lot);
}

// Smallest D in [low, high] for which the tail that rises with D is above `tail`; true at high.
std::int64_t lower_limit(const LotSample& s, double tail) {
  std::int64_t low = s.wrong;
  std::int64_t high = s.lot - s.drawn + s.wrong;
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    if (at_least(s.wrong, s.drawn, middle, s.lot) > tail) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

std::int64_t upper_limit(const LotSample& s, double tail) {
  std::int64_t low = s.wrong;
  std::int64_t high = s.lot - s.drawn + s.wrong;
  while (low < high) {
    const std::int64_t middle = high - (high - low) / 2;
    if (at_most(s.wrong, s.drawn, middle, s.lot) > tail) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

}  // namespace

double hypergeometric_at_least(const LotSample& sample, std::int64_t wrong_in_lot) {
  return at_least(sample.wrong, sample.drawn, wrong_in_lot, sample.lot);
}

Result<LotInterval> finite_lot_interval(const LotSample& sample, double level, Side side) {
  ASSAY_CHECK(level > 0 && level < 1, "a level lies inside (0, 1)");
  if (sample.lot < 1 || sample.drawn < 0 || sample.drawn > sample.lot || sample.wrong < 0 ||
      sample.wrong > sample.drawn) {
    return Error{ErrorCode::invalid, "a lot of N holds the n units drawn, and these the x wrong ones", ""};
  }
  const double tail = side == Side::two_sided ? (1 - level) / 2 : 1 - level;
  LotInterval found;
  found.wrong_lower = side == Side::upper ? sample.wrong : lower_limit(sample, tail);
  found.wrong_upper =
      side == Side::lower ? sample.lot - sample.drawn + sample.wrong : upper_limit(sample, tail);
  const auto lot = static_cast<double>(sample.lot);
  found.share = {static_cast<double>(found.wrong_lower) / lot, static_cast<double>(found.wrong_upper) / lot,
                 level, "finite_lot"};
  return found;
}

}  // namespace assay::stats
