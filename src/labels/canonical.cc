#include "labels/canonical.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "base/parallel.h"
#include "base/parallel_sort.h"

namespace assay::labels {
namespace {

constexpr std::size_t canonical_rows_a_chunk = 1 << 18;

// Names as a rule share a beginning ("item-"); the eight bytes after it decide nearly every comparison
// without touching the names.
std::size_t shared_beginning(const Dictionary& names) {
  const std::string_view first = names.name(0);
  std::size_t shared = first.size();
  for (std::uint32_t code = 1; code < names.size() && shared > 0; ++code) {
    const std::string_view name = names.name(code);
    shared = std::min(shared, name.size());
    while (name.substr(0, shared) != first.substr(0, shared)) --shared;
  }
  return shared;
}

struct Entry {
  std::uint64_t key = 0;
  std::uint32_t code = 0;
};

std::uint64_t key_of(std::string_view name) {
  std::uint64_t key = 0;
  for (std::size_t at = 0; at < 8; ++at) {
    key = key << 8 | (at < name.size() ? static_cast<std::uint8_t>(name[at]) : 0U);
  }
  return key;
}

bool is_sorted(const Dictionary& names) {
  for (std::uint32_t code = 1; code < names.size(); ++code) {
    if (names.name(code) < names.name(code - 1)) return false;
  }
  return true;
}

// Codes in the order of their names.
std::vector<std::uint32_t> by_name(const Dictionary& names) {
  const std::size_t shared = shared_beginning(names);
  std::vector<Entry> entries(names.size());
  for (std::uint32_t code = 0; code < names.size(); ++code) {
    entries[code] = {key_of(names.name(code).substr(shared)), code};
  }
  parallel_sort(entries, [&](const Entry& a, const Entry& b) {
    return a.key != b.key ? a.key < b.key : names.name(a.code) < names.name(b.code);
  });
  std::vector<std::uint32_t> order(entries.size());
  for (std::size_t at = 0; at < entries.size(); ++at) order[at] = entries[at].code;
  return order;
}

template <class Value>
void move_values(std::vector<Value>& values, const std::vector<std::uint32_t>& order) {
  const std::vector<Value> held = values;
  for (std::size_t at = 0; at < order.size(); ++at) values[at] = held[order[at]];
}

void move_attributes(std::vector<Attribute>& attributes, const std::vector<std::uint32_t>& order) {
  align_attributes(attributes, static_cast<std::uint32_t>(order.size()));
  for (Attribute& attribute : attributes) {
    if (attribute.type == Attribute::Type::text) {
      move_values(attribute.code, order);
    } else {
      move_values(attribute.number, order);
    }
  }
}

struct Named {
  Dictionary& names;
  std::vector<std::uint32_t>& rows;
  std::vector<Attribute>& attributes;
};

// The new code of every old one; empty when nothing changed.
std::vector<std::uint32_t> sort_names(const Named& named) {
  if (named.names.size() < 2 || is_sorted(named.names)) return {};
  const std::vector<std::uint32_t> order = by_name(named.names);
  std::vector<std::uint32_t> code(order.size());
  for (std::uint32_t at = 0; at < order.size(); ++at) code[order[at]] = at;
  named.names.renumber(order);
  for_chunks(named.rows.size(), canonical_rows_a_chunk, [&](Chunk chunk) {
    for (std::size_t at = chunk.begin; at < chunk.end; ++at) {
      if (named.rows[at] != none) named.rows[at] = code[named.rows[at]];
    }
  });
  move_attributes(named.attributes, order);
  return code;
}

}  // namespace

void sort_codes(Table& table) {
  const std::vector<std::uint32_t> item = sort_names({table.items, table.item, table.item_attributes});
  if (!item.empty()) {
    for (GoldRow& gold : table.gold) {
      if (gold.item != none) gold.item = item[gold.item];
    }
    for (Region& region : table.regions.rows) region.item = item[region.item];
  }
  const std::vector<std::uint32_t> annotator =
      sort_names({table.annotators, table.annotator, table.annotator_attributes});
  if (annotator.empty()) return;
  for (Region& region : table.regions.rows) {
    if (region.annotator != none) region.annotator = annotator[region.annotator];
  }
}

}  // namespace assay::labels
