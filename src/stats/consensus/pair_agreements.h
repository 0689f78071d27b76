#pragma once
// For every two annotators who share items, how many they share and on how many they agree. Inside
// stats/consensus.

#include "stats/consensus/consensus.h"

namespace assay::stats {

// Rows of annotators: neighbours of j are [begin[j], begin[j+1]), ascending.
struct PairAgreements {
  std::vector<std::uint64_t> begin;
  std::vector<std::uint32_t> other;
  std::vector<std::uint32_t> shared, agreed;

  std::size_t degree(std::size_t j) const { return begin[j + 1] - begin[j]; }
};

// Cost: the sum over items of the square of their labels. Memory: the pairs that share items, and a few
// numbers a label.
PairAgreements pair_agreements(const Votes& votes);

}  // namespace assay::stats
