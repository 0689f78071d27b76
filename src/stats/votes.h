#pragma once
// The two shapes in which annotations reach the statistics. Both are views: the caller owns the memory.
// stats knows no items, people or files, only codes: 0 .. count-1.

#include <cstdint>
#include <span>
#include <vector>

namespace assay::stats {

// Who said what about which item: the annotations of one question, grouped by item (compressed rows).
// Labels of item i are [item_begin[i], item_begin[i+1]), sorted by (annotator, category). One label per
// (item, annotator) unless a function says it takes more. Items without labels are allowed.
struct Votes {
  std::span<const std::uint64_t> item_begin;  // item_count + 1
  std::span<const std::uint32_t> annotator;   // one per label
  std::span<const std::uint32_t> category;    // one per label
  std::uint32_t annotator_count = 0;
  std::uint32_t category_count = 0;  // declared categories (q of Gwet), in category order

  std::size_t item_count() const { return item_begin.empty() ? 0 : item_begin.size() - 1; }
  std::size_t label_count() const { return annotator.size(); }
};

// The tally: the histogram of patterns. A pattern is how many annotators chose each category on an item;
// items with the same pattern are counted, not kept. Cells of pattern v are [pattern_begin[v],
// pattern_begin[v+1]), by ascending category.
struct Patterns {
  std::span<const std::uint64_t> pattern_begin;  // pattern_count + 1
  std::span<const std::uint32_t> category;       // one per cell
  std::span<const std::uint32_t> count;          // one per cell, >= 1: annotators who chose it
  std::span<const std::int64_t> item_count;      // one per pattern, >= 0: items with this pattern
  std::uint32_t category_count = 0;

  std::size_t pattern_count() const { return item_count.size(); }
};

}  // namespace assay::stats
