#include "stats/consensus/ability.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "stats/special.h"

namespace assay::stats {
namespace {

constexpr double right_prior = 4, wrong_prior = 1.5;  // of the one-coin model

struct AbilityMoments {
  double mean = 0, variance = 0;
};

// Labels on items that somebody else labelled too, and the expected right ones among them.
struct Evidence {
  std::vector<double> labels, right;
};

Evidence evidence_of(const Votes& votes, const Posterior& posterior) {
  Evidence out;
  out.labels.assign(votes.annotator_count, 0);
  out.right.assign(votes.annotator_count, 0);
  for (std::size_t item = 0; item < votes.item_count(); ++item) {
    if (votes.item_begin[item + 1] - votes.item_begin[item] < 2) continue;
    for (std::uint64_t v = votes.item_begin[item]; v < votes.item_begin[item + 1]; ++v) {
      out.labels[votes.annotator[v]] += 1;
      out.right[votes.annotator[v]] += posterior.of(item, votes.category[v]);
    }
  }
  return out;
}

// Without a confusion: beta posterior of one accuracy.
AbilityMoments skill_moments(double right, double labels) {
  const double a = right + right_prior, b = labels - right + wrong_prior;
  const double sum = a + b;
  return {a / sum, a * b / (sum * sum * (sum + 1))};
}

// The less the truth of the items is known, the more it rests on the accuracies of others, which are not
// known either. The allowance for that is ours, nothing while a fifth of the labels' worth is missing; `./do
// sim coverage` says how it does.
AbilityMoments drawn_moments(const RightShare& share, double labels) {
  constexpr double free = 0.8;
  const double allowance = share.informative > 0 ? std::max(1.0, free * labels / share.informative) : 1;
  return {share.value, share.variance * std::sqrt(allowance)};
}

// Equal-tailed interval of the beta distribution with this mean and variance.
Interval beta_interval(const AbilityMoments& moments, double level, const char* method) {
  const double mean = std::clamp(moments.mean, 1e-9, 1 - 1e-9);
  const double variance = std::clamp(moments.variance, 1e-12, mean * (1 - mean) * 0.999);
  const double strength = mean * (1 - mean) / variance - 1;
  const double tail = (1 - level) / 2;
  return {beta_quantile(tail, mean * strength, (1 - mean) * strength),
          beta_quantile(1 - tail, mean * strength, (1 - mean) * strength), level, method};
}

// Of those with labels, drawn together.
std::vector<RightShare> shares_of(const Fit& fit, const Evidence& evidence) {
  std::vector<RightShare> shares = fit.right;
  std::vector<bool> use(shares.size());
  for (std::size_t j = 0; j < shares.size(); ++j) use[j] = evidence.labels[j] > 0;
  draw_together(shares, use);
  return shares;
}

Estimate estimate_of(const AbilityMoments& moments, double labels, const AbilityOptions& options,
                     const char* interval_method) {
  Estimate out;
  out.method = "model_ability";
  out.n = std::llround(labels);
  if (labels <= 0) {
    out.status = Status::insufficient;
    out.n_needed = std::llround(options.labels_min);
    out.note = "nobody else labelled the items of this annotator";
    return out;
  }
  out.value = moments.mean;
  out.interval = beta_interval(moments, options.level, interval_method);
  out.standard_error = std::sqrt(moments.variance);
  if (labels < options.labels_min) {
    out.status = Status::insufficient;
    out.n_needed = std::llround(options.labels_min - labels);
    out.note = fmt::format(
        "{} labels that can be compared: the number is mostly what is true of annotators "
        "in general",
        out.n);
  }
  return out;
}

}  // namespace

std::vector<Estimate> annotator_abilities(const Votes& votes, const Fit& fit, const AbilityOptions& options) {
  const Evidence evidence = evidence_of(votes, fit.posterior);
  const std::vector<RightShare> shares = shares_of(fit, evidence);
  const char* method = shares.empty() ? "beta_moments" : "empirical_bayes_beta";
  std::vector<Estimate> out;
  out.reserve(votes.annotator_count);
  for (std::uint32_t j = 0; j < votes.annotator_count; ++j) {
    AbilityMoments moments = shares.empty() ? skill_moments(evidence.right[j], evidence.labels[j])
                                            : drawn_moments(shares[j], evidence.labels[j]);
    if (!fit.spread.empty()) moments.variance += fit.spread[j] * fit.spread[j];
    out.push_back(estimate_of(moments, evidence.labels[j], options, method));
  }
  return out;
}

}  // namespace assay::stats
