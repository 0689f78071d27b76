#include <algorithm>
#include <numeric>
#include <utility>

#include "base/check.h"
#include "base/hash.h"
#include "base/parallel.h"
#include "labels/tally.h"

namespace assay::labels {
namespace {

struct Cell {
  std::uint32_t category;
  std::uint32_t count;
};

// Finds each item's pattern in an open-addressing table of the patterns seen so far.
class PatternTable {
 public:
  PatternTable() : slots_(64, 0) {}

  std::uint32_t code(std::span<const Cell> cells) {
    const std::string_view bytes(reinterpret_cast<const char*>(cells.data()), cells.size_bytes());
    const std::uint64_t hash = table_hash(bytes);
    std::size_t at = hash & (slots_.size() - 1);
    for (; slots_[at] != 0; at = (at + 1) & (slots_.size() - 1)) {
      if (same(slots_[at] - 1, cells)) return slots_[at] - 1;
    }
    const auto fresh = static_cast<std::uint32_t>(begin_.size() - 1);
    cells_.insert(cells_.end(), cells.begin(), cells.end());
    begin_.push_back(cells_.size());
    hashes_.push_back(hash);
    slots_[at] = fresh + 1;
    if (begin_.size() * 2 > slots_.size()) grow();
    return fresh;
  }

  std::size_t size() const { return begin_.size() - 1; }
  std::span<const Cell> cells(std::size_t pattern) const {
    return {cells_.data() + begin_[pattern], begin_[pattern + 1] - begin_[pattern]};
  }

  // Patterns in canonical order: cell by cell, the shorter first when one begins the other.
  std::vector<std::uint32_t> canonical_order() const {
    std::vector<std::uint32_t> order(size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      const auto x = cells(a), y = cells(b);
      return std::lexicographical_compare(
          x.begin(), x.end(), y.begin(), y.end(), [](const Cell& p, const Cell& q) {
            return p.category != q.category ? p.category < q.category : p.count < q.count;
          });
    });
    return order;
  }

 private:
  bool same(std::size_t pattern, std::span<const Cell> other) const {
    const auto mine = cells(pattern);
    return mine.size() == other.size() &&
           std::equal(mine.begin(), mine.end(), other.begin(), [](const Cell& p, const Cell& q) {
             return p.category == q.category && p.count == q.count;
           });
  }
  void grow() {
    slots_.assign(slots_.size() * 4, 0);
    for (std::uint32_t pattern = 0; pattern < size(); ++pattern) {
      std::size_t at = hashes_[pattern] & (slots_.size() - 1);
      while (slots_[at] != 0) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = pattern + 1;
    }
  }
  std::vector<Cell> cells_;
  std::vector<std::uint64_t> begin_{0};
  std::vector<std::uint64_t> hashes_;
  std::vector<std::uint32_t> slots_;  // pattern + 1; 0 = free
};

// The cells of one item, ascending by category.
void item_cells(const QuestionTable& table, std::size_t item, std::vector<std::uint32_t>& sorted,
                std::vector<Cell>& cells) {
  const auto begin = table.category.begin() + static_cast<std::ptrdiff_t>(table.item_begin[item]);
  const auto end = table.category.begin() + static_cast<std::ptrdiff_t>(table.item_begin[item + 1]);
  sorted.assign(begin, end);
  if (!std::is_sorted(sorted.begin(), sorted.end())) std::sort(sorted.begin(), sorted.end());
  cells.clear();
  for (const std::uint32_t category : sorted) {
    if (!cells.empty() && cells.back().category == category) {
      ++cells.back().count;
    } else {
      cells.push_back({category, 1});
    }
  }
}

constexpr std::uint32_t dense_slices_max = 1'000;

// Histograms of patterns, one per slice, over one shared table of patterns. A few slices have a table each;
// of many (an attribute may have as many values as there are items) the pairs that occur are kept: 8 bytes an
// item.
class SliceCounts {
 public:
  explicit SliceCounts(std::uint32_t slice_count)
      : slice_count_(slice_count), counts_(slice_count <= dense_slices_max ? slice_count : 0) {}

