#include "stats/agreement/unseen.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace assay::stats {

std::string rare_items_note(std::int64_t rare) {
  if (rare >= rare_items_min) return "";
  return fmt::format("only {} items of rarer categories: the interval is widened for those not met", rare);
}

std::string rare_category_note(const Patterns& patterns) {
  std::vector<std::int64_t> majority(patterns.category_count, 0);
  std::int64_t items = 0;
  for (std::size_t v = 0; v < patterns.pattern_count(); ++v) {
    std::size_t best = patterns.pattern_begin[v];
    for (std::size_t at = best; at < patterns.pattern_begin[v + 1]; ++at) {
      if (patterns.count[at] > patterns.count[best]) best = at;
    }
    majority[patterns.category[best]] += patterns.item_count[v];
    items += patterns.item_count[v];
  }
  const std::int64_t top = majority.empty() ? 0 : *std::max_element(majority.begin(), majority.end());
  return rare_items_note(items - top);
}

void widen_for_unseen(Interval& interval, double lowest, double highest) {
  interval.lower += std::min(0.0, lowest) / 2;
  interval.upper += std::max(0.0, highest) / 2;
}

WithUnseen::WithUnseen(const Patterns& patterns)
    : begin_(patterns.pattern_begin.begin(), patterns.pattern_begin.end()),
      category_(patterns.category.begin(), patterns.category.end()),
      count_(patterns.count.begin(), patterns.count.end()),
      items_(patterns.item_count.begin(), patterns.item_count.end()),
      category_count_(patterns.category_count) {
  double labels = 0, paired = 0;
  std::vector<bool> used(category_count_, false);
  for (std::size_t v = 0; v < patterns.pattern_count(); ++v) {
    double m = 0;
    for (std::size_t at = begin_[v]; at < begin_[v + 1]; ++at) m += count_[at];
    if (m < 2) continue;
    for (std::size_t at = begin_[v]; at < begin_[v + 1]; ++at) used[category_[at]] = true;
    labels += m * static_cast<double>(items_[v]);
    paired += static_cast<double>(items_[v]);
  }
  if (!(paired > 0)) return;
  const auto each = static_cast<std::uint32_t>(std::lround(labels / paired));
  for (std::uint32_t k = 0; k < category_count_; ++k) {
    if (!used[k]) continue;
    category_.push_back(k);
    count_.push_back(each);
    begin_.push_back(category_.size());
    items_.push_back(0);
  }
}

}  // namespace assay::stats
