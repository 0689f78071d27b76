// For many categories: annotator j is right on items of category k with probability a_jk, and wrong labels
// are spread evenly. The diagonal of Dawid-Skene alone, with posteriors on the categories that were given:
// O(labels x categories given on the item), memory O(annotators x categories).

#include <algorithm>
#include <cmath>

#include "base/parallel.h"
#include "stats/consensus/dawid_skene.h"
#include "stats/consensus/shares.h"

namespace assay::stats {
namespace {

constexpr double kappa = 8, right = 0.6;    // as in dawid_skene
constexpr double accuracy_cells_max = 5e7;  // annotators x categories; beyond it one accuracy per annotator

class CategoryAccuracy {
 public:
  CategoryAccuracy(const Votes& votes, const ConsensusOptions& options) : votes_(votes), options_(options) {
    fit_.model = "dawid_skene";
    fit_.note = "more than 32 categories: annotators have one accuracy per category";
    fit_.posterior = empty_posterior(votes);
    weighted_shares(votes, {}, fit_.posterior);
    hold_trusted(options, fit_.posterior);
    const std::size_t cells = std::size_t{votes.annotator_count} * votes.category_count;
    hits_.resize(cells), all_.resize(cells), right_.resize(cells), wrong_.resize(cells);
  }

  Fit run() {
    double before = 0;
    for (fit_.iterations = 1; fit_.iterations <= options_.iterations_max; ++fit_.iterations) {
      maximise();
      fit_.log_likelihood = fit_.objective = expect();
      const double change = std::abs(fit_.objective - before);
      if (!options_.fixed_iterations && fit_.iterations > 1 && change < options_.tolerance * std::abs(before))
        break;
      before = fit_.objective;
    }
    fit_.iterations = std::min(fit_.iterations, options_.iterations_max);
    return std::move(fit_);
  }

 private:
  std::size_t cell(std::uint32_t annotator, std::uint32_t category) const {
    return std::size_t{annotator} * votes_.category_count + category;
  }

  void maximise() {
    std::fill(hits_.begin(), hits_.end(), 0.0F);
    std::fill(all_.begin(), all_.end(), 0.0F);
    std::vector<double> prior(votes_.category_count, 0);
    const Posterior& posterior = fit_.posterior;
    for (std::size_t item = 0; item < votes_.item_count(); ++item) {
      for (std::uint64_t at = posterior.begin[item]; at < posterior.begin[item + 1]; ++at) {
        const std::uint32_t k = posterior.category[at];
        const float share = posterior.probability[at];
        prior[k] += static_cast<double>(share);
        for (std::uint64_t v = votes_.item_begin[item]; v < votes_.item_begin[item + 1]; ++v) {
          all_[cell(votes_.annotator[v], k)] += share;
          if (votes_.category[v] == k) hits_[cell(votes_.annotator[v], k)] += share;
        }
      }
    }
    double items = 0;
    for (const double count : prior) items += count;
    fit_.prior.resize(prior.size());
    for (std::size_t k = 0; k < prior.size(); ++k) {
      fit_.prior[k] = (prior[k] + 1) / (items + static_cast<double>(prior.size()));
    }
    const double others = static_cast<double>(votes_.category_count) - 1;
    for (std::size_t at = 0; at < hits_.size(); ++at) {
      const double accuracy =
          (static_cast<double>(hits_[at]) + kappa * right) / (static_cast<double>(all_[at]) + kappa);
      right_[at] = static_cast<float>(std::log(accuracy));
      wrong_[at] = static_cast<float>(std::log((1 - accuracy) / others));
    }
  }

  double expect() {
    std::vector<double> parts(chunk_count(votes_.item_count(), item_chunk), 0);
    for_chunks(votes_.item_count(), item_chunk, [&](Chunk chunk) {
      for (std::size_t item = chunk.begin; item < chunk.end; ++item) {
        const bool held = !options_.trusted.empty() && options_.trusted[item] != no_category;
        if (!held && votes_.item_begin[item] != votes_.item_begin[item + 1])
          parts[chunk.index] += settle(item);
      }
    });
    double sum = 0;
    for (const double part : parts) sum += part;
    return sum;
  }

  double settle(std::size_t item) {
    Posterior& posterior = fit_.posterior;
    const std::size_t first = posterior.begin[item], last = posterior.begin[item + 1];
    float best = -1e30F;
    for (std::size_t at = first; at < last; ++at) {
      const std::uint32_t k = posterior.category[at];
      float log_share = static_cast<float>(std::log(fit_.prior[k]));
      for (std::uint64_t v = votes_.item_begin[item]; v < votes_.item_begin[item + 1]; ++v) {
        const std::size_t here = cell(votes_.annotator[v], k);
        log_share += votes_.category[v] == k ? right_[here] : wrong_[here];
      }
      posterior.probability[at] = log_share;
      best = std::max(best, log_share);
    }
    float sum = 0;
    for (std::size_t at = first; at < last; ++at) {
      posterior.probability[at] = std::exp(posterior.probability[at] - best);
      sum += posterior.probability[at];
    }
    for (std::size_t at = first; at < last; ++at) posterior.probability[at] /= sum;
    return static_cast<double>(best) + std::log(static_cast<double>(sum));
  }

  const Votes& votes_;
  const ConsensusOptions& options_;
  Fit fit_;
  std::vector<float> hits_, all_, right_, wrong_;
};

}  // namespace

Fit category_accuracy_fit(const Votes& votes, const ConsensusOptions& options) {
  if (static_cast<double>(votes.annotator_count) * votes.category_count > accuracy_cells_max ||
      votes.category_count < 2) {
    Fit fit = one_coin_fit(votes, options);
    fit.model = "dawid_skene";
    fit.note = "too many annotators and categories for an accuracy each: one accuracy per annotator";
    return fit;
  }
  return CategoryAccuracy(votes, options).run();
}

}  // namespace assay::stats
