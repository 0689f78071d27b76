#pragma once
// What filters and orders of the item list are answered from: for each question the items that have a label,
// an annotator, a batch, a day, a trusted label; and the items by how much their answers disagree or err. A
// part is made when it is first asked for, step by step, so that nobody waits long, and follows every row
// from then on. Not thread safe: ProjectTable's lock is its own.
//
// Memory of all parts: about 2 bytes for each of annotator, batch and day an annotation tells (4 for
// annotators with up to 2,000 items), little for labels, and 8 an item and question for the two orders.
// measure() tells.
//
// Sets of labels, annotators, batches, days and gold may hold items that have lost what they are in for (a
// row that an earlier one replaced, gold that was retired); who reads them looks at the item itself. The
// orders and `answered` and `disputed` are exact.

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

#include "live/item_set.h"

namespace assay::live {

class ProjectTable;

// Share of disagreeing pairs or of wrong answers, as parts of 10^9: equal shares are equal numbers.
using Level = std::uint32_t;
inline constexpr Level level_one = 1'000'000'000;

enum class IndexPart { labels, annotators, batches, days, gold, orders };
inline constexpr std::size_t index_part_count = 6;
enum class ItemOrder { arrival, disagreement, errors };

// Share of pairs of answers that differ, and of answers that are not the gold; nothing when undefined.
std::optional<Level> disagreement_level(const ProjectTable& table, const std::vector<std::uint32_t>& rows);
std::optional<Level> error_level(const ProjectTable& table, const std::vector<std::uint32_t>& rows,
                                 std::uint32_t gold);

// The day of a time of a row, in UTC, since 1970.
std::int32_t day_of(std::int64_t time_us);

class ItemIndex {
 public:
  // What stands in the set of a part: a question and a label, annotator, batch or day of it.
  const ItemSet* find(IndexPart part, std::uint16_t question, std::uint32_t code) const;
  // Days of the question from `begin` on, before `end`.
  std::vector<const ItemSet*> days(std::uint16_t question, std::int32_t begin, std::int32_t end) const;

  // The items of a question by level, worst first, those of level 0 left out. Part orders.
  using Levels = std::map<Level, ItemSet, std::greater<>>;
  struct Ordered {
    ItemSet answered;  // somebody said something
    ItemSet disputed;  // disagreement above 0
    ItemSet wrong;     // errors above 0
    Levels disagreement, errors;
    std::vector<Level> disagreement_of, errors_of;  // of each item; shorter: 0

    const Levels& levels(ItemOrder order) const { return order == ItemOrder::errors ? errors : disagreement; }
    const ItemSet& above_zero(ItemOrder order) const { return order == ItemOrder::errors ? wrong : disputed; }
    Level level_of(ItemOrder order, std::uint32_t item) const {
      const std::vector<Level>& all = order == ItemOrder::errors ? errors_of : disagreement_of;
      return item < all.size() ? all[item] : 0;
    }
  };
  const Ordered* ordered(std::uint16_t question) const;

  // Items with the value in the attribute; null: not made, the column is to be looked at (build_attribute).
  const ItemSet* attribute(std::size_t attribute, std::uint32_t value) const;

  // Makes a step of the part; true when it stands. Cost of a step: some milliseconds.
  bool step(const ProjectTable& table, IndexPart part);
  bool step_attribute(const ProjectTable& table, std::size_t attribute);
  bool stands(IndexPart part, std::uint32_t item_count) const;
  bool attribute_stands(std::size_t attribute, std::uint32_t item_count) const;

  // What has come, after the table has taken it.
  void item_added(std::uint32_t item);
  void row_added(const ProjectTable& table, std::uint32_t row);
  void gold_changed(const ProjectTable& table, std::uint32_t item, std::uint16_t question);
  void attribute_set(std::size_t attribute, std::uint32_t item, std::uint32_t value);

  std::size_t bytes() const;

 private:
  struct Progress {
    bool begun = false;
    std::uint32_t frontier = 0;  // items before it are in
    bool holds(std::uint32_t item) const { return begun && item < frontier; }
  };
  struct AttributeSets {
    Progress progress;
    std::vector<ItemSet> values;  // by code
  };
  Progress& progress(IndexPart part) { return progress_[static_cast<std::size_t>(part)]; }
  void take_row(const ProjectTable& table, IndexPart part, std::uint32_t row);
  void take_item(const ProjectTable& table, IndexPart part, std::uint32_t item);
  void refresh(const ProjectTable& table, std::uint32_t item, std::uint16_t question);
  // And that of the questions that apply by an answer to it.
  void refresh_with_conditioned(const ProjectTable& table, std::uint32_t item, std::uint16_t question);
  ItemSet& set_of(IndexPart part, std::uint16_t question, std::uint32_t code);

  Progress progress_[index_part_count];
  std::unordered_map<std::uint64_t, ItemSet> sets_[index_part_count];
  std::map<std::pair<std::uint16_t, std::int32_t>, ItemSet> days_;
  std::vector<Ordered> ordered_;  // by question
  std::map<std::size_t, AttributeSets> attributes_;
};

}  // namespace assay::live
