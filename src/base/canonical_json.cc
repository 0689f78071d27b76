#include "base/canonical_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace assay {
namespace {

bool is_key(std::string_view key) {
  const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  return !key.empty() && key.size() <= canonical_key_max && std::all_of(key.begin(), key.end(), allowed);
}

bool is_canonical_integer(std::int64_t value) {
  return value >= -canonical_integer_max && value <= canonical_integer_max;
}

// The letter after the backslash of a character with a short escape, otherwise 0.
char short_escape(char c) {
  switch (c) {
    case '\b':
      return 'b';
    case '\t':
      return 't';
    case '\n':
      return 'n';
    case '\f':
      return 'f';
    case '\r':
      return 'r';
    case '"':
      return '"';
    case '\\':
      return '\\';
    default:
      return 0;
  }
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20; }

void write_text(std::string_view text, std::string& out) {
  out.push_back('"');
  for (const char c : text) {
    if (const char letter = short_escape(c); letter != 0) {
      out.push_back('\\');
      out.push_back(letter);
    } else if (is_control(c)) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out.push_back(c);
    }
  }
  out.push_back('"');
}

class Writer {
 public:
  Result<std::string> written(const CanonicalJson& value) {
    write(value, 0);
    if (!problem_.empty()) return Error{ErrorCode::invalid, problem_, {}};
    return std::move(out_);
  }

 private:
  void fail(std::string problem) {
    if (problem_.empty()) problem_ = std::move(problem);
  }

  void write(const CanonicalJson& value, int depth) {
    if (!problem_.empty()) return;
    if (value.is_null()) out_ += "null";
    if (const auto truth = value.truth()) out_ += *truth ? "true" : "false";
    if (const auto number = value.integer()) write_integer(*number);
    if (const std::string* text = value.text()) write_string(*text);
    const bool nests = value.list() != nullptr || value.object() != nullptr;
    if (nests && depth == canonical_depth_max) {
      return fail(fmt::format("more than {} lists and objects inside one another", canonical_depth_max));
    }
    if (const CanonicalJson::List* list = value.list()) write_list(*list, depth + 1);
    if (const CanonicalJson::Object* object = value.object()) write_object(*object, depth + 1);
  }

  void write_integer(std::int64_t number) {
    if (!is_canonical_integer(number)) fail("a number beyond 2^53 - 1; write it as a string");
    fmt::format_to(std::back_inserter(out_), "{}", number);
  }

  void write_string(const std::string& text) {
    if (!is_utf8(text)) fail("a string that is not valid UTF-8");
    write_text(text, out_);
  }

  void write_list(const CanonicalJson::List& list, int depth) {
    char before = '[';
    for (const CanonicalJson& element : list) {
      out_.push_back(std::exchange(before, ','));
      write(element, depth);
    }
    out_ += list.empty() ? "[]" : "]";
  }

  void write_object(const CanonicalJson::Object& object, int depth) {
    char before = '{';
    for (const auto& [key, element] : object) {
      if (!is_key(key)) fail("a key that is not 1 to 64 of a-z, 0-9 and _: \"" + shorten(key, 40) + "\"");
      out_.push_back(std::exchange(before, ','));
      write_text(key, out_);
      out_.push_back(':');
      write(element, depth);
    }
    out_ += object.empty() ? "{}" : "}";
  }

  std::string out_;
  std::string problem_;
};

