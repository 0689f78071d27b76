#include "base/caseless.h"

#include <utf8proc.h>

namespace assay {

std::string_view beginning(std::string_view text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return text;
  std::size_t end = bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

namespace {

std::string lower_case(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const char first = text.front();
    if (static_cast<unsigned char>(first) < 0x80) {
      out += first >= 'A' && first <= 'Z' ? static_cast<char>(first - 'A' + 'a') : first;
      text.remove_prefix(1);
      continue;
    }
    utf8proc_int32_t point = 0;
    const utf8proc_ssize_t size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                                   static_cast<utf8proc_ssize_t>(text.size()), &point);
    if (size <= 0) {
      out += first;
      text.remove_prefix(1);
      continue;
    }
    utf8proc_uint8_t bytes[4];
    const utf8proc_ssize_t count = utf8proc_encode_char(utf8proc_tolower(point), bytes);
    out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(count));
    text.remove_prefix(static_cast<std::size_t>(size));
  }
  return out;
}

}  // namespace

Caseless::Caseless(std::string_view wanted) : wanted_(lower_case(wanted)) {}

bool Caseless::is_in(std::string_view text) const {
  return lower_case(text).find(wanted_) != std::string::npos;
}

}  // namespace assay
