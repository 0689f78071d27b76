#pragma once
// Few items of rare categories: what the sample cannot know of. Where fewer than ten items have a majority
// label other than the most frequent category, resampling holds the truth in .86 to .88 only, and nearly all
// misses are intervals below the truth: no item was met on which everybody says the rare category, and
// without one the coefficient is low and its variance small. A correction for continuity: the limits move out
// by half of what the most telling item would change that could come next. Inside stats/agreement.

#include <cstdint>
#include <string>
#include <vector>

#include "base/estimate.h"
#include "stats/votes.h"

namespace assay::stats {

inline constexpr std::int64_t rare_items_min = 10;

// Empty from rare_items_min on. `rare`: items with a majority label other than the most frequent category.
std::string rare_items_note(std::int64_t rare);
std::string rare_category_note(const Patterns& patterns);

// lowest, highest: what one more item would add to the value.
void widen_for_unseen(Interval& interval, double lowest, double highest);

// The patterns, and with no items for each category in use one on which all say it: influences then tell what
// such an item would change. Keeps its own copy.
class WithUnseen {
 public:
  explicit WithUnseen(const Patterns& patterns);

  Patterns view() const { return {begin_, category_, count_, items_, category_count_}; }

 private:
  std::vector<std::uint64_t> begin_;
  std::vector<std::uint32_t> category_, count_;
  std::vector<std::int64_t> items_;
  std::uint32_t category_count_;
};

}  // namespace assay::stats
