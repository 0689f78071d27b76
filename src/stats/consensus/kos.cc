// KOS: iterative message passing for two categories. Source: Karger, Oh and Shah 2011 (Operations Research
// 62, 2014), algorithm 1: x_ij sums the labels of the item's other annotators, each times what is thought of
// that annotator; y_ji does the same over the annotator's other items. Start normal(1, 1), 100 rounds as in
// crowd-kit. Messages are scaled in every round, which changes no sign (crowd-kit ends when they overflow).
//
// The confidence is the share of the weights that speak for the label and no probability: the method has
// none.

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "base/parallel.h"
#include "base/rng.h"
#include "stats/consensus/consensus.h"
#include "stats/consensus/shares.h"

namespace assay::stats {
namespace {

// The categories that occur, at most three of them.
std::vector<std::uint32_t> used_categories(const Votes& votes) {
  std::vector<std::uint32_t> used;
  for (const std::uint32_t category : votes.category) {
    if (std::find(used.begin(), used.end(), category) != used.end()) continue;
    used.push_back(category);
    if (used.size() > 2) break;
  }
  std::sort(used.begin(), used.end());
  return used;
}

class Kos {
 public:
  Kos(const Votes& votes, const ConsensusOptions& options) : votes_(votes), options_(options) {
    const std::vector<std::uint32_t> used = used_categories(votes);
    first_ = used.front();
    if (used.size() > 1) second_ = used.back();
    message_.resize(votes.label_count());
    for (std::size_t v = 0; v < message_.size(); ++v)
      message_[v] = 1 + Rng(options.seed, RandomPurpose::consensus_start, v).normal();
  }

  Fit run() {
    Fit fit;
    fit.model = "kos";
    for (fit.iterations = 1; fit.iterations <= options_.iterations_max; ++fit.iterations) round();
    fit.iterations = std::min(fit.iterations, options_.iterations_max);
    fit.posterior = empty_posterior(votes_);
    decide(fit.posterior);
    hold_trusted(options_, fit.posterior);
    fit.prior = vote_prior(votes_);
    fit.skill = share_right(votes_, fit.posterior);
    return fit;
  }

 private:
  double sign(std::uint64_t label) const { return votes_.category[label] == first_ ? 1 : -1; }

  // message_ holds y, the weight of each label; becomes the next y.
  void round() {
    std::vector<std::vector<double>> parts(chunk_count(votes_.item_count(), item_chunk));
    for_chunks(votes_.item_count(), item_chunk, [&](Chunk chunk) {
      std::vector<double> sums(votes_.annotator_count, 0);
      for (std::size_t item = chunk.begin; item < chunk.end; ++item) pass_item(item, sums);
      parts[chunk.index] = std::move(sums);
    });
    std::vector<double> sums(votes_.annotator_count, 0);
    for (const auto& part : parts) {
      for (std::size_t j = 0; j < sums.size(); ++j) sums[j] += part[j];
    }
    double largest = 0;
    for (const double sum : sums) largest = std::max(largest, std::abs(sum));
    const double scale = largest > 0 ? 1 / largest : 1;
    for_chunks(message_.size(), 4 * item_chunk, [&](Chunk chunk) {
      for (std::size_t v = chunk.begin; v < chunk.end; ++v)
        message_[v] = (sums[votes_.annotator[v]] - message_[v]) * scale;
    });
  }

  // Replaces each label's message by the label times what the others on the item say, and adds it up.
  void pass_item(std::size_t item, std::vector<double>& sums) {
    const std::uint64_t begin = votes_.item_begin[item], end = votes_.item_begin[item + 1];
    double all = 0;
    for (std::uint64_t v = begin; v < end; ++v) all += sign(v) * message_[v];
    for (std::uint64_t v = begin; v < end; ++v) {
      message_[v] = sign(v) * all - message_[v];
      sums[votes_.annotator[v]] += message_[v];
    }
  }

  void decide(Posterior& posterior) const {
    for (std::size_t item = 0; item < votes_.item_count(); ++item) {
      const std::uint64_t begin = votes_.item_begin[item], end = votes_.item_begin[item + 1];
      if (begin == end) continue;
      double sum = 0, weight = 0;
      for (std::uint64_t v = begin; v < end; ++v) {
        sum += sign(v) * message_[v];
        weight += std::abs(message_[v]);
      }
      const double share = weight > 0 ? (1 + sum / weight) / 2 : 0.5;
      const std::span<float> row = row_of(posterior, item);
      std::fill(row.begin(), row.end(), 0.0F);
      row[first_] = static_cast<float>(share);
      if (second_ != no_category) row[second_] = 1 - row[first_];
    }
  }

  const Votes& votes_;
  const ConsensusOptions& options_;
  std::uint32_t first_ = no_category, second_ = no_category;
  std::vector<double> message_;
};

}  // namespace

std::string kos_refusal(const Votes& votes, const ConsensusOptions&) {
  if (votes.category_count <= dense_categories_max && used_categories(votes).size() <= 2) return "";
  return "kos decides between two categories, and these annotations use more; choose another model";
}

// Cost: two passes over the labels a round; memory a number for each label.
Fit kos_fit(const Votes& votes, const ConsensusOptions& options) {
  ASSAY_CHECK(kos_refusal(votes, options).empty(), "ask whether the model refuses these votes first");
  if (votes.label_count() == 0) return majority_fit(votes, options);
  return Kos(votes, options).run();
}

}  // namespace assay::stats
