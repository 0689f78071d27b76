#include <algorithm>

#include "stats/consensus/consensus.h"

namespace assay::stats {

double Posterior::of(std::size_t item, std::uint32_t k) const {
  if (dense) return probability[item * category_count + k];
  for (std::size_t at = begin[item]; at < begin[item + 1]; ++at) {
    if (category[at] == k) return probability[at];
  }
  return 0;
}

Posterior empty_posterior(const Votes& votes) {
  Posterior out;
  out.category_count = votes.category_count;
  out.dense = votes.category_count <= dense_categories_max;
  if (out.dense) {
    out.probability.assign(votes.item_count() * votes.category_count, 0);
    return out;
  }
  out.begin.push_back(0);
  std::vector<std::uint32_t> given;
  for (std::size_t item = 0; item < votes.item_count(); ++item) {
    const auto first = votes.category.begin() + static_cast<std::ptrdiff_t>(votes.item_begin[item]);
    const auto last = votes.category.begin() + static_cast<std::ptrdiff_t>(votes.item_begin[item + 1]);
    given.assign(first, last);
    std::sort(given.begin(), given.end());
    given.erase(std::unique(given.begin(), given.end()), given.end());
    out.category.insert(out.category.end(), given.begin(), given.end());
    out.begin.push_back(out.category.size());
  }
  out.probability.assign(out.category.size(), 0);
  return out;
}

Choice choose(const Fit& fit, const Votes& votes, const TieKey& key) {
  const Posterior& posterior = fit.posterior;
  Choice out;
  const std::size_t items = votes.item_count();
  out.label.assign(items, no_category);
  out.confidence.assign(items, 0);
  out.tied.assign(items, 1);
  for (std::size_t item = 0; item < items; ++item) {
    if (votes.item_begin[item] == votes.item_begin[item + 1]) continue;
    const std::span<const float> shares = posterior.of(item);
    const float best = *std::max_element(shares.begin(), shares.end());
    out.confidence[item] = best;
    std::uint32_t tied = 0, chosen = no_category, chosen_votes = 0;
    for (std::size_t at = 0; at < shares.size(); ++at) {
      if (shares[at] < best - static_cast<float>(tie_width)) continue;
      const std::uint32_t candidate = posterior.category_at(item, at);
      ++tied;
      std::uint32_t for_it = 0;
      for (std::uint64_t v = votes.item_begin[item]; v < votes.item_begin[item + 1]; ++v) {
        for_it += votes.category[v] == candidate ? 1U : 0U;
      }
      const bool better = chosen == no_category || for_it > chosen_votes ||
                          (for_it == chosen_votes && key(item, candidate) < key(item, chosen));
      if (better) chosen = candidate, chosen_votes = for_it;
    }
    out.label[item] = chosen;
    out.tied[item] = tied;
    if (tied < 2) continue;
    ++out.ties;
    for (std::size_t at = 0; at < shares.size(); ++at) {
      if (shares[at] < best - static_cast<float>(tie_width)) continue;
      out.tied_labels.push_back({static_cast<std::uint32_t>(item), posterior.category_at(item, at)});
    }
  }
  return out;
}

}  // namespace assay::stats
