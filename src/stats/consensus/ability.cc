#include "stats/consensus/ability.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/parallel.h"
#include "base/rng.h"
#include "stats/consensus/annotator_model.h"
#include "stats/consensus/dawid_skene.h"
#include "stats/special.h"

namespace assay::stats {
namespace {

constexpr double right_prior = 4, wrong_prior = 1.5;  // of the one-coin model
constexpr int bootstrap_iterations = 20;

struct Moments {
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
Moments skill_moments(double right, double labels) {
  const double a = right + right_prior, b = labels - right + wrong_prior;
  const double sum = a + b;
  return {a / sum, a * b / (sum * sum * (sum + 1))};
}

// Weighted by the categories of the items that the annotator saw. Weights common to all would let a category
// that only a model believes in decide about everybody.
Moments confusion_moments(const Fit& fit, std::uint32_t annotator) {
  const std::size_t k_count = fit.prior.size();
  const float* cells = fit.confusion.data() + annotator * k_count * k_count;
  std::vector<double> seen(k_count, 0);
  double all = 0;
  for (std::size_t at = 0; at < k_count * k_count; ++at)
    seen[at % k_count] += static_cast<double>(cells[at]), all += static_cast<double>(cells[at]);
  Moments out;
  for (std::size_t k = 0; k < k_count; ++k) {
    const double weight = all > 0 ? seen[k] / all : fit.prior[k];
    double total = seen[k];
    for (std::size_t l = 0; l < k_count; ++l) total += fit.beta[k * k_count + l];
    const double own = static_cast<double>(cells[k * k_count + k]) + fit.beta[k * k_count + k];
    out.mean += weight * own / total;
    out.variance += weight * weight * own * (total - own) / (total * total * (total + 1));
  }
  return out;
}

// Equal-tailed interval of the beta distribution with this mean and variance.
Interval beta_interval(const Moments& moments, double level, const char* method) {
  const double mean = std::clamp(moments.mean, 1e-9, 1 - 1e-9);
  const double variance = std::clamp(moments.variance, 1e-12, mean * (1 - mean) * 0.999);
  const double strength = mean * (1 - mean) / variance - 1;
  const double tail = (1 - level) / 2;
  return {beta_quantile(tail, mean * strength, (1 - mean) * strength),
          beta_quantile(1 - tail, mean * strength, (1 - mean) * strength), level, method};
}

struct Resample {
  std::vector<std::uint64_t> begin{0};
  std::vector<std::uint32_t> annotator, category;
};

Resample draw_items(const Votes& votes, const std::vector<std::size_t>& items, Rng& rng) {
  Resample out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::size_t item = items[rng.below(items.size())];
    for (std::uint64_t v = votes.item_begin[item]; v < votes.item_begin[item + 1]; ++v) {
      out.annotator.push_back(votes.annotator[v]);
      out.category.push_back(votes.category[v]);
    }
    out.begin.push_back(out.annotator.size());
  }
  return out;
}

std::vector<double> replicate_means(const Votes& votes, const Fit& fit, const std::vector<std::size_t>& items,
                                    Rng& rng) {
  const Resample drawn = draw_items(votes, items, rng);
  const Votes again{drawn.begin, drawn.annotator, drawn.category, votes.annotator_count,
                    votes.category_count};
  ConsensusOptions options;
  options.iterations_max = bootstrap_iterations;
  DawidSkenePlan plan;
  plan.beta = fit.beta;
  const Fit refit = dawid_skene_with(again, options, plan);
  std::vector<double> means(votes.annotator_count);
  for (std::uint32_t j = 0; j < votes.annotator_count; ++j) means[j] = confusion_moments(refit, j).mean;
  return means;
}

// Variance of each annotator's mean over item bootstraps of EM.
std::vector<double> bootstrap_variance(const Votes& votes, const Fit& fit, const AbilityOptions& options) {
  std::vector<std::size_t> items;
  for (std::size_t item = 0; item < votes.item_count(); ++item) {
    if (votes.item_begin[item + 1] > votes.item_begin[item]) items.push_back(item);
  }
  std::vector<std::vector<double>> means(static_cast<std::size_t>(options.replicates));
  for_chunks(means.size(), 1, [&](Chunk chunk) {
    Rng rng(options.seed, RandomPurpose::consensus_bootstrap, chunk.index);
    means[chunk.index] = replicate_means(votes, fit, items, rng);
  });
  std::vector<double> variance(votes.annotator_count, 0);
  for (std::size_t j = 0; j < variance.size(); ++j) {
    double sum = 0, squares = 0;
    for (const auto& replicate : means) sum += replicate[j];
    const double mean = sum / static_cast<double>(means.size());
    for (const auto& replicate : means) squares += (replicate[j] - mean) * (replicate[j] - mean);
    variance[j] = squares / static_cast<double>(means.size() - 1);
  }
  return variance;
}

Estimate estimate_of(const Moments& moments, double labels, const AbilityOptions& options,
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
  const bool full = !fit.confusion.empty();
  const double cost = static_cast<double>(votes.label_count()) * votes.category_count;
  const bool bootstrap = full && options.replicates > 1 && cost <= options.bootstrap_cost_max;
  const std::vector<double> wider =
      bootstrap ? bootstrap_variance(votes, fit, options) : std::vector<double>(votes.annotator_count, 0);
  std::vector<Estimate> out;
  out.reserve(votes.annotator_count);
  for (std::uint32_t j = 0; j < votes.annotator_count; ++j) {
    Moments moments = full ? confusion_moments(fit, j) : skill_moments(evidence.right[j], evidence.labels[j]);
    moments.variance = std::max(moments.variance, wider[j]);
    if (!fit.spread.empty()) moments.variance += fit.spread[j] * fit.spread[j];
    out.push_back(estimate_of(moments, evidence.labels[j], options,
                              bootstrap ? "beta_moments_item_bootstrap" : "beta_moments"));
  }
  return out;
}

}  // namespace assay::stats
