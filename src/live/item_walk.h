#pragma once
// Pages of the item list: the items that fit a filter, in an order, from a place on. A page is a walk along
// the sets of ItemIndex, intersected smallest first, 65,536 items at a time; it costs about the same out of a
// million items as out of a thousand. What it may look at is bounded: a page may come short with a place to
// go on from.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "live/item_index.h"

namespace assay::live {

// A filter in codes of the table. Label, annotator, batch, times and gold hold together: in one question, one
// row has them all, and the trusted label is this.
struct ItemFilterCodes {
  std::optional<std::uint16_t> question;  // absent: any
  std::optional<std::uint32_t> label, annotator, batch, gold_label;
  std::optional<std::int64_t> since_us, until_us;                 // submitted from, and before
  std::optional<bool> disagreement;                               // of items somebody has judged
  std::vector<std::pair<std::size_t, std::uint32_t>> attributes;  // (number of the attribute, value)

  bool asks_row() const { return label || annotator || batch || since_us || until_us; }
  bool asks_answers() const { return question || asks_row() || gold_label || disagreement; }
};

// Whether the item has all that the filter asks; exact, from its rows.
bool item_fits(const ProjectTable& table, const ItemFilterCodes& filter, std::uint32_t item);

// Where a walk stands: the next item to look at, in the level that it is in.
struct ItemPlace {
  Level level = level_one + 1;  // of an order by level, above all at first; not used in the order of arrival
  std::uint32_t item = 0;
  bool at_end = false;
};

// Whether an attribute has sets; one of very many values has none, its column is looked at.
bool has_attribute_sets(const ProjectTable& table, std::size_t attribute);

// The parts of the index that a filter and an order need.
std::vector<IndexPart> parts_needed(const ItemFilterCodes& filter, ItemOrder order);

// An item of a page, and the level it stands in: {level, item + 1} is the place behind it.
struct ItemFound {
  std::uint32_t item = 0;
  Level level = 0;
};

// Alive while the table stands still (inside of look()).
class ItemWalk {
 public:
  ItemWalk(const ProjectTable& table, const ItemIndex& index, const ItemFilterCodes& filter, ItemOrder order);

  // At most `count` items from the place on, which moves behind them; looks at no more than `looks_max`.
  std::vector<ItemFound> next(ItemPlace& place, std::size_t count, std::int64_t looks_max);

 private:
  // What items must be in to fit by one question: all of `all`, one of `days` when those are asked, and not
  // in `none_of`.
  struct ByQuestion {
    std::vector<const ItemSet*> all;
    std::vector<const ItemSet*> days;
    const ItemSet* none_of = nullptr;
  };
  struct Taking;
  std::optional<ByQuestion> sets_of(std::uint16_t question) const;
  void fit_attributes(std::uint32_t chunk, ChunkBits& bits) const;
  void fit_questions(std::uint32_t chunk, ChunkBits& bits) const;
  const ChunkBits& fitting(std::uint32_t chunk);  // may hold more than what fits, never less
  void walk_level(ItemPlace& place, Taking& taking);
  void take_bits(std::uint32_t chunk, const ChunkBits& bits, ItemPlace& place, Taking& taking);
  bool is_of_level(std::uint32_t item, Level level) const;
  Level level_below(Level level) const;  // the next that occurs; 0 at last
  void leave_level(Level level, std::uint32_t chunk, ChunkBits& bits) const;

  const ProjectTable& table_;
  const ItemIndex& index_;
  const ItemFilterCodes& filter_;
  const ItemOrder order_;
  std::uint32_t item_count_ = 0;
  std::vector<const ItemIndex::Ordered*> orders_;  // of the questions asked
  std::vector<ByQuestion> by_question_;
  std::map<std::uint32_t, std::unique_ptr<ChunkBits>> chunks_;
};

}  // namespace assay::live