  void add(std::uint32_t slice, std::span<const Cell> cells) {
    const std::uint32_t pattern = patterns_.code(cells);
    if (counts_.empty()) {
      seen_.emplace_back(slice, pattern);
    } else {
      add(slice, pattern, 1);
    }
  }

  // Adds all of `more`, which has as many slices.
  void add(const SliceCounts& more) {
    std::vector<std::uint32_t> code_of(more.patterns_.size());
    for (std::uint32_t theirs = 0; theirs < code_of.size(); ++theirs) {
      code_of[theirs] = patterns_.code(more.patterns_.cells(theirs));
    }
    for (const auto& [slice, theirs] : more.seen_) seen_.emplace_back(slice, code_of[theirs]);
    for (std::uint32_t slice = 0; slice < counts_.size(); ++slice) {
      const std::vector<std::int64_t>& counts = more.counts_[slice];
      for (std::size_t theirs = 0; theirs < counts.size(); ++theirs) {
        if (counts[theirs] != 0) add(slice, code_of[theirs], counts[theirs]);
      }
    }
  }

  // Did most of so many items bring a pattern of their own? Then tables by piece save nothing.
  bool mostly_new(std::size_t items) const { return patterns_.size() * 2 > items; }

  std::vector<PatternCounts> take() {
    const std::vector<std::uint32_t> order = patterns_.canonical_order();
    std::vector<PatternCounts> result(slice_count_);
    for (std::size_t slice = 0; slice < counts_.size(); ++slice) {
      const auto& counts = counts_[slice];
      for (const std::uint32_t pattern : order) {
        if (pattern < counts.size() && counts[pattern] > 0) append(result[slice], pattern, counts[pattern]);
      }
    }
    if (counts_.empty()) take_seen(order, result);
    return result;
  }

 private:
  void add(std::uint32_t slice, std::uint32_t pattern, std::int64_t times) {
    auto& here = counts_[slice];
    if (here.size() <= pattern) here.resize(std::max<std::size_t>(pattern + 1, here.size() * 2), 0);
    here[pattern] += times;
  }

  void take_seen(const std::vector<std::uint32_t>& order, std::vector<PatternCounts>& result) {
    std::vector<std::uint32_t> place(order.size());
    for (std::uint32_t at = 0; at < order.size(); ++at) place[order[at]] = at;
    for (auto& [slice, pattern] : seen_) pattern = place[pattern];
    std::sort(seen_.begin(), seen_.end());
    for (std::size_t at = 0; at < seen_.size();) {
      std::size_t end = at;
      while (end < seen_.size() && seen_[end] == seen_[at]) ++end;
      append(result[seen_[at].first], order[seen_[at].second], static_cast<std::int64_t>(end - at));
      at = end;
    }
  }

  void append(PatternCounts& out, std::uint32_t pattern, std::int64_t items) const {
    for (const Cell& cell : patterns_.cells(pattern)) {
      out.category.push_back(cell.category);
      out.count.push_back(cell.count);
    }
    out.pattern_begin.push_back(out.category.size());
    out.item_count.push_back(items);
  }

  std::uint32_t slice_count_;
  PatternTable patterns_;
  std::vector<std::vector<std::int64_t>> counts_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> seen_;  // slice, pattern
};

void count_items(const QuestionTable& table, std::span<const std::uint32_t> slice_of, std::size_t begin,
                 std::size_t end, SliceCounts& counts) {
  std::vector<std::uint32_t> sorted;
  std::vector<Cell> cells;
  for (std::size_t item = begin; item < end; ++item) {
    if (slice_of[item] == none || table.item_begin[item] == table.item_begin[item + 1]) continue;
    item_cells(table, item, sorted, cells);
    counts.add(slice_of[item], cells);
  }
}

constexpr std::size_t items_a_piece = 1 << 16;

}  // namespace

