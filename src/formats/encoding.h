#pragma once
// Bytes to UTF-8 text, or a refusal that says what to do.

#include <string>
#include <string_view>

#include "base/result.h"

namespace assay::formats {

// Text to read. `text` points into the bytes given, or into `owned` when they had to be decoded.
struct DecodedText {
  std::string_view text;    // UTF-8, without byte order mark
  std::string owned;        // heap copy, only when the bytes were not UTF-8
  std::string encoding;     // "UTF-8", "Windows-1252", "UTF-8 with broken bytes"
  bool was_broken = false;  // broken bytes were replaced by U+FFFD
  DecodedText() = default;
  DecodedText(const DecodedText&) = delete;  // text may point into owned
  DecodedText& operator=(const DecodedText&) = delete;
};

// Refuses empty files, UTF-16 and UTF-32, archives and anything with NUL bytes. Whole files whose bytes above
// 127 never make UTF-8 and all exist in Windows-1252 are taken as that; other broken bytes become U+FFFD.
// Cost: three passes at memory speed when the text is UTF-8, one copy otherwise.
Result<Done> decode_text(std::string_view bytes, const std::string& file, DecodedText& decoded);

// The same for a short text such as the name of a file: what is not UTF-8 is made so, nothing is refused.
std::string as_utf8(std::string_view text);

inline constexpr std::string_view replacement_character = "\xEF\xBF\xBD";

}  // namespace assay::formats
