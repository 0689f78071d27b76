#include "formats/json_elements.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace assay::formats {
namespace {

constexpr std::size_t npos = std::string_view::npos;

constexpr std::array<bool, 256> bytes_that_matter = [] {
  std::array<bool, 256> matter{};
  for (const char c : {'"', '{', '}', '[', ']'}) matter[static_cast<unsigned char>(c)] = true;
  return matter;
}();

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// One past the closing quote of the string that opens at `open`, npos when it never closes. A quote closes
// unless an odd number of backslashes stands before it.
std::size_t end_of_string(std::string_view text, std::size_t open) {
  for (std::size_t from = open + 1;;) {
    const std::size_t quote = text.find('"', from);
    if (quote == npos) return npos;
    std::size_t before = quote;
    while (before > open + 1 && text[before - 1] == '\\') --before;
    if ((quote - before) % 2 == 0) return quote + 1;
    from = quote + 1;
  }
}

}  // namespace

JsonElements::JsonElements(std::string_view text, std::string file) : text_(text), file_(std::move(file)) {
  skip_blanks();
  is_array_ = at_ < text_.size() && text_[at_] == '[';
  if (is_array_) ++at_;
}

Error JsonElements::broken(std::size_t at, std::string message) const {
  const auto line = 1 + std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  return {ErrorCode::invalid, std::move(message), fmt::format("{}, line {}, byte {}", file_, line, at + 1)};
}

void JsonElements::skip_blanks() {
  for (; at_ < text_.size() && is_blank(text_[at_]); ++at_) line_ += text_[at_] == '\n' ? 1 : 0;
}

Result<std::size_t> JsonElements::end_of_nested(std::size_t from) const {
  int depth = 0;
  for (std::size_t at = from; at < text_.size();) {
    const char c = text_[at];
    if (!bytes_that_matter[static_cast<unsigned char>(c)]) {
      ++at;
      continue;
    }
    if (c == '"') {
      at = end_of_string(text_, at);
      if (at == npos) break;
      continue;
    }
    depth += c == '{' || c == '[' ? 1 : -1;
    ++at;
    if (depth == 0) return at;
    if (depth >= depth_max) {
      return broken(at - 1, fmt::format("the JSON nests deeper than {} levels here", depth_max));
    }
  }
  return broken(from,
                "the file ends inside what begins here: it was cut off or a bracket or quote is missing; "
                "export it again");
}

std::size_t JsonElements::end_of_scalar(std::size_t from) const {
  if (text_[from] == '"') return std::min(end_of_string(text_, from), text_.size());
  const std::size_t end = text_.find_first_of(",]} \t\r\n{[\"", from + 1);
  return end == npos ? text_.size() : end;
}

Result<Done> JsonElements::cut_element(JsonElement& element) {
  const std::size_t begin = at_;
  if (text_[begin] == '{' || text_[begin] == '[') {
    const Result<std::size_t> end = end_of_nested(begin);
    if (!end.ok()) return end.error();
    at_ = end.value();
  } else {
    at_ = end_of_scalar(begin);
  }
  element = {text_.substr(begin, at_ - begin), ++number_, line_, begin + 1};
  line_ += std::count(element.text.begin(), element.text.end(), '\n');
  return Done{};
}

// at_ is on the bracket that closes the array.
Result<bool> JsonElements::end_of_array() {
  ended_ = true;
  ++at_;
  skip_blanks();
  if (at_ < text_.size()) return broken(at_, "the JSON array has ended, but the file goes on");
  return false;
}

Result<bool> JsonElements::next(JsonElement& element) {
  if (ended_) return false;
  skip_blanks();
  const bool at_end = at_ == text_.size();
  if (is_array_ && !at_end && text_[at_] == ']') return end_of_array();
  if (is_array_ && !at_end && number_ > 0) {
    if (text_[at_] != ',') {
      ended_ = true;
      return broken(at_, "a comma or the end of the array is missing here");
    }
    ++at_;
    skip_blanks();
  }
  if (at_ == text_.size()) {
    ended_ = true;
    if (is_array_) return broken(at_, "the file ends inside its array: it was cut off; export it again");
    return false;
  }
  if (Result<Done> cut = cut_element(element); !cut.ok()) {
    ended_ = true;
    return cut.error();
  }
  return true;
}

}  // namespace assay::formats
