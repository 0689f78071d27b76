#pragma once
// Integers as bytes, the most significant first, and parts framed by their lengths: what is hashed has one
// form on every machine.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

#include "base/check.h"

namespace assay {

// As many bytes as the type has.
template <class Count>
std::string big_endian(Count value) {
  static_assert(std::is_unsigned_v<Count>);
  std::string bytes(sizeof(Count), '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    bytes[bytes.size() - 1 - i] = static_cast<char>(value >> (8 * i) & 0xff);
  }
  return bytes;
}

// The number of at most eight bytes.
inline std::uint64_t from_big_endian(std::string_view bytes) {
  ASSAY_CHECK(bytes.size() <= 8, "eight bytes at most make a number");
  std::uint64_t value = 0;
  for (const char c : bytes) value = value << 8 | static_cast<std::uint8_t>(c);
  return value;
}

// Each part as its length in four bytes, then itself: no two lists of parts give the same bytes.
inline std::string framed(std::span<const std::string_view> parts) {
  std::string bytes;
  for (const std::string_view part : parts) {
    ASSAY_CHECK(part.size() <= 0xffffffffu, "a part is shorter than 4 GiB");
    bytes += big_endian(static_cast<std::uint32_t>(part.size()));
    bytes += part;
  }
  return bytes;
}

}  // namespace assay
