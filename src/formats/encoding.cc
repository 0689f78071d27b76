#include "formats/encoding.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace assay::formats {
namespace {

constexpr std::array<std::uint16_t, 32> windows_1252 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

struct Magic {
  std::string_view start;
  const char* message;
};

constexpr Magic magics[] = {
    {"PK\x03\x04", "this is a zip archive or a spreadsheet: unpack it, or save the sheet as CSV"},
    {"\x1F\x8B", "this is a gzip archive: unpack it first"},
    {"\x28\xB5\x2F\xFD", "this is a zstd archive: unpack it first"},
    {"%PDF-", "this is a PDF document, not annotations"},
    {"\xD0\xCF\x11\xE0", "this is an old Office document: save the sheet as CSV (UTF-8)"},
    {"PAR1", "this is a Parquet file: export it as CSV or JSONL"},
    {"SQLite format 3", "this is an SQLite database: export the table as CSV"},
};

// Length of the valid UTF-8 sequence at the start of text, 0 when there is none (Unicode, table 3-7).
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (text.size() < length) return 0;
  const unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (byte(1) < low || byte(1) > high) return 0;
  for (std::size_t at = 2; at < length; ++at) {
    if (byte(at) < 0x80 || byte(at) > 0xBF) return 0;
  }
  return length;
}

bool is_windows_1252(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) continue;
    if (byte < 0xA0 && windows_1252[byte - 0x80] == 0) return false;
    if (sequence_length(text.substr(at, 4)) > 1) return false;
  }
  return true;
}

std::string from_windows_1252(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size() + text.size() / 8);
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const unsigned point = byte >= 0x80 && byte < 0xA0 ? windows_1252[byte - 0x80] : byte;
    if (point < 0x80) {
      decoded.push_back(c);
    } else if (point < 0x800) {
      decoded.push_back(static_cast<char>(0xC0 | (point >> 6)));
      decoded.push_back(static_cast<char>(0x80 | (point & 0x3F)));
    } else {
      decoded.push_back(static_cast<char>(0xE0 | (point >> 12)));
      decoded.push_back(static_cast<char>(0x80 | ((point >> 6) & 0x3F)));
      decoded.push_back(static_cast<char>(0x80 | (point & 0x3F)));
    }
  }
  return decoded;
}

std::string repaired(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size() + 64);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = sequence_length(text.substr(at, 4));
    decoded.append(length == 0 ? replacement_character : text.substr(at, length));
    at += std::max<std::size_t>(length, 1);
  }
  return decoded;
}

Result<Done> refuse_what_is_no_text(std::string_view bytes, const std::string& file) {
  const auto refuse = [&](std::string message) {
    return Error{ErrorCode::invalid, std::move(message), file};
  };
  if (bytes.empty()) return refuse("the file is empty");
  for (const Magic& magic : magics) {
    if (bytes.starts_with(magic.start)) return refuse(magic.message);
  }
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF") ||
      bytes.starts_with(std::string_view("\0\0\xFE\xFF", 4))) {
    return refuse("the file is UTF-16 or UTF-32: save it as UTF-8 (iconv -f UTF-16 -t UTF-8 FILE > NEW)");
  }
  const void* nul = std::memchr(bytes.data(), 0, bytes.size());
  if (nul != nullptr) {
    const auto at = static_cast<const char*>(nul) - bytes.data();
    return refuse(fmt::format(
        "the file is binary or damaged: byte {} is NUL; if it is UTF-16 text, save it as UTF-8", at + 1));
  }
  return Done{};
}

}  // namespace

Result<Done> decode_text(std::string_view bytes, const std::string& file, DecodedText& decoded) {
  if (auto text = refuse_what_is_no_text(bytes, file); !text.ok()) return text;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    return Error{ErrorCode::invalid, "the file is empty but for blanks", file};
  }
  decoded.text = bytes;
  decoded.encoding = "UTF-8";
  if (simdjson::validate_utf8(bytes.data(), bytes.size())) return Done{};
  if (is_windows_1252(bytes)) {
    decoded.owned = from_windows_1252(bytes);
    decoded.encoding = "Windows-1252";
  } else {
    decoded.owned = repaired(bytes);
    decoded.encoding = "UTF-8 with broken bytes";
    decoded.was_broken = true;
  }
  decoded.text = decoded.owned;
  return Done{};
}

std::string as_utf8(std::string_view text) {
  if (simdjson::validate_utf8(text.data(), text.size())) return std::string(text);
  return is_windows_1252(text) ? from_windows_1252(text) : repaired(text);
}

}  // namespace assay::formats
