#include "live/item_index.h"

#include <algorithm>
#include <cmath>

#include "base/clock.h"
#include "live/project_table.h"

namespace assay::live {
namespace {

using labels::none;

constexpr std::uint32_t step_items = 8192;

std::uint64_t place_of(std::uint16_t question, std::uint32_t code) {
  return std::uint64_t{question} << 32 | code;
}

Level level_from(double share) { return static_cast<Level>(std::llround(share * level_one)); }

// Moves the item to its level; level 0 is no set.
void move_to(ItemIndex::Levels& levels, std::vector<Level>& level_of, ItemSet& above_zero, std::uint32_t item,
             Level level) {
  if (item >= level_of.size()) level_of.resize(std::size_t{item} + 1, 0);
  const Level before = level_of[item];
  if (before == level) return;
  if (before > 0) {
    const auto held = levels.find(before);
    held->second.remove(item);
    if (held->second.empty()) levels.erase(held);
  }
  level_of[item] = level;
  if (level > 0) {
    levels[level].add(item);
    above_zero.add(item);
  } else {
    above_zero.remove(item);
  }
}

}  // namespace

std::optional<Level> disagreement_level(const ProjectTable& table, const std::vector<std::uint32_t>& rows) {
  if (rows.size() < 2) return std::nullopt;
  std::vector<std::uint32_t> said;
  said.reserve(rows.size());
  for (const std::uint32_t row : rows) said.push_back(table.table().label[row]);
  std::sort(said.begin(), said.end());
  double same = 0;
  for (std::size_t begin = 0, at = 1; at <= said.size(); ++at) {
    if (at < said.size() && said[at] == said[begin]) continue;
    const auto count = static_cast<double>(at - begin);
    same += count * (count - 1);
    begin = at;
  }
  const auto n = static_cast<double>(rows.size());
  return level_from(1 - same / (n * (n - 1)));
}

std::optional<Level> error_level(const ProjectTable& table, const std::vector<std::uint32_t>& rows,
                                 std::uint32_t gold) {
  if (rows.empty() || gold == none) return std::nullopt;
  const auto wrong = std::count_if(rows.begin(), rows.end(),
                                   [&](std::uint32_t row) { return table.table().label[row] != gold; });
  return level_from(static_cast<double>(wrong) / static_cast<double>(rows.size()));
}

std::int32_t day_of(std::int64_t time_us) {
  const std::int64_t day = time_us / day_us - (time_us % day_us < 0 ? 1 : 0);
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(day, INT32_MIN, INT32_MAX));
}

const ItemSet* ItemIndex::find(IndexPart part, std::uint16_t question, std::uint32_t code) const {
  const auto& sets = sets_[static_cast<std::size_t>(part)];
  const auto found = sets.find(place_of(question, code));
  return found == sets.end() ? nullptr : &found->second;
}

std::vector<const ItemSet*> ItemIndex::days(std::uint16_t question, std::int32_t begin,
                                            std::int32_t end) const {
  std::vector<const ItemSet*> out;
  for (auto at = days_.lower_bound({question, begin});
       at != days_.end() && at->first.first == question && at->first.second < end; ++at) {
    out.push_back(&at->second);
  }
  return out;
}

const ItemIndex::Ordered* ItemIndex::ordered(std::uint16_t question) const {
  return question < ordered_.size() ? &ordered_[question] : nullptr;
}

const ItemSet* ItemIndex::attribute(std::size_t attribute, std::uint32_t value) const {
  const auto found = attributes_.find(attribute);
  if (found == attributes_.end() || value >= found->second.values.size()) return nullptr;
  return &found->second.values[value];
}

ItemSet& ItemIndex::set_of(IndexPart part, std::uint16_t question, std::uint32_t code) {
  return sets_[static_cast<std::size_t>(part)][place_of(question, code)];
}

void ItemIndex::take_row(const ProjectTable& table, IndexPart part, std::uint32_t row) {
  const labels::Table& columns = table.table();
  if (columns.label[row] == none) return;
  const std::uint32_t item = columns.item[row];
  const std::uint16_t question = columns.question[row];
  const auto add = [&](const std::vector<std::uint32_t>& column) {
    if (row < column.size() && column[row] != none) set_of(part, question, column[row]).add(item);
  };
  switch (part) {
    case IndexPart::labels:
      return add(columns.label);
    case IndexPart::annotators:
      return add(columns.annotator);
    case IndexPart::batches:
      return add(columns.batch);
    case IndexPart::days:
      if (row < columns.time_us.size() && columns.time_us[row] != labels::no_time) {
        days_[{question, day_of(columns.time_us[row])}].add(item);
      }
      return;
    case IndexPart::gold:
    case IndexPart::orders:
      return;
  }
}

void ItemIndex::refresh(const ProjectTable& table, std::uint32_t item, std::uint16_t question) {
  if (question >= ordered_.size()) ordered_.resize(std::size_t{question} + 1);
  Ordered& ordered = ordered_[question];
  std::vector<std::uint32_t> rows;
  table.rows_in_force(item, question, rows);
  if (rows.empty()) {
    ordered.answered.remove(item);
  } else {
    ordered.answered.add(item);
  }
  move_to(ordered.disagreement, ordered.disagreement_of, ordered.disputed, item,
          disagreement_level(table, rows).value_or(0));
  move_to(ordered.errors, ordered.errors_of, ordered.wrong, item,
          error_level(table, rows, table.gold_counted(item, question)).value_or(0));
}

