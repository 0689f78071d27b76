#include "stats/design/gold_error.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "stats/interval/binomial.h"
#include "stats/special.h"

namespace assay::stats {
namespace {

Estimate corrected(const GoldCorrected& found, double k, double level) {
  const double d = *found.disagreement.value;
  const double g = *found.gold_error.value;
  const double most = (k - 1) / k;
  if (g >= most) {
    return undefined_estimate(Status::not_identifiable, "error_corrected_for_gold", found.disagreement.n,
                              "the gold is no better than guessing");
  }
  const auto error = [&](double disagreement, double gold) {
    return (disagreement - gold) / (1 - gold / most);
  };
  const Interval& in_d = *found.disagreement.interval;
  const Interval& in_g = *found.gold_error.interval;
  // The error rises with d; with g it falls where d is below what guessing gives, else it rises.
  const double value = error(d, g);
  const auto part = [&](double at) { return at * at; };
  const double low_d = value - error(in_d.lower, g);
  const double high_d = error(in_d.upper, g) - value;
  const double at_low_g = error(d, in_g.lower);
  const double at_high_g = error(d, std::min(in_g.upper, most * 0.999));
  const double low_g = value - std::min(at_low_g, at_high_g);
  const double high_g = std::max(at_low_g, at_high_g) - value;
  Estimate out;
  out.value = std::clamp(value, 0.0, 1.0);
  out.n = found.disagreement.n;
  out.method = "error_corrected_for_gold";
  out.interval =
      Interval{std::clamp(value - std::sqrt(part(low_d) + part(low_g)), 0.0, 1.0),
               std::clamp(value + std::sqrt(part(high_d) + part(high_g)), 0.0, 1.0), level, "mover_wilson"};
  if (value < 0) out.note = "not distinguishable from errors of the gold";
  return out;
}

}  // namespace

GoldCorrected corrected_for_gold(const GoldCorrection& counts, double level) {
  ASSAY_CHECK(counts.categories >= 2, "two categories or more");
  GoldCorrected out;
  out.disagreement = rate_estimate(static_cast<double>(counts.differ), static_cast<double>(counts.judged),
                                   "disagreement_with_gold", {.level = level});
  out.gold_error = rate_estimate(static_cast<double>(counts.gold_wrong),
                                 static_cast<double>(counts.gold_judged), "gold_error", {.level = level});
  if (!out.disagreement.value) {
    out.error =
        undefined_estimate(Status::insufficient, "error_corrected_for_gold", 0, "nothing was compared");
  } else if (!out.gold_error.value) {
    out.error = undefined_estimate(Status::not_identifiable, "error_corrected_for_gold", counts.judged,
                                   "no gold was labelled again, so that its error is not known");
  } else {
    out.error = corrected(out, static_cast<double>(counts.categories), level);
  }
  return out;
}

Estimate rogan_gladen_rate(double positive, double judged, const ReviewerError& reviewer, double level) {
  const double power = reviewer.sensitivity + reviewer.specificity - 1;
  if (power <= 0) {
    return undefined_estimate(Status::not_identifiable, "rogan_gladen", std::llround(judged),
                              "the reviewer is no better than guessing");
  }
  if (judged <= 0) return undefined_estimate(Status::insufficient, "rogan_gladen", 0, "nothing was judged");
  const double apparent = positive / judged;
  const double error = std::sqrt(apparent * (1 - apparent) / judged) / power;
  const double z = normal_quantile(1 - (1 - level) / 2);
  const double value = (apparent + reviewer.specificity - 1) / power;
  Estimate out;
  out.value = std::clamp(value, 0.0, 1.0);
  out.n = std::llround(judged);
  out.method = "rogan_gladen";
  out.standard_error = error;
  out.interval = Interval{std::clamp(value - z * error, 0.0, 1.0), std::clamp(value + z * error, 0.0, 1.0),
                          level, "delta"};
  if (value < 0) out.note = "fewer than the reviewer's own false alarms";
  return out;
}

Estimate double_sampling_rate(const DoubleSample& s, double level) {
  const auto looked_wrong = static_cast<double>(s.both_wrong_wrong + s.both_wrong_right);
  const auto looked_right = static_cast<double>(s.both_right_wrong + s.both_right_right);
  const double n2 = looked_wrong + looked_right;
  const double said_wrong = static_cast<double>(s.reviewed_wrong) + looked_wrong;
  const double n = said_wrong + static_cast<double>(s.reviewed_right) + looked_right;
  const auto count = static_cast<std::int64_t>(n);
  if (n2 <= 0)
    return undefined_estimate(Status::insufficient, "double_sampling", count, "no expert looked at any");
  if ((said_wrong > 0 && looked_wrong <= 0) || (n - said_wrong > 0 && looked_right <= 0)) {
    return undefined_estimate(Status::not_identifiable, "double_sampling", count,
                              "no expert looked at the items of one of the reviewer's two verdicts");
  }
  const double phi = said_wrong / n;
  const double one = looked_wrong > 0 ? static_cast<double>(s.both_wrong_wrong) / looked_wrong : 0;
  const double zero = looked_right > 0 ? static_cast<double>(s.both_right_wrong) / looked_right : 0;
  const double rate = phi * one + (1 - phi) * zero;
  const double variance = one * (1 - one) * phi / n2 + zero * (1 - zero) * (1 - phi) / n2 +
                          (one - zero) * (one - zero) * phi * (1 - phi) / n;
  Estimate out;
  out.value = rate;
  out.n = count;
  out.method = "double_sampling";
  out.standard_error = std::sqrt(variance);
  // Without a variance (no expert found an error, or nothing but errors) only the expert's items count.
  const double effective = variance > 0 ? std::min(n, rate * (1 - rate) / variance) : n2;
  out.interval = wilson_interval(rate * effective, effective, level);
  out.interval->method = "wilson_effective_n";
  return out;
}

double best_expert_share(const DoubleSamplingCosts& costs) {
  if (costs.between <= 0) return 1;
  return std::min(1.0, std::sqrt(costs.review / costs.expert * costs.within / costs.between));
}

}  // namespace assay::stats
