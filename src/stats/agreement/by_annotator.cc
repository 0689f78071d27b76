#include "stats/agreement/by_annotator.h"

namespace assay::stats {

ByAnnotator group_by_annotator(const Votes& votes, std::span<const std::uint32_t> rank) {
  ByAnnotator out;
  out.begin.assign(std::size_t{votes.annotator_count} + 1, 0);
  for (const std::uint32_t annotator : votes.annotator) {
    if (rank[annotator] != ignored) ++out.begin[annotator + 1];
  }
  for (std::size_t g = 0; g < votes.annotator_count; ++g) out.begin[g + 1] += out.begin[g];
  out.item.resize(out.begin.back());
  out.category.resize(out.begin.back());
  std::vector<std::uint64_t> next(out.begin.begin(), out.begin.end() - 1);
  for (std::size_t item = 0; item < votes.item_count(); ++item) {
    for (std::size_t at = votes.item_begin[item]; at < votes.item_begin[item + 1]; ++at) {
      if (rank[votes.annotator[at]] == ignored) continue;
      const std::uint64_t slot = next[votes.annotator[at]]++;
      out.item[slot] = static_cast<std::uint32_t>(item);
      out.category[slot] = votes.category[at];
    }
  }
  return out;
}

PairWalk::PairWalk(const Votes& votes, const ByAnnotator& grouped, std::span<const std::uint32_t> rank)
    : votes_(votes), grouped_(grouped), rank_(rank), count_(votes.annotator_count, 0) {}

// An annotator's items lie far apart: without asking for them ahead the walk waits for memory most of the
// time.
void PairWalk::fetch_ahead(std::size_t at, std::size_t end) const {
  if (at + 32 < end) __builtin_prefetch(&votes_.item_begin[grouped_.item[at + 32]]);
  if (at + 16 >= end) return;
  const std::uint64_t begin = votes_.item_begin[grouped_.item[at + 16]];
  __builtin_prefetch(&votes_.annotator[begin]);
  __builtin_prefetch(&votes_.category[begin]);
}

void PairWalk::visit(std::uint32_t annotator, std::int64_t shared_min,
                     const std::function<void(const SharedLabels&)>& pair) {
  events_.clear();
  touched_.clear();
  const std::size_t end = grouped_.begin[annotator + 1];
  for (std::size_t at = grouped_.begin[annotator]; at < end; ++at) {
    fetch_ahead(at, end);
    const std::uint32_t item = grouped_.item[at];
    for (std::size_t other = votes_.item_begin[item]; other < votes_.item_begin[item + 1]; ++other) {
      const std::uint32_t partner = votes_.annotator[other];
      if (rank_[partner] == ignored || rank_[partner] <= rank_[annotator]) continue;
      if (count_[partner]++ == 0) touched_.push_back(partner);
      events_.push_back({partner, item, grouped_.category[at], votes_.category[other]});
    }
  }
  item_.resize(events_.size());
  mine_.resize(events_.size());
  theirs_.resize(events_.size());
  std::uint32_t begin = 0;
  for (const std::uint32_t partner : touched_) {
    const std::uint32_t size = count_[partner];
    count_[partner] = begin;
    begin += size;
  }
  for (const Event& event : events_) {
    const std::uint32_t slot = count_[event.partner]++;
    item_[slot] = event.item;
    mine_[slot] = event.mine;
    theirs_[slot] = event.theirs;
  }
  begin = 0;
  for (const std::uint32_t partner : touched_) {
    const std::uint32_t size = count_[partner] - begin;
    count_[partner] = 0;
    if (size >= shared_min) {
      pair({partner, std::span(item_).subspan(begin, size), std::span(mine_).subspan(begin, size),
            std::span(theirs_).subspan(begin, size)});
    }
    begin += size;
  }
}

}  // namespace assay::stats
