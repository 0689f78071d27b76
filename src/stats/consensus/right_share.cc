#include "stats/consensus/right_share.h"

#include <algorithm>

namespace assay::stats {
namespace {

constexpr double informative_min = 0.1;  // share of the labels
constexpr double sure = 0.02;            // accuracies are taken for at least this far from 0 and 1
constexpr double spread_min = 0.05;      // standard deviation between annotators
constexpr int rounds = 30;

struct Population {
  double mean = 0.75;
  double variance = 0.01;
};

// One round of Paule and Mandel's kind: weights by the last round, then moments.
Population next(const Population& last, const std::vector<RightShare>& shares, const std::vector<bool>& use) {
  double weights = 0, sum = 0;
  for (std::size_t j = 0; j < shares.size(); ++j) {
    if (!use[j]) continue;
    const double weight = 1 / (last.variance + shares[j].variance);
    weights += weight, sum += weight * shares[j].value;
  }
  if (!(weights > 0)) return last;
  Population out{sum / weights, 0};
  double beyond = 0, squares = 0;
  for (std::size_t j = 0; j < shares.size(); ++j) {
    if (!use[j]) continue;
    const double weight = 1 / (last.variance + shares[j].variance);
    const double away = shares[j].value - out.mean;
    beyond += weight * weight * (away * away - shares[j].variance), squares += weight * weight;
  }
  out.variance = std::max(spread_min * spread_min, beyond / squares);
  return out;
}

}  // namespace

RightShare right_share(const RightEvidence& evidence) {
  const double assumed = std::clamp(evidence.assumed, sure, 1 - sure);
  const double informative = std::max(informative_min * evidence.labels,
                                      evidence.labels - evidence.doubt / (assumed * (1 - assumed)));
  const double step = (evidence.right - evidence.labels * assumed) / informative;
  const double value = std::clamp(assumed + step, 0.0, 1.0);
  const double smoothed =
      (value * evidence.labels + 2) / (evidence.labels + 2.7);  // no error is not certainty
  return {value, smoothed * (1 - smoothed) / informative, informative};
}

RightShare mean_share(const RightShare& a, const RightShare& b) {
  return {(a.value + b.value) / 2, (a.variance + b.variance) / 2, (a.informative + b.informative) / 2};
}

void draw_together(std::vector<RightShare>& shares, const std::vector<bool>& use) {
  Population all;
  for (int round = 0; round < rounds; ++round) all = next(all, shares, use);
  for (std::size_t j = 0; j < shares.size(); ++j) {
    if (!use[j]) continue;
    const double own = all.variance / (all.variance + shares[j].variance);
    shares[j].value = own * shares[j].value + (1 - own) * all.mean;
    shares[j].variance *= own;
  }
}

}  // namespace assay::stats
