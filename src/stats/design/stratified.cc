#include "stats/design/stratified.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "stats/interval/binomial.h"

namespace assay::stats {

Estimate stratified_rate(std::span<const Stratum> strata, Claim claim, double level) {
  double population = 0;
  std::int64_t judged = 0;
  bool unseen = false;
  for (const Stratum& h : strata) {
    ASSAY_CHECK(h.wrong >= 0 && h.wrong <= h.judged && h.judged <= h.items, "x_h of n_h of N_h");
    population += static_cast<double>(h.items);
    judged += h.judged;
    unseen = unseen || (h.items > 0 && h.judged == 0);
  }
  if (judged == 0)
    return undefined_estimate(Status::insufficient, "stratified_rate", 0, "nothing was judged");
  if (unseen) {
    return undefined_estimate(Status::not_identifiable, "stratified_rate", judged,
                              "a stratum has items and none of them was judged");
  }
  double rate = 0, variance = 0, below = 0, above = 0;
  bool single = false;
  for (const Stratum& h : strata) {
    if (h.judged == 0) continue;
    const auto n = static_cast<double>(h.judged);
    const double weight = static_cast<double>(h.items) / population;
    const double p = static_cast<double>(h.wrong) / n;
    const double unjudged = 1 - n / static_cast<double>(h.items);
    rate += weight * p;
    single = single || (h.judged == 1 && h.items > 1);
    if (h.judged > 1) variance += weight * weight * unjudged * p * (1 - p) / (n - 1);
    const Interval wilson = wilson_interval(static_cast<double>(h.wrong), n, level);
    const double shrink = claim == Claim::this_lot ? unjudged : 1;
    below += weight * weight * shrink * (p - wilson.lower) * (p - wilson.lower);
    above += weight * weight * shrink * (wilson.upper - p) * (wilson.upper - p);
  }
  Estimate out;
  out.value = rate;
  out.n = judged;
  out.method = "stratified_rate";
  if (!single) out.standard_error = std::sqrt(variance);
  out.interval = Interval{std::max(0.0, rate - std::sqrt(below)), std::min(1.0, rate + std::sqrt(above)),
                          level, "mover_wilson"};
  return out;
}

}  // namespace assay::stats
