#pragma once
// Keys of rows to codes of columns: a flat table, 12 bytes an entry at half load 24. Keys are never 0.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "labels/dictionary.h"

namespace assay::live {

class KeyCodes {
 public:
  KeyCodes() : keys_(64, 0), codes_(64, labels::none) {}

  void add(std::int64_t key, std::uint32_t code) {
    if ((count_ + 1) * 2 > keys_.size()) grow();
    const std::size_t at = place(key);
    if (keys_[at] == 0) ++count_;
    keys_[at] = key;
    codes_[at] = code;
  }

  // labels::none when the key is not there.
  std::uint32_t code(std::int64_t key) const {
    const std::size_t at = place(key);
    return keys_[at] == key && key != 0 ? codes_[at] : labels::none;
  }

 private:
  std::size_t place(std::int64_t key) const {
    const std::size_t mask = keys_.size() - 1;
    std::size_t at =
        static_cast<std::size_t>(static_cast<std::uint64_t>(key) * 0x9E3779B97F4A7C15U >> 20) & mask;
    while (keys_[at] != 0 && keys_[at] != key) at = (at + 1) & mask;
    return at;
  }

  void grow() {
    std::vector<std::int64_t> keys(keys_.size() * 2, 0);
    std::vector<std::uint32_t> codes(keys.size(), labels::none);
    keys.swap(keys_);
    codes.swap(codes_);
    count_ = 0;
    for (std::size_t at = 0; at < keys.size(); ++at) {
      if (keys[at] != 0) add(keys[at], codes[at]);
    }
  }

  std::vector<std::int64_t> keys_;
  std::vector<std::uint32_t> codes_;
  std::size_t count_ = 0;
};

}  // namespace assay::live
