// GLAD. Source: Whitehill, Ruvolo, Wu, Bergsma and Movellan 2009: annotator j is right on item i with
// probability sigma(alpha_j exp(b_i)), other categories share the rest; normal priors of mean 1 on alpha and
// b as in their program and crowd-kit's; categories equally likely beforehand.
//
// Deviations: the M step is not run to its end by conjugate gradients but takes a step for every b and then
// one for every alpha in each round, each of which is a problem of one variable (generalised EM): the fixed
// point is the same, a round costs one pass over the labels, and rounds go on until the objective settles
// (crowd-kit compares objectives of different scale in its first round and often stops after two).

#include "stats/consensus/glad.h"

#include <algorithm>
#include <cmath>

#include "base/parallel.h"
#include "stats/consensus/shares.h"

namespace assay::stats {
namespace {

constexpr double step_max = 1;
constexpr int halvings_max = 8;

// log sigma(x)
double log_sigma(double x) { return x > 0 ? -std::log1p(std::exp(-x)) : x - std::log1p(std::exp(x)); }
double sigma(double x) { return 1 / (1 + std::exp(-x)); }

// Of the abilities, by a chunk of items.
struct GladSums {
  std::vector<double> slope, curve, bound, right;
  double log_likelihood = 0, penalty = 0;

  explicit GladSums(std::uint32_t annotators)
      : slope(annotators, 0), curve(annotators, 0), bound(annotators, 0), right(annotators, 0) {}

  void add(const GladSums& part) {
    for (std::size_t j = 0; j < slope.size(); ++j) {
      slope[j] += part.slope[j];
      curve[j] += part.curve[j];
      bound[j] += part.bound[j];
      right[j] += part.right[j];
    }
    log_likelihood += part.log_likelihood;
    penalty += part.penalty;
  }
};

enum class Sharpen { no, yes };

class GladModel {
 public:
  GladModel(const Votes& votes, const ConsensusOptions& options, const GladPlan& plan)
      : votes_(votes), options_(options), plan_(plan) {
    out_.fit.model = "glad";
    out_.fit.posterior = empty_posterior(votes);
    out_.ability.assign(votes.annotator_count, plan.ability_mean);
    out_.log_sharpness.assign(votes.item_count(), plan.log_sharpness_mean);
    labels_.assign(votes.annotator_count, 0);
    for (const std::uint32_t annotator : votes.annotator) labels_[annotator] += 1;
    others_ = std::log(std::max(1.0, static_cast<double>(votes.category_count) - 1));
    log_uniform_ = -std::log(static_cast<double>(std::max(1U, votes.category_count)));
  }

  Glad run() {
    Fit& fit = out_.fit;
    GladSums sums = pass(Sharpen::no);
    double before = objective(sums);
    for (fit.iterations = 1; fit.iterations <= plan_.rounds; ++fit.iterations) {
      step_abilities(sums);
      sums = pass(Sharpen::yes);
      fit.objective = objective(sums);
      careful_ = fit.objective < before;  // Newton overshot: the bound on the curve cannot
      if (!options_.fixed_iterations && !careful_ &&
          fit.objective - before < options_.tolerance * std::abs(before))
        break;
      before = fit.objective;
    }
    fit.iterations = std::min(fit.iterations, plan_.rounds);
    fit.log_likelihood = sums.log_likelihood;
    fit.prior.assign(votes_.category_count, std::exp(log_uniform_));
    for (std::size_t j = 0; j < labels_.size(); ++j)
      fit.skill.push_back(labels_[j] > 0 ? sums.right[j] / labels_[j] : 0);
    for (const double b : out_.log_sharpness)
      fit.difficulty.push_back(std::exp(plan_.log_sharpness_mean - b));
    return std::move(out_);
  }

 private:
  double objective(const GladSums& sums) const {
    double penalty = sums.penalty;
    for (std::size_t j = 0; j < labels_.size(); ++j) {
      const double off = out_.ability[j] - plan_.ability_mean;
      if (labels_[j] > 0) penalty -= off * off / 2;
    }
    return sums.log_likelihood + penalty;
  }

  // One Newton step each; the function is concave in an ability.
  void step_abilities(const GladSums& sums) {
    for (std::size_t j = 0; j < labels_.size(); ++j) {
      const double slope = sums.slope[j] - (out_.ability[j] - plan_.ability_mean);
      const double curve = (careful_ ? sums.bound[j] : sums.curve[j]) + 1;
      out_.ability[j] += std::clamp(slope / curve, -step_max, step_max);
    }
  }

