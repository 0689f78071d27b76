#pragma once
// Zip archives for tests, byte by byte: entries are stored as they are, so that names and counts may be what
// no library would write.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/hash.h"

namespace assay::formats {

inline std::uint32_t crc32_of(std::string_view bytes) {
  std::uint32_t crc = ~0U;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ ((crc & 1) != 0 ? 0xEDB88320U : 0U);
  }
  return ~crc;
}

inline void put_little(std::string& to, std::uint64_t value, int bytes) {
  for (int at = 0; at < bytes; ++at) to += static_cast<char>(value >> (8 * at) & 0xFF);
}

inline std::string zip_bytes(const std::vector<std::pair<std::string, std::string>>& entries) {
  std::string out, directory;
  for (const auto& [name, bytes] : entries) {
    std::string about;  // what local header and directory share
    put_little(about, 20, 2);
    put_little(about, 1 << 11, 2);  // names are UTF-8
    put_little(about, 0, 2);        // stored
    put_little(about, 0x00210000, 4);
    put_little(about, crc32_of(bytes), 4);
    put_little(about, bytes.size(), 4);
    put_little(about, bytes.size(), 4);
    put_little(about, name.size(), 2);
    put_little(about, 0, 2);
    directory += "PK\x01\x02";
    put_little(directory, 20, 2);
    directory += about;
    put_little(directory, 0, 2);
    put_little(directory, 0, 2);
    put_little(directory, 0, 2);
    put_little(directory, 0, 4);
    put_little(directory, out.size(), 4);
    directory += name;
    out += "PK\x03\x04" + about + name + bytes;
  }
  const std::size_t begin = out.size();
  out += directory + "PK\x05\x06";
  put_little(out, 0, 4);
  put_little(out, entries.size(), 2);
  put_little(out, entries.size(), 2);
  put_little(out, directory.size(), 4);
  put_little(out, begin, 4);
  put_little(out, 0, 2);
  return out;
}

// A PNG of one pixel.
inline const std::string one_pixel_png = *bytes_from_hex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c6338e0a0"
    "000002e401218125c8c80000000049454e44ae426082");

}  // namespace assay::formats
