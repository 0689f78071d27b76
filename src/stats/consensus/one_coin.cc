// One accuracy per annotator. Source: methods 2.3 (the homogeneous Dawid-Skene model); pseudo-counts in every
// M step.

#include "stats/consensus/one_coin.h"

#include <algorithm>
#include <cmath>

#include "base/parallel.h"
#include "stats/consensus/shares.h"
#include "stats/consensus/vector_math.h"

namespace assay::stats {
namespace {

// Sums of one chunk of items.
struct CoinSums {
  std::vector<double> right;  // per annotator: expected right labels
  std::vector<double> prior;  // per category: sum of posteriors
  double log_likelihood = 0;
};

class OneCoin {
 public:
  OneCoin(const Votes& votes, const ConsensusOptions& options, const OneCoinPlan& plan)
      : votes_(votes), options_(options), plan_(plan) {
    fit_.model = "one_coin";
    fit_.posterior = empty_posterior(votes);
    weighted_shares(votes, {}, fit_.posterior);
    hold_trusted(options, fit_.posterior);
    fit_.prior = vote_prior(votes);
    labels_.assign(votes.annotator_count, 0);
    for (const std::uint32_t annotator : votes.annotator) labels_[annotator] += 1;
    for (std::size_t item = 0; item < votes.item_count(); ++item) {
      items_ += votes.item_begin[item + 1] > votes.item_begin[item] ? 1 : 0;
    }
  }

  Fit run() {
    CoinSums sums = collect();
    double before = 0;
    for (fit_.iterations = 1; fit_.iterations <= options_.iterations_max; ++fit_.iterations) {
      maximise(sums);
      sums = expect();
      fit_.log_likelihood = sums.log_likelihood;
      fit_.objective = sums.log_likelihood + penalty();
      const double change = std::abs(fit_.objective - before);
      if (!options_.fixed_iterations && fit_.iterations > 1 && change < options_.tolerance * std::abs(before))
        break;
      before = fit_.objective;
    }
    fit_.iterations = std::min(fit_.iterations, options_.iterations_max);
    return std::move(fit_);
  }

 private:
  void maximise(const CoinSums& sums) {
    fit_.skill.resize(votes_.annotator_count);
    for (std::size_t j = 0; j < fit_.skill.size(); ++j) {
      fit_.skill[j] = (sums.right[j] + plan_.right) / (labels_[j] + plan_.right + plan_.wrong);
    }
    if (!plan_.free_prior) return;
    const double k = votes_.category_count;
    for (std::size_t c = 0; c < fit_.prior.size(); ++c) {
      fit_.prior[c] = (sums.prior[c] + plan_.prior_count) / (items_ + k * plan_.prior_count);
    }
  }

  double penalty() const {
    double sum = 0;
    for (std::size_t j = 0; j < fit_.skill.size(); ++j) {
      if (!(labels_[j] > 0)) continue;
      if (plan_.right > 0) sum += plan_.right * std::log(fit_.skill[j]);
      if (plan_.wrong > 0) sum += plan_.wrong * std::log1p(-fit_.skill[j]);
    }
    if (plan_.free_prior && plan_.prior_count > 0) {
      for (const double share : fit_.prior) sum += plan_.prior_count * std::log(share);
    }
    return sum;
  }

  CoinSums empty_sums() const {
    return {std::vector<double>(votes_.annotator_count, 0), std::vector<double>(votes_.category_count, 0), 0};
  }

  static void add(CoinSums& into, const CoinSums& part) {
    for (std::size_t j = 0; j < into.right.size(); ++j) into.right[j] += part.right[j];
    for (std::size_t k = 0; k < into.prior.size(); ++k) into.prior[k] += part.prior[k];
    into.log_likelihood += part.log_likelihood;
  }

  void count_item(std::size_t item, CoinSums& sums) const {
    for (std::uint64_t v = votes_.item_begin[item]; v < votes_.item_begin[item + 1]; ++v) {
      const std::size_t entry = entry_of(fit_.posterior, item, votes_.category[v]);
      sums.right[votes_.annotator[v]] += fit_.posterior.probability[entry];
    }
    if (!plan_.free_prior) return;
    for (std::size_t at = 0; at < fit_.posterior.size(item); ++at) {
      sums.prior[fit_.posterior.category_at(item, at)] +=
          fit_.posterior.probability[fit_.posterior.first(item) + at];
    }
  }