// Every function moves past what it read, or notes the first problem and stands still.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  Result<CanonicalJson> read() {
    CanonicalJson value = read_value(0);
    if (problem_ == nullptr && at_ != bytes_.size()) fail("nothing may follow the value");
    if (problem_ != nullptr) return Error{ErrorCode::invalid, problem_, fmt::format("byte {}", at_)};
    return value;
  }

 private:
  void fail(const char* problem) {
    if (problem_ == nullptr) problem_ = problem;
  }

  bool next_is(char c) const { return at_ < bytes_.size() && bytes_[at_] == c; }

  bool take(std::string_view word) {
    if (bytes_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }

  CanonicalJson read_value(int depth) {
    if (next_is('"')) return read_string();
    if (next_is('{') || next_is('[')) {
      if (depth < canonical_depth_max) return next_is('{') ? read_object(depth + 1) : read_list(depth + 1);
      fail("too many lists and objects inside one another");
      return {};
    }
    if (take("null")) return {};
    if (take("true")) return true;
    if (take("false")) return false;
    return read_integer();
  }

  CanonicalJson read_integer() {
    std::int64_t number = 0;
    const char* begin = bytes_.data() + at_;
    const auto [end, code] = std::from_chars(begin, bytes_.data() + bytes_.size(), number);
    const std::string_view digits(begin, static_cast<std::size_t>(end - begin));
    if (code == std::errc::invalid_argument) {
      fail("a value of canonical JSON was expected, without space around it");
    } else if (code != std::errc() || !is_canonical_integer(number)) {
      fail("a number beyond 2^53 - 1");
    } else if (fmt::format("{}", number) != digits) {
      fail("a number with zeros in front, or a zero with a sign");
    } else if (end != bytes_.data() + bytes_.size() && (*end == '.' || *end == 'e' || *end == 'E')) {
      fail("a number that is not a plain integer; decimals are strings");
    } else {
      at_ += digits.size();
    }
    return number;
  }

  CanonicalJson read_list(int depth) {
    CanonicalJson::List list;
    take("[");
    if (take("]")) return list;
    do {
      list.push_back(read_value(depth));
    } while (problem_ == nullptr && take(","));
    if (!take("]")) fail("a list goes on with , or ends with ]");
    return list;
  }

  CanonicalJson read_object(int depth) {
    CanonicalJson::Object object;
    take("{");
    if (take("}")) return object;
    do {
      read_field(object, depth);
    } while (problem_ == nullptr && take(","));
    if (!take("}")) fail("an object goes on with , or ends with }");
    return object;
  }

  void read_field(CanonicalJson::Object& object, int depth) {
    if (!next_is('"')) return fail("a key in quotes was expected");
    const std::size_t end = std::min(bytes_.find('"', at_ + 1), bytes_.size());
    const std::string_view key = bytes_.substr(at_ + 1, end - at_ - 1);
    if (!is_key(key)) return fail("a key must be 1 to 64 of a-z, 0-9 and _");
    if (!object.empty() && object.rbegin()->first >= key) {
      return fail("keys must stand in byte order, none twice");
    }
    at_ = std::min(end + 1, bytes_.size());
    if (!take(":")) return fail("a key is followed by :");
    object.emplace_hint(object.end(), std::string(key), read_value(depth));
  }

  CanonicalJson read_string() {
    std::string text;
    for (++at_; !next_is('"'); ++at_) {
      if (at_ >= bytes_.size()) return failed("a string without its end");
      char c = bytes_[at_];
      if (is_control(c)) return failed("a control character that is not escaped");
      if (c == '\\' && !read_escape(c)) return failed("an escape that RFC 8785 does not write");
      text.push_back(c);
    }
    if (!is_utf8(text)) return failed("a string that is not valid UTF-8");
    ++at_;
    return text;
  }

  CanonicalJson failed(const char* problem) {
    fail(problem);
    return {};
  }

  // At a backslash: gives the character it stands for and moves to the last byte of the escape.
  bool read_escape(char& c) {
    for (const char plain : {'\b', '\t', '\n', '\f', '\r', '"', '\\'}) {
      if (at_ + 1 < bytes_.size() && bytes_[at_ + 1] == short_escape(plain)) {
        c = plain;
        ++at_;
        return true;
      }
    }
    const std::string_view escape = bytes_.substr(at_, 6);
    unsigned code = 0;
    if (escape.size() == 6) std::from_chars(escape.data() + 4, escape.data() + 6, code, 16);
    c = static_cast<char>(code);
    const bool is_long = is_control(c) && short_escape(c) == 0 && escape == fmt::format("\\u{:04x}", code);
    if (is_long) at_ += 5;
    return is_long;
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
  const char* problem_ = nullptr;
};

}  // namespace

const CanonicalJson* CanonicalJson::field(std::string_view name) const {
  if (object() == nullptr) return nullptr;
  const auto found = object()->find(name);
  return found == object()->end() ? nullptr : &found->second;
}

Result<std::string> canonical_bytes(const CanonicalJson& value) { return Writer().written(value); }

Result<CanonicalJson> parse_canonical(std::string_view bytes) { return Reader(bytes).read(); }

}  // namespace assay
