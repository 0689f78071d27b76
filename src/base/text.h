#pragma once
// Text for people: widths on a terminal, shortening, numbers as they are shown. UTF-8 in, UTF-8 out; never
// the locale.

#include <cstdint>
#include <string>
#include <string_view>

namespace assay {

// Columns the text takes on a terminal: wide characters two, combining marks none (Unicode by utf8proc).
// Control and bidirectional formatting characters are counted as they are printed by printable().
std::size_t display_width(std::string_view text);

// The text with control characters, broken UTF-8 and bidirectional overrides replaced, so that a name from a
// file cannot move the cursor, colour the screen or turn the line around.
std::string printable(std::string_view text);

// Whether the bytes are valid UTF-8: no overlong forms, no surrogates, nothing beyond U+10FFFF.
bool is_utf8(std::string_view bytes);

// At most `width` columns; what is cut ends in an ellipsis. Cuts between characters.
std::string shorten(std::string_view text, std::size_t width);

std::string pad_right(std::string_view text, std::size_t width);
std::string pad_left(std::string_view text, std::size_t width);

std::string grouped(std::int64_t count);         // 1,234,567
std::string percent(double share);               // 0.1134 -> "11.3 %"; 0.98765 -> "98.8 %"
std::string decimals(double value, int places);  // "-0.123"

}  // namespace assay
