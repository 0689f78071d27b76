#include "base/text.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <cmath>

namespace assay {
namespace {

struct Character {
  std::int32_t code = 0xFFFD;
  std::size_t bytes = 1;
};

Character next_character(std::string_view text) {
  std::int32_t code = -1;
  const auto read = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                     static_cast<utf8proc_ssize_t>(text.size()), &code);
  if (read <= 0) return {};
  return {code, static_cast<std::size_t>(read)};
}

bool turns_the_line(std::int32_t code) {
  return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0x200E ||
         code == 0x200F;
}

bool is_printable(std::int32_t code) {
  return code >= 0x20 && !(code >= 0x7F && code < 0xA0) && !turns_the_line(code);
}

std::size_t width_of(std::int32_t code) {
  if (!is_printable(code)) return 1;
  return static_cast<std::size_t>(std::max(0, utf8proc_charwidth(code)));
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const Character character = next_character(text);
    width += width_of(character.code);
    text.remove_prefix(character.bytes);
  }
  return width;
}

bool is_utf8(std::string_view bytes) {
  while (!bytes.empty()) {
    std::int32_t code = -1;
    const auto read = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(bytes.data()),
                                       static_cast<utf8proc_ssize_t>(bytes.size()), &code);
    if (read <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(read));
  }
  return true;
}

std::string printable(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const Character character = next_character(text);
    if (character.code == 0xFFFD || !is_printable(character.code)) {
      out += character.code == '\n' || character.code == '\t' ? " " : "\xEF\xBF\xBD";
    } else {
      out.append(text.substr(0, character.bytes));
    }
    text.remove_prefix(character.bytes);
  }
  return out;
}

std::string shorten(std::string_view text, std::size_t width) {
  const std::string shown = printable(text);
  if (display_width(shown) <= width) return shown;
  if (width == 0) return "";
  std::string out;
  std::size_t used = 0;
  std::string_view left = shown;
  while (!left.empty()) {
    const Character character = next_character(left);
    const std::size_t wide = width_of(character.code);
    if (used + wide + 1 > width) break;
    out.append(left.substr(0, character.bytes));
    used += wide;
    left.remove_prefix(character.bytes);
  }
  return out + "\xE2\x80\xA6";
}

std::string pad_right(std::string_view text, std::size_t width) {
  const std::size_t have = display_width(text);
  return std::string(text) + std::string(width > have ? width - have : 0, ' ');
}

std::string pad_left(std::string_view text, std::size_t width) {
  const std::size_t have = display_width(text);
  return std::string(width > have ? width - have : 0, ' ') + std::string(text);
}

std::string grouped(std::int64_t count) {
  std::string digits = std::to_string(count);
  const std::size_t first = digits.front() == '-' ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

std::string percent(double share) {
  const double shown = share * 100;
  const int places = shown > 0 && shown < 1 ? 2 : 1;
  const double steps = places == 2 ? 100 : 10;  // halves go up, as in the HTML report: 94.25 is 94.3 in both
  return fmt::format("{:.{}f} %", std::round(shown * steps) / steps, places);
}

std::string decimals(double value, int places) {
  const std::string text = fmt::format("{:.{}f}", value, places);
  const bool zero = text.find_first_not_of("-0.") == std::string::npos;
  return zero && text.front() == '-' ? text.substr(1) : text;
}

}  // namespace assay