void ItemIndex::refresh_with_conditioned(const ProjectTable& table, std::uint32_t item,
                                         std::uint16_t question) {
  refresh(table, item, question);
  for (const std::uint16_t each : table.conditions().dependents(question)) refresh(table, item, each);
}

void ItemIndex::take_item(const ProjectTable& table, IndexPart part, std::uint32_t item) {
  if (part != IndexPart::orders) {
    table.each_row(item, [&](std::uint32_t row) { take_row(table, part, row); });
    return;
  }
  std::vector<std::uint16_t> asked;
  table.each_row(item, [&](std::uint32_t row) { asked.push_back(table.table().question[row]); });
  std::sort(asked.begin(), asked.end());
  asked.erase(std::unique(asked.begin(), asked.end()), asked.end());
  for (const std::uint16_t question : asked) refresh(table, item, question);
}

bool ItemIndex::step(const ProjectTable& table, IndexPart part) {
  Progress& done = progress(part);
  const std::uint32_t count = table.table().items.size();
  if (part == IndexPart::gold && !done.begun) {
    for (const labels::GoldRow& gold : table.table().gold) {
      set_of(part, gold.question, gold.label).add(gold.item);
    }
    done.frontier = count;
  }
  done.begun = true;
  const std::uint32_t end = std::min(count, done.frontier + step_items);
  for (; done.frontier < end; ++done.frontier) take_item(table, part, done.frontier);
  return done.frontier >= count;
}

bool ItemIndex::step_attribute(const ProjectTable& table, std::size_t number) {
  AttributeSets& sets = attributes_[number];
  const labels::Attribute& attribute = table.table().item_attributes[number];
  const std::uint32_t count = table.table().items.size();
  sets.progress.begun = true;
  const std::uint32_t end = std::min(count, sets.progress.frontier + step_items);
  for (std::uint32_t& item = sets.progress.frontier; item < end; ++item) {
    const std::uint32_t value = item < attribute.code.size() ? attribute.code[item] : none;
    if (value == none) continue;
    if (value >= sets.values.size()) sets.values.resize(attribute.values.size());
    sets.values[value].add(item);
  }
  return sets.progress.frontier >= count;
}

bool ItemIndex::stands(IndexPart part, std::uint32_t item_count) const {
  const Progress& done = progress_[static_cast<std::size_t>(part)];
  return done.begun && done.frontier >= item_count;
}

bool ItemIndex::attribute_stands(std::size_t attribute, std::uint32_t item_count) const {
  const auto found = attributes_.find(attribute);
  return found != attributes_.end() && found->second.progress.frontier >= item_count;
}

// A part that stood goes on to stand: the item is new and has nothing yet.
void ItemIndex::item_added(std::uint32_t item) {
  const auto follow = [&](Progress& done) {
    if (done.begun && done.frontier == item) ++done.frontier;
  };
  for (Progress& done : progress_) follow(done);
  for (auto& [number, sets] : attributes_) follow(sets.progress);
}

void ItemIndex::row_added(const ProjectTable& table, std::uint32_t row) {
  const std::uint32_t item = table.table().item[row];
  for (const IndexPart part :
       {IndexPart::labels, IndexPart::annotators, IndexPart::batches, IndexPart::days}) {
    if (progress(part).holds(item)) take_row(table, part, row);
  }
  if (progress(IndexPart::orders).holds(item))
    refresh_with_conditioned(table, item, table.table().question[row]);
}

void ItemIndex::gold_changed(const ProjectTable& table, std::uint32_t item, std::uint16_t question) {
  const std::uint32_t gold = table.gold_label(item, question);
  if (gold != none && progress(IndexPart::gold).holds(item)) {
    set_of(IndexPart::gold, question, gold).add(item);
  }
  if (progress(IndexPart::orders).holds(item)) refresh_with_conditioned(table, item, question);
}

void ItemIndex::attribute_set(std::size_t attribute, std::uint32_t item, std::uint32_t value) {
  const auto found = attributes_.find(attribute);
  if (found == attributes_.end() || !found->second.progress.holds(item)) return;
  std::vector<ItemSet>& values = found->second.values;
  if (value >= values.size()) values.resize(std::size_t{value} + 1);
  values[value].add(item);
}

std::size_t ItemIndex::bytes() const {
  std::size_t out = sizeof(*this);
  for (const auto& sets : sets_) {
    for (const auto& [place, set] : sets) out += set.bytes() + 32;  // 32: of the table's node
  }
  for (const auto& [place, set] : days_) out += set.bytes() + 56;
  for (const Ordered& ordered : ordered_) {
    out += ordered.answered.bytes() + ordered.disputed.bytes() + ordered.wrong.bytes();
    out += (ordered.disagreement_of.capacity() + ordered.errors_of.capacity()) * sizeof(Level);
    for (const Levels* levels : {&ordered.disagreement, &ordered.errors}) {
      for (const auto& [level, set] : *levels) out += set.bytes() + 48;
    }
  }
  for (const auto& [number, sets] : attributes_) {
    for (const ItemSet& set : sets.values) out += set.bytes();
  }
  return out;
}

}  // namespace assay::live
