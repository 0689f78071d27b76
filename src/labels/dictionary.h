#pragma once
// Names to codes 0, 1, 2, ... in order of first sight, and back. One copy of each name, no object per name.
// Cost: one hash and, as a rule, one cache line per look-up. Not safe for writing from two threads.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay::labels {

// The code that stands for "none": an unknown annotator, no label, no gold, a missing attribute.
inline constexpr std::uint32_t none = 0xFFFFFFFF;

class Dictionary {
 public:
  Dictionary();
  std::uint32_t code(std::string_view name);  // the code of name, given now if it is new
  std::optional<std::uint32_t> find(std::string_view name) const;
  // Asks memory for what code(name) will look at first: for readers that know the next names before their
  // turn.
  void prefetch(std::string_view name) const;
  void reserve(std::uint32_t count);  // room for so many names in all: no promise, only speed
  // Gives the names other codes: the name of order[k] gets code k. order is a permutation of the codes.
  // Cost: one pass over the slots and the names, no look-ups.
  void renumber(const std::vector<std::uint32_t>& order);
  std::string_view name(std::uint32_t code) const;  // valid until the next code() of a new name
  std::uint32_t size() const { return static_cast<std::uint32_t>(begin_.size() - 1); }
  std::size_t name_bytes() const { return arena_.size(); }
  std::size_t bytes() const {  // held now, with the room for more
    return arena_.capacity() + begin_.capacity() * sizeof(begin_[0]) + slots_.capacity() * sizeof(Slot);
  }

 private:
  // A name of at most eight bytes is told by its slot alone; of a longer one the slot has the beginning.
  // Where a name's search begins follows from word and mark, so that a table is made larger without its
  // names.
  struct Slot {
    std::uint64_t word = 0;  // the first eight bytes, zeros behind a shorter name
    std::uint32_t mark = 0;  // the length of a short name, a piece of the hash of a longer one
    std::uint32_t code = none;
  };
  struct Key {
    std::uint64_t word = 0;
    std::uint32_t mark = 0;
  };
  static Key key_of(std::string_view name);
  std::size_t home(std::uint64_t word, std::uint32_t mark) const;
  std::size_t slot_of(std::string_view name, const Key& key) const;
  std::uint32_t add(std::string_view name, const Key& key, std::size_t at);
  void grow(std::size_t slot_count);
  std::uint64_t secret_;  // of this process: no file can be made to collide
  std::string arena_;
  std::vector<std::uint64_t> begin_;  // size() + 1 offsets into arena_
  std::vector<Slot> slots_;           // a power of two, at most half full
};

}  // namespace assay::labels
