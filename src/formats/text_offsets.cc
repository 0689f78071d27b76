#include "formats/text_offsets.h"

#include <algorithm>
#include <array>

namespace assay::formats {
namespace {

// What the character that begins with this byte counts; 0 for the bytes inside a character.
std::int64_t units_of(char c, OffsetUnit unit) {
  const auto byte = static_cast<unsigned char>(c);
  if ((byte & 0xC0) == 0x80) return 0;
  return unit == OffsetUnit::utf16 && byte >= 0xF0 ? 2 : 1;
}

struct CodePoints {
  std::uint32_t first, last;
};

// Code points that belong to the character before them.
constexpr std::array<CodePoints, 17> joined_to_the_one_before = {{{0x0300, 0x036F},
                                                                  {0x0591, 0x05BD},
                                                                  {0x064B, 0x065F},
                                                                  {0x0900, 0x0903},
                                                                  {0x093A, 0x094F},
                                                                  {0x0E31, 0x0E31},
                                                                  {0x0E34, 0x0E3A},
                                                                  {0x0E47, 0x0E4E},
                                                                  {0x1160, 0x11FF},
                                                                  {0x1AB0, 0x1AFF},
                                                                  {0x1DC0, 0x1DFF},
                                                                  {0x200D, 0x200D},
                                                                  {0x20D0, 0x20FF},
                                                                  {0xFE00, 0xFE0F},
                                                                  {0xFE20, 0xFE2F},
                                                                  {0x1F1E6, 0x1F1FF},
                                                                  {0x1F3FB, 0x1F3FF}}};

bool is_joined(std::uint32_t code_point) {
  return std::any_of(joined_to_the_one_before.begin(), joined_to_the_one_before.end(),
                     [&](CodePoints range) { return code_point >= range.first && code_point <= range.last; });
}

// The code point that begins at this byte of UTF-8.
std::uint32_t code_point_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t place) -> std::uint32_t {
    return place < text.size() ? static_cast<unsigned char>(text[place]) : 0x80U;
  };
  const std::uint32_t lead = byte(at);
  const std::size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
  std::uint32_t code = more == 0 ? lead : lead & (0x3FU >> more);
  for (std::size_t next = 1; next <= more; ++next) code = code << 6U | (byte(at + next) & 0x3FU);
  return code;
}

}  // namespace

bool has_composed_characters(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte == '\n' && at > 0 && text[at - 1] == '\r') return true;
    if (byte >= 0xC0 && is_joined(code_point_at(text, at))) return true;
  }
  return false;
}

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