// The first piece shows whether patterns repeat. If they do, the other pieces are counted on all threads,
// each into a table of its own; sums of whole numbers in canonical order are the same either way.
std::vector<PatternCounts> count_patterns_by(const QuestionTable& table,
                                             std::span<const std::uint32_t> slice_of,
                                             std::uint32_t slice_count) {
  ASSAY_CHECK(slice_of.size() == table.item_count(), "every item has a slice or none");
  SliceCounts counts(slice_count);
  const std::size_t first = std::min(items_a_piece, table.item_count());
  const std::size_t left = table.item_count() - first;
  count_items(table, slice_of, 0, first, counts);
  if (left == 0) return counts.take();
  if (counts.mostly_new(first)) {
    count_items(table, slice_of, first, table.item_count(), counts);
    return counts.take();
  }
  const std::size_t size = std::max(items_a_piece, left / 8 + 1);
  std::vector<SliceCounts> pieces(chunk_count(left, size), SliceCounts(slice_count));
  for_chunks(left, size, [&](Chunk chunk) {
    count_items(table, slice_of, first + chunk.begin, first + chunk.end, pieces[chunk.index]);
  });
  for (const SliceCounts& piece : pieces) counts.add(piece);
  return counts.take();
}

std::vector<PatternCounts> count_patterns_by_annotation(const QuestionTable& table,
                                                        std::span<const std::uint32_t> slice_of,
                                                        std::uint32_t slice_count) {
  ASSAY_CHECK(slice_of.size() == table.category.size(), "every annotation has a slice or none");
  SliceCounts counts(slice_count);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> sorted;  // slice, category
  std::vector<Cell> cells;
  for (std::size_t item = 0; item < table.item_count(); ++item) {
    sorted.clear();
    for (std::size_t at = table.item_begin[item]; at < table.item_begin[item + 1]; ++at) {
      if (slice_of[at] != none) sorted.emplace_back(slice_of[at], table.category[at]);
    }
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t at = 0; at < sorted.size();) {
      const std::uint32_t slice = sorted[at].first;
      cells.clear();
      for (; at < sorted.size() && sorted[at].first == slice; ++at) {
        if (cells.empty() || cells.back().category != sorted[at].second)
          cells.push_back({sorted[at].second, 0});
        ++cells.back().count;
      }
      counts.add(slice, cells);
    }
  }
  return counts.take();
}

PatternCounts count_patterns(const QuestionTable& table, std::span<const std::uint8_t> in_slice) {
  std::vector<std::uint32_t> slice_of(table.item_count(), 0);
  if (!in_slice.empty()) {
    ASSAY_CHECK(in_slice.size() == table.item_count(), "every item is in the slice or not");
    for (std::size_t item = 0; item < slice_of.size(); ++item)
      slice_of[item] = in_slice[item] != 0 ? 0 : none;
  }
  return std::move(count_patterns_by(table, slice_of, 1).front());
}

std::vector<std::uint32_t> item_patterns(const QuestionTable& table, const PatternCounts& patterns) {
  PatternTable known;
  std::vector<Cell> cells;
  for (std::size_t pattern = 0; pattern < patterns.size(); ++pattern) {
    cells.clear();
    for (std::size_t at = patterns.pattern_begin[pattern]; at < patterns.pattern_begin[pattern + 1]; ++at) {
      cells.push_back({patterns.category[at], patterns.count[at]});
    }
    (void)known.code(cells);
  }
  std::vector<std::uint32_t> pattern_of(table.item_count(), none);
  std::vector<std::uint32_t> sorted;
  for (std::size_t item = 0; item < table.item_count(); ++item) {
    if (table.item_begin[item] == table.item_begin[item + 1]) continue;
    item_cells(table, item, sorted, cells);
    pattern_of[item] = known.code(cells);
  }
  ASSAY_CHECK(known.size() == patterns.size(), "the patterns are those of this table");
  return pattern_of;
}

}  // namespace assay::labels
