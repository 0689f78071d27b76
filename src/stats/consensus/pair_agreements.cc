#include "stats/consensus/pair_agreements.h"

#include <algorithm>

#include "base/parallel.h"

namespace assay::stats {
namespace {

// Labels in the order of their annotators, by counting.
struct ByAnnotator {
  std::vector<std::uint64_t> begin;
  std::vector<std::uint32_t> item, category;
};

ByAnnotator by_annotator(const Votes& votes) {
  ByAnnotator out;
  out.begin.assign(std::size_t{votes.annotator_count} + 1, 0);
  for (const std::uint32_t annotator : votes.annotator) ++out.begin[annotator + 1];
  for (std::size_t j = 0; j < votes.annotator_count; ++j) out.begin[j + 1] += out.begin[j];
  std::vector<std::uint64_t> next(out.begin.begin(), out.begin.end() - 1);
  out.item.resize(votes.label_count());
  out.category.resize(votes.label_count());
  for (std::size_t item = 0; item < votes.item_count(); ++item) {
    for (std::uint64_t v = votes.item_begin[item]; v < votes.item_begin[item + 1]; ++v) {
      const std::uint64_t at = next[votes.annotator[v]]++;
      out.item[at] = static_cast<std::uint32_t>(item);
      out.category[at] = votes.category[v];
    }
  }
  return out;
}

struct PairRows {
  std::vector<std::uint64_t> size;
  std::vector<std::uint32_t> other, shared, agreed;
};

// The neighbours of the annotators of a chunk, by counters that are emptied after each.
PairRows rows_of(const Votes& votes, const ByAnnotator& labels, Chunk chunk) {
  std::vector<std::uint32_t> shared(votes.annotator_count, 0), agreed(votes.annotator_count, 0), met;
  PairRows out;
  for (std::size_t j = chunk.begin; j < chunk.end; ++j) {
    met.clear();
    for (std::uint64_t at = labels.begin[j]; at < labels.begin[j + 1]; ++at) {
      const std::uint32_t item = labels.item[at];
      for (std::uint64_t v = votes.item_begin[item]; v < votes.item_begin[item + 1]; ++v) {
        const std::uint32_t other = votes.annotator[v];
        if (other == j) continue;
        if (shared[other]++ == 0) met.push_back(other);
        agreed[other] += votes.category[v] == labels.category[at] ? 1U : 0U;
      }
    }
    std::sort(met.begin(), met.end());
    out.size.push_back(met.size());
    for (const std::uint32_t other : met) {
      out.other.push_back(other);
      out.shared.push_back(shared[other]);
      out.agreed.push_back(agreed[other]);
      shared[other] = agreed[other] = 0;
    }
  }
  return out;
}

}  // namespace

PairAgreements pair_agreements(const Votes& votes) {
  const ByAnnotator labels = by_annotator(votes);
  const std::size_t chunk_size = std::max<std::size_t>(64, votes.annotator_count / 64 + 1);
  std::vector<PairRows> parts(chunk_count(votes.annotator_count, chunk_size));
  for_chunks(votes.annotator_count, chunk_size,
             [&](Chunk chunk) { parts[chunk.index] = rows_of(votes, labels, chunk); });
  PairAgreements out;
  out.begin.push_back(0);
  for (PairRows& part : parts) {
    for (const std::uint64_t size : part.size) out.begin.push_back(out.begin.back() + size);
    out.other.insert(out.other.end(), part.other.begin(), part.other.end());
    out.shared.insert(out.shared.end(), part.shared.begin(), part.shared.end());
    out.agreed.insert(out.agreed.end(), part.agreed.begin(), part.agreed.end());
    part = {};
  }
  return out;
}

}  // namespace assay::stats
