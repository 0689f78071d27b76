#pragma once
// Id<Noun>: the key of a row of one noun. Ids of different nouns do not convert into each other, so that an
// item's id cannot be asked for where a project's is wanted. Zero is no row.

#include <cstdint>

namespace assay {

template <class Noun>
struct Id {
  std::int64_t value = 0;

  bool none() const { return value == 0; }
  friend bool operator==(const Id&, const Id&) = default;
  friend auto operator<=>(const Id&, const Id&) = default;
};

}  // namespace assay
