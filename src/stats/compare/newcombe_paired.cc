#include "stats/compare/newcombe_paired.h"

#include <algorithm>
#include <cmath>

#include "stats/interval/binomial.h"

namespace assay::stats {
namespace {

// Correlation of the two outcomes, shrunk by half a count where it is positive (Newcombe 1998, p. 2639).
double correlation(const PairedOutcomes& o) {
  const auto d = [](std::int64_t count) { return static_cast<double>(count); };
  const double margins =
      d(o.both + o.lost) * d(o.won + o.neither) * d(o.both + o.won) * d(o.lost + o.neither);
  if (margins <= 0) return 0;
  const double cross = d(o.both) * d(o.neither) - d(o.lost) * d(o.won);
  return (cross > 0 ? std::max(cross - d(o.n()) / 2, 0.0) : cross) / std::sqrt(margins);
}

double side(double a, double b, double phi) {
  return std::sqrt(std::max(0.0, a * a - 2 * phi * a * b + b * b));
}

}  // namespace

Estimate newcombe_paired_difference(const PairedOutcomes& o, double level) {
  if (o.n() == 0) {
    return undefined_estimate(Status::insufficient, "paired_difference", 0,
                              "no item with gold was labelled on both sides");
  }
  const double n = static_cast<double>(o.n());
  const double x_before = static_cast<double>(o.both + o.lost);
  const double x_after = static_cast<double>(o.both + o.won);
  const double before = x_before / n, after = x_after / n;
  const Interval b = wilson_interval(x_before, n, level);
  const Interval a = wilson_interval(x_after, n, level);
  const double phi = correlation(o);
  Estimate estimate;
  estimate.method = "paired_difference";
  estimate.n = o.n();
  estimate.value = after - before;
  estimate.interval =
      Interval{after - before - side(after - a.lower, b.upper - before, phi),
               after - before + side(a.upper - after, before - b.lower, phi), level, "newcombe_paired"};
  return estimate;
}

}  // namespace assay::stats
