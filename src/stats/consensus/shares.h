#pragma once
// Inside stats/consensus: what several models do to posteriors.

#include "stats/consensus/consensus.h"

namespace assay::stats {

inline constexpr std::size_t item_chunk = 65'536;  // items a chunk; the sums of chunks are added in order

// Adds weight(annotator) per label to the entry of its category and normalises each item; items whose weights
// sum to zero get the plain shares of their labels.
void weighted_shares(const Votes& votes, std::span<const double> weight, Posterior& posterior);

// Sets items with a trusted category to it.
void hold_trusted(const ConsensusOptions& options, Posterior& posterior);

// Labels of each category plus one half, normalised.
std::vector<double> vote_prior(const Votes& votes);

// Share of each annotator's labels that are the item's best category; where t are tied, each counts 1/t, so
// that nobody profits from the order of categories. 0 without labels.
std::vector<double> agreement_with_best(const Votes& votes, const Posterior& posterior);

// Mean probability of what each annotator said; 0 without labels.
std::vector<double> share_right(const Votes& votes, const Posterior& posterior);

inline bool is_held(const ConsensusOptions& options, std::size_t item) {
  return !options.trusted.empty() && options.trusted[item] != no_category;
}

inline std::span<float> row_of(Posterior& posterior, std::size_t item) {
  return {posterior.probability.data() + posterior.first(item), posterior.size(item)};
}

// Sets an item's posterior to its trusted category.
void hold_item(std::uint32_t truth, std::size_t item, Posterior& posterior);

// Makes a row of logarithms sum to one; returns the logarithm of what they summed to.
double normalise_logs(std::span<const double> logs, std::span<float> row);

// The entry of a category in an item's posterior.
std::size_t entry_of(const Posterior& posterior, std::size_t item, std::uint32_t category);

}  // namespace assay::stats
