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

// The entry of a category in an item's posterior.
std::size_t entry_of(const Posterior& posterior, std::size_t item, std::uint32_t category);

}  // namespace assay::stats
