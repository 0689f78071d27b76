#pragma once
// Keys of rows to codes of columns. The keys of one project rise with few gaps, so that most stand in an
// array by their distance from the first, 4 bytes a key; one that lies too far off stands in a hash table.
// Keys are never 0; negative ones are allowed.

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "labels/dictionary.h"

namespace assay::live {

class KeyCodes {
 public:
  // A key that was added before gets the new code. Cost: amortised constant.
  void add(std::int64_t key, std::uint32_t code) {
    if (near_.empty() && key > 0) first_ = key;
    const std::uint64_t place = distance(key);
    if (place >= near_.size() && !make_near(key)) {
      far_[key] = code;
      return;
    }
    if (near_[place] == labels::none) ++near_count_;
    near_[place] = code;
  }

  // labels::none when the key is not there.
  std::uint32_t code(std::int64_t key) const {
    const std::uint64_t place = distance(key);
    if (place < near_.size() && near_[place] != labels::none) return near_[place];
    if (far_.empty()) return labels::none;
    const auto found = far_.find(key);
    return found == far_.end() ? labels::none : found->second;
  }

  std::size_t bytes() const {
    return near_.capacity() * sizeof(std::uint32_t) + far_.size() * 4 * sizeof(std::int64_t);
  }

 private:
  static constexpr std::uint64_t places_a_key = 6;  // with more the hash table is smaller

  std::uint64_t distance(std::int64_t key) const {
    return static_cast<std::uint64_t>(key) - static_cast<std::uint64_t>(first_);
  }

  // Makes the array reach as far as the key, by an eighth at a time. False: too far off, or below the first.
  bool make_near(std::int64_t key) {
    const std::uint64_t place = distance(key);
    if (key <= 0 || place > places_a_key * (near_count_ + 16)) return false;
    if (place >= near_.capacity()) near_.reserve(place + place / 8 + 64);
    near_.resize(place + 1, labels::none);
    return true;
  }

  std::int64_t first_ = 1;
  std::size_t near_count_ = 0;
  std::vector<std::uint32_t> near_;                      // code by distance from first_; none: not there
  std::unordered_map<std::int64_t, std::uint32_t> far_;  // what the array does not reach
};

}  // namespace assay::live
