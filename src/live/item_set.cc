#include "live/item_set.h"

#include <algorithm>

namespace assay::live {
namespace {

constexpr std::size_t few_max = 2048;
constexpr std::size_t sorted_max = 4096;  // from here on bits are smaller

std::uint64_t bit_of(std::uint32_t item) { return std::uint64_t{1} << (item % 64); }

// Room by a quarter, not by the double: there are as many sets as annotators.
template <class T>
void insert_sorted(std::vector<T>& sorted, typename std::vector<T>::iterator place, T value) {
  const auto at = place - sorted.begin();
  if (sorted.size() == sorted.capacity()) sorted.reserve(sorted.size() + sorted.size() / 4 + 4);
  sorted.insert(sorted.begin() + at, value);
}

}  // namespace

void ItemSet::add(std::uint32_t item) {
  const bool added =
      chunks_.empty() ? add_few(item)
                      : add_to(chunk_of(item / chunk_items), static_cast<std::uint16_t>(item % chunk_items));
  size_ += added ? 1 : 0;
  if (few_.size() > few_max) spread();
}

bool ItemSet::add_few(std::uint32_t item) {
  const auto place =
      few_.empty() || few_.back() < item ? few_.end() : std::lower_bound(few_.begin(), few_.end(), item);
  if (place != few_.end() && *place == item) return false;
  insert_sorted(few_, place, item);
  return true;
}

void ItemSet::spread() {
  for (const std::uint32_t item : few_)
    add_to(chunk_of(item / chunk_items), static_cast<std::uint16_t>(item % chunk_items));
  std::vector<std::uint32_t>().swap(few_);  // gives the memory back, which = {} does not
}

ItemSet::Chunk& ItemSet::chunk_of(std::uint32_t number) {
  if (!chunks_.empty() && chunks_.back().number == number) return chunks_.back();
  const auto place = std::lower_bound(chunks_.begin(), chunks_.end(), number,
                                      [](const Chunk& chunk, std::uint32_t n) { return chunk.number < n; });
  if (place != chunks_.end() && place->number == number) return *place;
  Chunk fresh;
  fresh.number = number;
  return *chunks_.insert(place, std::move(fresh));
}

const ItemSet::Chunk* ItemSet::find(std::uint32_t number) const {
  const auto place = std::lower_bound(chunks_.begin(), chunks_.end(), number,
                                      [](const Chunk& chunk, std::uint32_t n) { return chunk.number < n; });
  return place != chunks_.end() && place->number == number ? &*place : nullptr;
}

bool ItemSet::add_to(Chunk& chunk, std::uint16_t item) {
  if (!chunk.bits.empty()) {
    std::uint64_t& word = chunk.bits[item / 64];
    if ((word & bit_of(item)) != 0) return false;
    word |= bit_of(item);
    ++chunk.count;
    return true;
  }
  std::vector<std::uint16_t>& sorted = chunk.sorted;
  const auto place = sorted.empty() || sorted.back() < item
                         ? sorted.end()
                         : std::lower_bound(sorted.begin(), sorted.end(), item);
  if (place != sorted.end() && *place == item) return false;
  insert_sorted(sorted, place, item);
  ++chunk.count;
  if (sorted.size() > sorted_max) {
    chunk.bits.assign(chunk_items / 64, 0);
    for (const std::uint16_t member : sorted) chunk.bits[member / 64] |= bit_of(member);
    std::vector<std::uint16_t>().swap(sorted);
  }
  return true;
}

void ItemSet::remove(std::uint32_t item) {
  if (!has(item)) return;
  --size_;
  if (chunks_.empty()) {
    few_.erase(std::lower_bound(few_.begin(), few_.end(), item));
    return;
  }
  Chunk& chunk = chunk_of(item / chunk_items);
  const auto member = static_cast<std::uint16_t>(item % chunk_items);
  --chunk.count;
  if (chunk.bits.empty()) {
    chunk.sorted.erase(std::lower_bound(chunk.sorted.begin(), chunk.sorted.end(), member));
  } else {
    chunk.bits[member / 64] &= ~bit_of(member);
  }
}

bool ItemSet::has(std::uint32_t item) const {
  if (chunks_.empty()) return std::binary_search(few_.begin(), few_.end(), item);
  const Chunk* chunk = find(item / chunk_items);
  if (chunk == nullptr) return false;
  const auto member = static_cast<std::uint16_t>(item % chunk_items);
  if (!chunk->bits.empty()) return (chunk->bits[member / 64] & bit_of(member)) != 0;
  return std::binary_search(chunk->sorted.begin(), chunk->sorted.end(), member);
}

template <class F>
void ItemSet::each_in(std::uint32_t number, const F& f) const {
  if (chunks_.empty()) {
    const std::uint32_t begin = number * chunk_items;
    for (auto at = std::lower_bound(few_.begin(), few_.end(), begin);
         at != few_.end() && *at - begin < chunk_items; ++at) {
      f(*at - begin);
    }
    return;
  }
  if (const Chunk* chunk = find(number)) {
    for (const std::uint16_t member : chunk->sorted) f(std::uint32_t{member});
  }
}

void ItemSet::unite(std::uint32_t number, ChunkBits& bits) const {
  const Chunk* chunk = chunks_.empty() ? nullptr : find(number);
  if (chunk != nullptr && !chunk->bits.empty()) {
    for (std::size_t at = 0; at < bits.size(); ++at) bits[at] |= chunk->bits[at];
    return;
  }
  each_in(number, [&](std::uint32_t item) { bits[item / 64] |= bit_of(item); });
}

void ItemSet::intersect(std::uint32_t number, ChunkBits& bits) const {
  const Chunk* chunk = chunks_.empty() ? nullptr : find(number);
  if (chunk != nullptr && !chunk->bits.empty()) {
    for (std::size_t at = 0; at < bits.size(); ++at) bits[at] &= chunk->bits[at];
    return;
  }
  ChunkBits members{};
  each_in(number, [&](std::uint32_t item) { members[item / 64] |= bits[item / 64] & bit_of(item); });
  bits = members;
}

void ItemSet::subtract(std::uint32_t number, ChunkBits& bits) const {
  const Chunk* chunk = chunks_.empty() ? nullptr : find(number);
  if (chunk != nullptr && !chunk->bits.empty()) {
    for (std::size_t at = 0; at < bits.size(); ++at) bits[at] &= ~chunk->bits[at];
    return;
  }
  each_in(number, [&](std::uint32_t item) { bits[item / 64] &= ~bit_of(item); });
}

std::size_t ItemSet::bytes() const {
  std::size_t out = sizeof(*this) + few_.capacity() * 4 + chunks_.capacity() * sizeof(Chunk);
  for (const Chunk& chunk : chunks_) out += chunk.sorted.capacity() * 2 + chunk.bits.capacity() * 8;
  return out;
}

}  // namespace assay::live
