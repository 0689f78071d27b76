#include "formats/text_offsets.h"

namespace assay::formats {
namespace {

// What the character that begins with this byte counts; 0 for the bytes inside a character.
std::int64_t units_of(char c, OffsetUnit unit) {
  const auto byte = static_cast<unsigned char>(c);
  if ((byte & 0xC0) == 0x80) return 0;
  return unit == OffsetUnit::utf16 && byte >= 0xF0 ? 2 : 1;
}

}  // namespace

std::int64_t length_in(std::string_view text, OffsetUnit unit) {
  std::int64_t length = 0;
  for (const char c : text) length += units_of(c, unit);
  return length;
}

std::optional<std::size_t> byte_at(std::string_view text, std::int64_t offset, OffsetUnit unit) {
  std::int64_t seen = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::int64_t units = units_of(text[at], unit);
    if (units == 0) continue;
    if (seen == offset) return at;
    if (seen > offset) return std::nullopt;
    seen += units;
  }
  return seen == offset ? std::optional(text.size()) : std::nullopt;
}

std::optional<std::string_view> slice_of(std::string_view text, std::int64_t begin, std::int64_t end,
                                         OffsetUnit unit) {
  if (begin < 0 || end < begin) return std::nullopt;
  const std::optional<std::size_t> from = byte_at(text, begin, unit);
  const std::optional<std::size_t> to = byte_at(text, end, unit);
  if (!from || !to) return std::nullopt;
  return text.substr(*from, *to - *from);
}

}  // namespace assay::formats
