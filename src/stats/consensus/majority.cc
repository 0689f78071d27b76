// Majority vote and Wawa. Source of Wawa: "worker agreement with aggregate", Appen / crowd-kit (Ustalov et
// al. 2021); ties of the majority are shared, so that no annotator profits from the order of categories.

#include <algorithm>
#include <cmath>

#include "base/parallel.h"
#include "stats/consensus/consensus.h"
#include "stats/consensus/shares.h"

namespace assay::stats {

std::size_t entry_of(const Posterior& posterior, std::size_t item, std::uint32_t category) {
  if (posterior.dense) return item * posterior.category_count + category;
  const auto first = posterior.category.begin() + static_cast<std::ptrdiff_t>(posterior.begin[item]);
  const auto last = posterior.category.begin() + static_cast<std::ptrdiff_t>(posterior.begin[item + 1]);
  return static_cast<std::size_t>(std::lower_bound(first, last, category) - posterior.category.begin());
}

void weighted_shares(const Votes& votes, std::span<const double> weight, Posterior& posterior) {
  for_chunks(votes.item_count(), item_chunk, [&](Chunk chunk) {
    for (std::size_t item = chunk.begin; item < chunk.end; ++item) {
      const std::uint64_t begin = votes.item_begin[item], end = votes.item_begin[item + 1];
      if (begin == end) continue;
      double sum = 0;
      for (std::uint64_t v = begin; v < end; ++v) sum += weight.empty() ? 1 : weight[votes.annotator[v]];
      const bool plain = weight.empty() || !(sum > 0);
      const double scale = 1 / (plain ? static_cast<double>(end - begin) : sum);
      const std::span<float> row(posterior.probability.data() + posterior.first(item), posterior.size(item));
      std::fill(row.begin(), row.end(), 0.0F);
      for (std::uint64_t v = begin; v < end; ++v) {
        const double part = plain ? scale : scale * weight[votes.annotator[v]];
        posterior.probability[entry_of(posterior, item, votes.category[v])] += static_cast<float>(part);
      }
    }
  });
}

void hold_item(std::uint32_t truth, std::size_t item, Posterior& posterior) {
  for (std::size_t at = 0; at < posterior.size(item); ++at) {
    posterior.probability[posterior.first(item) + at] =
        posterior.category_at(item, at) == truth ? 1.0F : 0.0F;
  }
}

void hold_trusted(const ConsensusOptions& options, Posterior& posterior) {
  for (std::size_t item = 0; item < options.trusted.size(); ++item) {
    if (options.trusted[item] != no_category) hold_item(options.trusted[item], item, posterior);
  }
}

double normalise_logs(std::span<const double> logs, std::span<float> row) {
  const double best = *std::max_element(logs.begin(), logs.end());
  double sum = 0;
  for (std::size_t at = 0; at < row.size(); ++at) {
    const double part = std::exp(logs[at] - best);
    row[at] = static_cast<float>(part);
    sum += part;
  }
  const float scale = static_cast<float>(1 / sum);
  for (float& share : row) share *= scale;
  return best + std::log(sum);
}

std::vector<double> vote_prior(const Votes& votes) {
  std::vector<double> prior(votes.category_count, 0.5);
  for (const std::uint32_t category : votes.category) prior[category] += 1;
  double sum = 0;
  for (const double count : prior) sum += count;
  for (double& share : prior) share /= sum;
  return prior;
}

Fit majority_fit(const Votes& votes, const ConsensusOptions& options) {
  Fit fit;
  fit.model = "majority";
  fit.prior = vote_prior(votes);
  fit.posterior = empty_posterior(votes);
  weighted_shares(votes, {}, fit.posterior);
  hold_trusted(options, fit.posterior);
  fit.iterations = 1;
  return fit;
}

std::vector<double> agreement_with_best(const Votes& votes, const Posterior& posterior) {
  std::vector<double> agreed(votes.annotator_count, 0), labels(votes.annotator_count, 0);
  for (std::size_t item = 0; item < votes.item_count(); ++item) {
    const std::uint64_t begin = votes.item_begin[item], end = votes.item_begin[item + 1];
    if (begin == end) continue;
    const std::span<const float> row = posterior.of(item);
    const float best = *std::max_element(row.begin(), row.end());
    double tied = 0;
    for (const float share : row) tied += share > best - static_cast<float>(tie_width) ? 1 : 0;
    for (std::uint64_t v = begin; v < end; ++v) {
      labels[votes.annotator[v]] += 1;
      const float mine = posterior.probability[entry_of(posterior, item, votes.category[v])];
      if (mine > best - static_cast<float>(tie_width)) agreed[votes.annotator[v]] += 1 / tied;
    }
  }
  for (std::size_t j = 0; j < agreed.size(); ++j) agreed[j] = labels[j] > 0 ? agreed[j] / labels[j] : 0;
  return agreed;
}

std::vector<double> share_right(const Votes& votes, const Posterior& posterior) {
  std::vector<double> right(votes.annotator_count, 0), labels(votes.annotator_count, 0);
  for (std::size_t item = 0; item < votes.item_count(); ++item) {
    for (std::uint64_t v = votes.item_begin[item]; v < votes.item_begin[item + 1]; ++v) {
      labels[votes.annotator[v]] += 1;
      right[votes.annotator[v]] +=
          static_cast<double>(posterior.probability[entry_of(posterior, item, votes.category[v])]);
    }
  }
  for (std::size_t j = 0; j < right.size(); ++j) right[j] = labels[j] > 0 ? right[j] / labels[j] : 0;
  return right;
}

Fit wawa_fit(const Votes& votes, const ConsensusOptions& options) {
  Fit fit = majority_fit(votes, options);
  fit.model = "wawa";
  std::vector<double> agreed = agreement_with_best(votes, fit.posterior);
  weighted_shares(votes, agreed, fit.posterior);
  hold_trusted(options, fit.posterior);
  fit.skill = std::move(agreed);
  return fit;
}

}  // namespace assay::stats