  // Runs over all items in chunks and adds the chunks' sums in order.
  template <class Work>
  CoinSums over_items(Work work) {
    const std::size_t chunks = chunk_count(votes_.item_count(), item_chunk);
    std::vector<CoinSums> parts(chunks);
    for_chunks(votes_.item_count(), item_chunk, [&](Chunk chunk) {
      CoinSums sums = empty_sums();
      for (std::size_t item = chunk.begin; item < chunk.end; ++item) {
        if (votes_.item_begin[item] != votes_.item_begin[item + 1]) work(item, sums);
      }
      parts[chunk.index] = std::move(sums);
    });
    CoinSums all = empty_sums();
    for (const CoinSums& part : parts) add(all, part);
    return all;
  }

  CoinSums collect() {
    return over_items([&](std::size_t item, CoinSums& sums) { count_item(item, sums); });
  }

  CoinSums expect() {
    const double others = std::max(1.0, static_cast<double>(votes_.category_count) - 1);
    for (std::size_t j = 0; j < fit_.skill.size(); ++j) {
      const double a = std::clamp(fit_.skill[j], 1e-12, 1 - 1e-12);
      wrong_.resize(fit_.skill.size());
      gain_.resize(fit_.skill.size());
      wrong_[j] = std::log((1 - a) / others);
      gain_[j] = std::log(a) - wrong_[j];
    }
    log_prior_.clear();
    for (const double share : fit_.prior)
      log_prior_.push_back(static_cast<float>(std::log(std::max(share, 1e-300))));
    return over_items([&](std::size_t item, CoinSums& sums) {
      sums.log_likelihood += settle(item);
      count_item(item, sums);
    });
  }

  // The E step of one item; returns its log-likelihood.
  double settle(std::size_t item) {
    const std::size_t first = fit_.posterior.first(item), size = fit_.posterior.size(item);
    float* row = fit_.posterior.probability.data() + first;
    double base = 0;
    const bool held = !options_.trusted.empty() && options_.trusted[item] != no_category;
    for (std::size_t at = 0; at < size; ++at) row[at] = log_prior_[fit_.posterior.category_at(item, at)];
    for (std::uint64_t v = votes_.item_begin[item]; v < votes_.item_begin[item + 1]; ++v) {
      base += wrong_[votes_.annotator[v]];
      fit_.posterior.probability[entry_of(fit_.posterior, item, votes_.category[v])] +=
          static_cast<float>(gain_[votes_.annotator[v]]);
    }
    if (held) {
      double known = base;
      for (std::size_t at = 0; at < size; ++at) {
        const bool here = fit_.posterior.category_at(item, at) == options_.trusted[item];
        if (here) known += row[at];
        row[at] = here ? 1.0F : 0.0F;
      }
      return known;
    }
    const float best = *std::max_element(row, row + size);
    float sum = 0;
    for (std::size_t at = 0; at < size; ++at) sum += row[at] = exp_negative(row[at] - best);
    for (std::size_t at = 0; at < size; ++at) row[at] /= sum;
    return base + static_cast<double>(best) + std::log(static_cast<double>(sum));
  }

  const Votes& votes_;
  const ConsensusOptions& options_;
  OneCoinPlan plan_;
  Fit fit_;
  std::vector<double> labels_, wrong_, gain_;
  std::vector<float> log_prior_;
  double items_ = 0;
};

}  // namespace

Fit one_coin_with(const Votes& votes, const ConsensusOptions& options, const OneCoinPlan& plan) {
  return OneCoin(votes, options, plan).run();
}

Fit one_coin_fit(const Votes& votes, const ConsensusOptions& options) {
  return one_coin_with(votes, options, {});
}

Fit one_coin_ml_fit(const Votes& votes, const ConsensusOptions& options) {
  OneCoinPlan plan;
  plan.right = plan.wrong = plan.prior_count = 0;
  plan.free_prior = true;
  Fit fit = one_coin_with(votes, options, plan);
  fit.model = "one_coin_ml";
  return fit;
}

}  // namespace assay::stats
