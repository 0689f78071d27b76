#include "live/item_walk.h"

#include <algorithm>
#include <bit>

#include "live/project_table.h"

namespace assay::live {
namespace {

using labels::none;

// A chunk that is worked out costs some of the looks: as many as it takes time.
constexpr std::int64_t looks_a_chunk = 3;
// An attribute of more values than this has no sets: its column is looked at.
constexpr std::uint32_t attribute_values_max = 4096;

bool row_fits(const labels::Table& columns, const ItemFilterCodes& filter, std::uint32_t row) {
  const std::int64_t time = row < columns.time_us.size() ? columns.time_us[row] : labels::no_time;
  if (filter.label && columns.label[row] != *filter.label) return false;
  if (filter.annotator && columns.annotator[row] != *filter.annotator) return false;
  if (filter.batch && (row >= columns.batch.size() || columns.batch[row] != *filter.batch)) return false;
  if ((filter.since_us || filter.until_us) && time == labels::no_time) return false;
  return time >= filter.since_us.value_or(INT64_MIN) && time < filter.until_us.value_or(INT64_MAX);
}

bool question_fits(const ProjectTable& table, const ItemFilterCodes& filter, std::uint32_t item,
                   std::uint16_t question, std::vector<std::uint32_t>& rows) {
  if (filter.gold_label && table.gold_label(item, question) != *filter.gold_label) return false;
  table.rows_in_force(item, question, rows);
  if (rows.empty()) return !filter.asks_row() && !filter.disagreement && filter.gold_label.has_value();
  if (filter.asks_row() && std::none_of(rows.begin(), rows.end(), [&](std::uint32_t row) {
        return row_fits(table.table(), filter, row);
      })) {
    return false;
  }
  return !filter.disagreement || (disagreement_level(table, rows).value_or(0) > 0) == *filter.disagreement;
}

std::vector<std::uint16_t> questions_asked(const ProjectTable& table, const ItemFilterCodes& filter) {
  if (filter.question) return {*filter.question};
  std::vector<std::uint16_t> all;
  for (std::uint32_t code = 0; code < table.table().questions.size(); ++code)
    all.push_back(static_cast<std::uint16_t>(code));
  return all;
}

bool attributes_fit(const ProjectTable& table, const ItemFilterCodes& filter, std::uint32_t item) {
  return std::all_of(filter.attributes.begin(), filter.attributes.end(), [&](const auto& asked) {
    const std::vector<std::uint32_t>& codes = table.table().item_attributes[asked.first].code;
    return item < codes.size() && codes[item] == asked.second;
  });
}

bool any(const ChunkBits& bits) {
  return std::any_of(bits.begin(), bits.end(), [](std::uint64_t word) { return word != 0; });
}

}  // namespace

bool has_attribute_sets(const ProjectTable& table, std::size_t attribute) {
  return table.table().item_attributes[attribute].values.size() <= attribute_values_max;
}

bool item_fits(const ProjectTable& table, const ItemFilterCodes& filter, std::uint32_t item) {
  if (!attributes_fit(table, filter, item)) return false;
  if (!filter.asks_answers()) return true;
  std::vector<std::uint32_t> rows;
  for (const std::uint16_t question : questions_asked(table, filter)) {
    if (question_fits(table, filter, item, question, rows)) return true;
  }
  return false;
}

std::vector<IndexPart> parts_needed(const ItemFilterCodes& filter, ItemOrder order) {
  std::vector<IndexPart> parts;
  if (filter.label) parts.push_back(IndexPart::labels);
  if (filter.annotator) parts.push_back(IndexPart::annotators);
  if (filter.batch) parts.push_back(IndexPart::batches);
  if (filter.since_us || filter.until_us) parts.push_back(IndexPart::days);
  if (filter.gold_label) parts.push_back(IndexPart::gold);
  if (filter.question || filter.disagreement || order != ItemOrder::arrival)
    parts.push_back(IndexPart::orders);
  return parts;
}

// What a call of next() has and may still do.
struct ItemWalk::Taking {
  std::vector<ItemFound> items;
  std::size_t count = 0;
  std::int64_t looks = 0;  // left
  bool is_over() const { return items.size() >= count || looks <= 0; }
};

ItemWalk::ItemWalk(const ProjectTable& table, const ItemIndex& index, const ItemFilterCodes& filter,
                   ItemOrder order)
    : table_(table), index_(index), filter_(filter), order_(order), item_count_(table.table().items.size()) {
  for (const std::uint16_t question : questions_asked(table, filter)) {
    const ItemIndex::Ordered* ordered = index.ordered(question);
    if (order != ItemOrder::arrival && ordered != nullptr) orders_.push_back(ordered);
    if (!filter.asks_answers()) continue;
    if (auto sets = sets_of(question)) by_question_.push_back(*std::move(sets));
  }
}

// Nothing when a set that the question needs does not exist: no item fits by it.
std::optional<ItemWalk::ByQuestion> ItemWalk::sets_of(std::uint16_t question) const {
  ByQuestion out;
  const std::pair<std::optional<std::uint32_t>, IndexPart> asked[] = {
      {filter_.label, IndexPart::labels},
      {filter_.annotator, IndexPart::annotators},
      {filter_.batch, IndexPart::batches},
      {filter_.gold_label, IndexPart::gold}};
  for (const auto& [code, part] : asked) {
    if (!code) continue;
    const ItemSet* set = index_.find(part, question, *code);
    if (set == nullptr) return std::nullopt;
    out.all.push_back(set);
  }
  if (filter_.since_us || filter_.until_us) {
    const std::int32_t begin = filter_.since_us ? day_of(*filter_.since_us) : INT32_MIN;
    const std::int32_t end = filter_.until_us ? day_of(*filter_.until_us) + 1 : INT32_MAX;
    out.days = index_.days(question, begin, end);
    if (out.days.empty()) return std::nullopt;
  }
  const ItemIndex::Ordered* ordered = index_.ordered(question);
  if (filter_.disagreement || (filter_.question && !filter_.gold_label && !filter_.asks_row())) {
    if (ordered == nullptr) return std::nullopt;
    out.all.push_back(filter_.disagreement == true ? &ordered->disputed : &ordered->answered);
    if (filter_.disagreement == false) out.none_of = &ordered->disputed;
  }
  std::sort(out.all.begin(), out.all.end(),
            [](const ItemSet* a, const ItemSet* b) { return a->size() < b->size(); });
  return out;
}

void ItemWalk::fit_attributes(std::uint32_t chunk, ChunkBits& bits) const {
  for (const auto& [number, value] : filter_.attributes) {
    if (index_.attribute_stands(number, item_count_)) {
      const ItemSet* set = index_.attribute(number, value);
      if (set == nullptr) bits = {};
      if (set != nullptr) set->intersect(chunk, bits);
      continue;
    }
    const std::vector<std::uint32_t>& codes = table_.table().item_attributes[number].code;
    ChunkBits have{};
    const std::size_t begin = std::size_t{chunk} * chunk_items;
    const std::size_t end = std::min(codes.size(), begin + chunk_items);
    for (std::size_t item = begin; item < end; ++item) {
      if (codes[item] == value) have[(item - begin) / 64] |= std::uint64_t{1} << (item % 64);
    }
    for (std::size_t at = 0; at < bits.size(); ++at) bits[at] &= have[at];
  }
}

void ItemWalk::fit_questions(std::uint32_t chunk, ChunkBits& bits) const {
  ChunkBits fit_one{};
  for (const ByQuestion& sets : by_question_) {
    ChunkBits fit = bits;
    for (const ItemSet* set : sets.all) set->intersect(chunk, fit);
    if (!sets.days.empty()) {
      ChunkBits of_days{};
      for (const ItemSet* day : sets.days) day->unite(chunk, of_days);
      for (std::size_t at = 0; at < fit.size(); ++at) fit[at] &= of_days[at];
    }
    if (sets.none_of != nullptr) sets.none_of->subtract(chunk, fit);
    for (std::size_t at = 0; at < fit.size(); ++at) fit_one[at] |= fit[at];
  }
  bits = fit_one;
}

const ChunkBits& ItemWalk::fitting(std::uint32_t chunk) {
  std::unique_ptr<ChunkBits>& held = chunks_[chunk];
  if (held) return *held;
  held = std::make_unique<ChunkBits>();
  const std::uint32_t begin = chunk * chunk_items;
  const std::uint32_t count = std::min(chunk_items, item_count_ - begin);
  for (std::uint32_t at = 0; at < count / 64; ++at) (*held)[at] = ~std::uint64_t{0};
  if (count % 64 != 0) (*held)[count / 64] = (std::uint64_t{1} << (count % 64)) - 1;
  fit_attributes(chunk, *held);
  if (filter_.asks_answers()) fit_questions(chunk, *held);
  return *held;
}

// An item of several questions stands where it is worst.
bool ItemWalk::is_of_level(std::uint32_t item, Level level) const {
  return std::none_of(orders_.begin(), orders_.end(), [&](const ItemIndex::Ordered* ordered) {
    return ordered->level_of(order_, item) > level;
  });
}

Level ItemWalk::level_below(Level level) const {
  Level next = 0;
  for (const ItemIndex::Ordered* ordered : orders_) {
    const auto found = ordered->levels(order_).upper_bound(level);
    if (found != ordered->levels(order_).end()) next = std::max(next, found->first);
  }
  return next;
}

// Leaves the items of the level: those of any question asked; at level 0 those that are in no other.
void ItemWalk::leave_level(Level level, std::uint32_t chunk, ChunkBits& bits) const {
  if (level == 0) {
    for (const ItemIndex::Ordered* ordered : orders_) ordered->above_zero(order_).subtract(chunk, bits);
    return;
  }
  ChunkBits of_level{};
  for (const ItemIndex::Ordered* ordered : orders_) {
    const auto found = ordered->levels(order_).find(level);
    if (found != ordered->levels(order_).end()) found->second.unite(chunk, of_level);
  }
  for (std::size_t at = 0; at < bits.size(); ++at) bits[at] &= of_level[at];
}

void ItemWalk::take_bits(std::uint32_t chunk, const ChunkBits& bits, ItemPlace& place, Taking& taking) {
  const std::uint32_t begin = chunk * chunk_items;
  for (std::uint32_t at = place.item - begin; at < chunk_items && !taking.is_over();) {
    const std::uint64_t word = bits[at / 64] >> (at % 64);
    if (word == 0) {
      at = (at / 64 + 1) * 64;
    } else {
      at += static_cast<std::uint32_t>(std::countr_zero(word));
      const std::uint32_t item = begin + at++;
      --taking.looks;
      const bool is_here = order_ == ItemOrder::arrival || is_of_level(item, place.level);
      if (is_here && item_fits(table_, filter_, item)) taking.items.push_back({item, place.level});
    }
    place.item = begin + std::min(at, chunk_items);
  }
}

void ItemWalk::walk_level(ItemPlace& place, Taking& taking) {
  while (place.item < item_count_ && !taking.is_over()) {
    const std::uint32_t chunk = place.item / chunk_items;
    taking.looks -= looks_a_chunk;
    ChunkBits bits = fitting(chunk);
    if (order_ != ItemOrder::arrival && any(bits)) leave_level(place.level, chunk, bits);
    take_bits(chunk, bits, place, taking);
  }
}

std::vector<ItemFound> ItemWalk::next(ItemPlace& place, std::size_t count, std::int64_t looks_max) {
  Taking taking;
  taking.count = count;
  taking.looks = looks_max;
  if (order_ == ItemOrder::arrival) place.level = 0;
  if (place.level > level_one) place.level = level_below(place.level);
  while (!place.at_end && !taking.is_over()) {
    walk_level(place, taking);
    if (place.item < item_count_) break;
    place.at_end = place.level == 0;
    if (place.at_end) break;
    place.level = level_below(place.level);
    place.item = 0;
  }
  return std::move(taking.items);
}

}  // namespace assay::live
