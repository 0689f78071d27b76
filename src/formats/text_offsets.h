#pragma once
// Places in a text as different tools count them: code points, or units of UTF-16 as browsers and Java do.

#include <cstdint>
#include <optional>
#include <string_view>

namespace assay::formats {

enum class OffsetUnit { code_points, utf16 };

// How many of them the text (UTF-8) has.
std::int64_t length_in(std::string_view text, OffsetUnit unit);

// The part of the text between two offsets, the end not included; nothing when they lie outside the text or,
// in UTF-16, inside a character.
std::optional<std::string_view> slice_of(std::string_view text, std::int64_t begin, std::int64_t end,
                                         OffsetUnit unit);

// The byte an offset stands at; nothing when it lies outside the text or inside a character.
std::optional<std::size_t> byte_at(std::string_view text, std::int64_t offset, OffsetUnit unit);

// Whether readers see fewer characters than there are code points: accents that stand apart, points of Hebrew
// and Arabic, signs of Devanagari and Thai, joined and coloured emoji, flags, CRLF. What a tool that counts
// graphemes says of places in such a text cannot be told from what one that counts code points says. Not
// every script is known.
bool has_composed_characters(std::string_view text);

}  // namespace assay::formats
