#pragma once
// A growing set of item codes that is read by chunks of 65,536 items as bits: what filters are made of.
// Memory: 4 bytes an item while there are few, then 2, and never more than 8 KB a chunk. Not thread safe.

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace assay::live {

inline constexpr std::uint32_t chunk_items = 1 << 16;
// The items of one chunk as bits, item % chunk_items.
using ChunkBits = std::array<std::uint64_t, chunk_items / 64>;

class ItemSet {
 public:
  void add(std::uint32_t item);     // harmless when repeated
  void remove(std::uint32_t item);  // harmless when it is not there
  bool has(std::uint32_t item) const;
  std::int64_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

  void unite(std::uint32_t chunk, ChunkBits& bits) const;      // adds the members
  void intersect(std::uint32_t chunk, ChunkBits& bits) const;  // leaves only members
  void subtract(std::uint32_t chunk, ChunkBits& bits) const;   // takes the members away

  std::size_t bytes() const;  // of memory

 private:
  // A chunk: its members sorted, or, once there are many, as bits.
  struct Chunk {
    std::uint32_t number = 0;
    std::uint32_t count = 0;
    std::vector<std::uint16_t> sorted;
    std::vector<std::uint64_t> bits;  // empty while `sorted` is used
  };
  bool add_few(std::uint32_t item);
  void spread();  // from few_ to chunks_
  Chunk& chunk_of(std::uint32_t number);
  const Chunk* find(std::uint32_t number) const;
  template <class F>
  void each_in(std::uint32_t chunk, const F& f) const;  // f(item % chunk_items), of sorted members
  static bool add_to(Chunk& chunk, std::uint16_t item);

  std::vector<std::uint32_t> few_;  // sorted; used while chunks_ is empty
  std::vector<Chunk> chunks_;       // by number
  std::int64_t size_ = 0;
};

}  // namespace assay::live