  // The steps of b with the beliefs as they are, then the beliefs, then what the abilities need.
  GladSums pass(Sharpen sharpen) {
    std::vector<GladSums> parts(chunk_count(votes_.item_count(), item_chunk), GladSums(0));
    for_chunks(votes_.item_count(), item_chunk, [&](Chunk chunk) {
      GladSums sums(votes_.annotator_count);
      std::vector<double> logs;
      for (std::size_t item = chunk.begin; item < chunk.end; ++item) {
        if (votes_.item_begin[item] == votes_.item_begin[item + 1]) continue;
        if (sharpen == Sharpen::yes) step_sharpness(item);
        sums.log_likelihood += settle(item, logs);
        const double off = out_.log_sharpness[item] - plan_.log_sharpness_mean;
        sums.penalty -= off * off / 2;
        count(item, sums);
      }
      parts[chunk.index] = std::move(sums);
    });
    GladSums all(votes_.annotator_count);
    for (const GladSums& part : parts) all.add(part);
    return all;
  }

  double believed(std::size_t item, std::uint64_t label) const {
    const std::size_t entry = entry_of(out_.fit.posterior, item, votes_.category[label]);
    return static_cast<double>(out_.fit.posterior.probability[entry]);
  }

  // What b contributes to the objective of the M step.
  double value_at(std::size_t item, double b) const {
    const double off = b - plan_.log_sharpness_mean, sharpness = std::exp(b);
    double sum = -off * off / 2;
    for (std::uint64_t v = votes_.item_begin[item]; v < votes_.item_begin[item + 1]; ++v) {
      const double x = out_.ability[votes_.annotator[v]] * sharpness;
      sum += log_sigma(x) - (1 - believed(item, v)) * x;  // log sigma(-x) = log sigma(x) - x
    }
    return sum;
  }

  // A scoring step, halved until it does not lose.
  void step_sharpness(std::size_t item) {
    const double b = out_.log_sharpness[item], sharpness = std::exp(b), off = b - plan_.log_sharpness_mean;
    double slope = -off, curve = 1, now = -off * off / 2;
    for (std::uint64_t v = votes_.item_begin[item]; v < votes_.item_begin[item + 1]; ++v) {
      const double x = out_.ability[votes_.annotator[v]] * sharpness, p = sigma(x), known = believed(item, v);
      slope += (known - p) * x;
      curve += x * x * p * (1 - p);
      now += log_sigma(x) - (1 - known) * x;
    }
    double step = std::clamp(slope / curve, -step_max, step_max);
    for (int halving = 0; halving < halvings_max; ++halving, step /= 2) {
      if (value_at(item, b + step) < now) continue;
      out_.log_sharpness[item] = b + step;
      return;
    }
  }

  double settle(std::size_t item, std::vector<double>& logs) {
    Posterior& posterior = out_.fit.posterior;
    const std::span<float> row = row_of(posterior, item);
    const double sharpness = std::exp(out_.log_sharpness[item]);
    logs.assign(row.size(), log_uniform_);
    double base = 0;
    for (std::uint64_t v = votes_.item_begin[item]; v < votes_.item_begin[item + 1]; ++v) {
      const double x = out_.ability[votes_.annotator[v]] * sharpness;
      base += log_sigma(-x) - others_;
      logs[entry_of(posterior, item, votes_.category[v]) - posterior.first(item)] += x + others_;
    }
    if (!is_held(options_, item)) return base + normalise_logs(logs, row);
    hold_item(options_.trusted[item], item, posterior);
    for (std::size_t at = 0; at < row.size(); ++at) {
      if (row[at] > 0) return base + logs[at];
    }
    return base;
  }

  void count(std::size_t item, GladSums& sums) const {
    const double sharpness = std::exp(out_.log_sharpness[item]);
    for (std::uint64_t v = votes_.item_begin[item]; v < votes_.item_begin[item + 1]; ++v) {
      const std::uint32_t j = votes_.annotator[v];
      const double p = sigma(out_.ability[j] * sharpness);
      sums.slope[j] += (believed(item, v) - p) * sharpness;
      sums.curve[j] += sharpness * sharpness * p * (1 - p);
      sums.bound[j] += sharpness * sharpness / 4;
      sums.right[j] += p;
    }
  }

  const Votes& votes_;
  const ConsensusOptions& options_;
  GladPlan plan_;
  Glad out_;
  std::vector<double> labels_;
  double others_ = 0, log_uniform_ = 0;
  bool careful_ = false;
};

}  // namespace

Glad glad_with(const Votes& votes, const ConsensusOptions& options, const GladPlan& plan) {
  return GladModel(votes, options, plan).run();
}

Fit glad_fit(const Votes& votes, const ConsensusOptions& options) {
  return glad_with(votes, options, {}).fit;
}

}  // namespace assay::stats
