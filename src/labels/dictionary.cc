#include "labels/dictionary.h"

#include <algorithm>
#include <cstring>

#include "base/check.h"
#include "base/hash.h"

namespace assay::labels {
namespace {

constexpr std::size_t short_max = 8;                 // bytes of a name that a slot holds
constexpr std::uint32_t mark_of_long = 0x8000'0000;  // set in the marks of long names only

template <class T>
std::uint64_t load(const char* at) {
  T part = 0;
  std::memcpy(&part, at, sizeof part);
  return part;
}

// The bytes of a name of at most eight as a number, zeros behind them. Pieces overlap instead of looping.
std::uint64_t short_word(std::string_view name) {
  const char* at = name.data();
  const std::size_t size = name.size();
  if (size == short_max) return load<std::uint64_t>(at);
  if (size >= 4) return load<std::uint32_t>(at) | load<std::uint32_t>(at + size - 4) << (8 * (size - 4));
  if (size == 0) return 0;
  return load<std::uint8_t>(at) | load<std::uint8_t>(at + size / 2) << (8 * (size / 2)) |
         load<std::uint8_t>(at + size - 1) << (8 * (size - 1));
}

std::uint64_t fold(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

}  // namespace

Dictionary::Dictionary() : secret_(table_hash("") | 1), begin_(1, 0), slots_(16) {}

std::string_view Dictionary::name(std::uint32_t code) const {
  ASSAY_CHECK(code < size(), "a code names what its dictionary holds");
  return {arena_.data() + begin_[code], begin_[code + 1] - begin_[code]};
}

inline Dictionary::Key Dictionary::key_of(std::string_view name) {
  if (name.size() <= short_max) return {short_word(name), static_cast<std::uint32_t>(name.size())};
  const auto piece = static_cast<std::uint32_t>(table_hash(name) >> 32);
  return {load<std::uint64_t>(name.data()), piece | mark_of_long};
}

inline std::size_t Dictionary::home(std::uint64_t word, std::uint32_t mark) const {
  const std::uint64_t hash =
      fold(fold(word ^ secret_, 0xa0761d6478bd642f + mark) ^ secret_, 0xe7037ed1a0b428db);
  return hash & (slots_.size() - 1);
}

inline std::size_t Dictionary::slot_of(std::string_view name, const Key& key) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = home(key.word, key.mark);; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.code == none) return at;
    if (slot.word != key.word || slot.mark != key.mark) continue;
    if (name.size() <= short_max || this->name(slot.code) == name) return at;
  }
}

std::uint32_t Dictionary::code(std::string_view name) {
  const Key key = key_of(name);
  const std::size_t at = slot_of(name, key);
  return slots_[at].code != none ? slots_[at].code : add(name, key, at);
}

void Dictionary::prefetch(std::string_view name) const {
  const Key key = key_of(name);
  __builtin_prefetch(&slots_[home(key.word, key.mark)], 1);
}

std::uint32_t Dictionary::add(std::string_view name, const Key& key, std::size_t at) {
  const std::uint32_t fresh = size();
  ASSAY_CHECK(fresh < none, "a dictionary holds fewer than 2^32 - 1 names");
  arena_.append(name);
  begin_.push_back(arena_.size());
  slots_[at] = Slot{key.word, key.mark, fresh};
  if (std::size_t{size()} * 2 > slots_.size()) grow(slots_.size() * 2);
  return fresh;
}

std::optional<std::uint32_t> Dictionary::find(std::string_view name) const {
  const Slot& slot = slots_[slot_of(name, key_of(name))];
  if (slot.code == none) return std::nullopt;
  return slot.code;
}

void Dictionary::grow(std::size_t slot_count) {
  std::vector<Slot> old(slot_count);
  old.swap(slots_);
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {  // in order: the new places lie in few runs, each in order too
    if (slot.code == none) continue;
    std::size_t at = home(slot.word, slot.mark);
    while (slots_[at].code != none) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

void Dictionary::reserve(std::uint32_t count) {
  if (count + std::size_t{1} > begin_.capacity()) {
    begin_.reserve(std::max(count + std::size_t{1}, begin_.capacity() * 2));
  }
  std::size_t slot_count = slots_.size();
  while (slot_count < std::size_t{count} * 2) slot_count *= 2;
  if (slot_count > slots_.size()) grow(slot_count);
}

void Dictionary::renumber(const std::vector<std::uint32_t>& order) {
  ASSAY_CHECK(order.size() == size(), "every code has its place in the new order");
  std::string arena;
  arena.reserve(arena_.size());
  std::vector<std::uint64_t> begin(1, 0);
  begin.reserve(begin_.size());
  std::vector<std::uint32_t> fresh(order.size());
  for (std::uint32_t code = 0; code < order.size(); ++code) {
    arena.append(name(order[code]));
    begin.push_back(arena.size());
    fresh[order[code]] = code;
  }
  for (Slot& slot : slots_) {
    if (slot.code != none) slot.code = fresh[slot.code];
  }
  arena_ = std::move(arena);
  begin_ = std::move(begin);
}

}  // namespace assay::labels
