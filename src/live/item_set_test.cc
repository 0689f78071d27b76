#include "live/item_set.h"

#include <gtest/gtest.h>

#include <set>

#include "base/rng.h"

namespace assay::live {
namespace {

std::set<std::uint32_t> members(const ItemSet& set, std::uint32_t chunk) {
  ChunkBits bits{};
  set.unite(chunk, bits);
  std::set<std::uint32_t> out;
  for (std::uint32_t at = 0; at < chunk_items; ++at) {
    if ((bits[at / 64] >> (at % 64) & 1) != 0) out.insert(chunk * chunk_items + at);
  }
  return out;
}

}  // namespace

// Few members, many in a chunk, many in all: the three forms a set has in memory.
TEST(item_set, holds_what_was_added_and_not_removed_in_every_form) {
  for (const auto& [span, count] : {std::pair{200'000U, 500}, {200'000U, 20'000}, {70'000U, 60'000}}) {
    Rng random(span, RandomPurpose::simulation, static_cast<std::uint64_t>(count));
    ItemSet set;
    std::set<std::uint32_t> wanted;
    for (int i = 0; i < count; ++i) {
      const auto item = static_cast<std::uint32_t>(random.below(span));
      if (random.below(4) == 0) {
        set.remove(item);
        wanted.erase(item);
      } else {
        set.add(item);
        wanted.insert(item);
      }
    }
    EXPECT_EQ(set.size(), std::ssize(wanted));
    std::set<std::uint32_t> held;
    for (std::uint32_t chunk = 0; chunk <= span / chunk_items; ++chunk) held.merge(members(set, chunk));
    EXPECT_EQ(held, wanted);
    for (std::uint32_t item = 0; item < 1000; ++item) EXPECT_EQ(set.has(item), wanted.contains(item));
  }
}

TEST(item_set, leaves_and_takes_away_by_bits) {
  for (const std::uint32_t step : {1U, 7U, 1000U}) {
    ItemSet set;
    for (std::uint32_t item = 0; item < 150'000; item += step) set.add(item);
    for (std::uint32_t chunk = 0; chunk < 3; ++chunk) {
      ChunkBits left, taken;
      left.fill(0x5555555555555555U);
      taken = left;
      set.intersect(chunk, left);
      set.subtract(chunk, taken);
      for (std::uint32_t at = 0; at < chunk_items; at += 17) {
        const bool even = at % 2 == 0;
        const bool has = set.has(chunk * chunk_items + at);
        EXPECT_EQ((left[at / 64] >> (at % 64) & 1) != 0, even && has);
        EXPECT_EQ((taken[at / 64] >> (at % 64) & 1) != 0, even && !has);
      }
    }
  }
}

TEST(item_set, takes_little_memory) {
  ItemSet every, tenth, few;
  for (std::uint32_t item = 0; item < 1'000'000; ++item) every.add(item);
  for (std::uint32_t item = 0; item < 1'000'000; item += 20) tenth.add(item);
  for (std::uint32_t item = 0; item < 1'000'000; item += 10'000) few.add(item);
  EXPECT_LT(every.bytes(), 140'000U);     // an eighth of a byte an item
  EXPECT_LT(tenth.bytes(), 50'000U * 3);  // 2 bytes a member and some room
  EXPECT_LT(few.bytes(), 100U * 4 * 2 + 100);
}

}  // namespace assay::live
