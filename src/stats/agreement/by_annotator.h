#pragma once
// Votes grouped by annotator instead of by item.

#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <vector>

#include "stats/votes.h"

namespace assay::stats {

inline constexpr std::uint32_t ignored = std::numeric_limits<std::uint32_t>::max();

// Labels of annotator g are [begin[g], begin[g + 1]), by ascending item. Annotators whose rank is `ignored`
// have none. Cost O(labels), eight bytes a label.
struct ByAnnotator {
  std::vector<std::uint64_t> begin;
  std::vector<std::uint32_t> item;
  std::vector<std::uint32_t> category;

  std::uint64_t labels(std::uint32_t annotator) const { return begin[annotator + 1] - begin[annotator]; }
};

ByAnnotator group_by_annotator(const Votes& votes, std::span<const std::uint32_t> rank);

// What two annotators said about the items they share.
struct SharedLabels {
  std::uint32_t partner = 0;
  std::span<const std::uint32_t> item, mine, theirs;
};

// Visits the pairs of one annotator with every partner of higher rank, so that visiting all annotators meets
// every pair once and memory holds the pairs of one annotator only. Cost of a visit: the labels on the
// annotator's items. One per thread.
class PairWalk {
 public:
  PairWalk(const Votes& votes, const ByAnnotator& grouped, std::span<const std::uint32_t> rank);
  void visit(std::uint32_t annotator, std::int64_t shared_min,
             const std::function<void(const SharedLabels&)>& pair);

 private:
  struct Event {
    std::uint32_t partner, item, mine, theirs;
  };
  void fetch_ahead(std::size_t at, std::size_t end) const;
  const Votes& votes_;
  const ByAnnotator& grouped_;
  std::span<const std::uint32_t> rank_;
  std::vector<Event> events_;
  std::vector<std::uint32_t> count_;    // per annotator: events, then where the next one goes
  std::vector<std::uint32_t> touched_;  // partners with events
  std::vector<std::uint32_t> item_, mine_, theirs_;
};

}  // namespace assay::stats
