#include "formats/json_lines.h"

#include <fmt/format.h>

#include "formats/values.h"

namespace assay::formats {

using simdjson::dom::element_type;

namespace {

// Puts the escape of U+FFFD in the place of that of NUL. An escape is none when its backslash is escaped
// itself.
bool replace_nuls(std::string& text) {
  constexpr std::string_view nul = "\\u0000";
  bool any = false;
  for (std::size_t at = text.find(nul); at != std::string::npos; at = text.find(nul, at + nul.size())) {
    std::size_t before = at;
    while (before > 0 && text[before - 1] == '\\') --before;
    if ((at - before) % 2 != 0) continue;
    text.replace(at, nul.size(), "\\uFFFD");
    any = true;
  }
  return any;
}

// An array, or the one in {"choices": [...]} by which Label Studio says several choices.
bool list_of_choices(simdjson::dom::element value, simdjson::dom::array& list) {
  if (value.get(list) == simdjson::SUCCESS) return true;
  simdjson::dom::object object;
  return value.get(object) == simdjson::SUCCESS && object.size() == 1 &&
         object["choices"].get(list) == simdjson::SUCCESS;
}

}  // namespace

bool JsonParser::parse(std::string_view text, simdjson::dom::element& element, std::string& why) {
  padded_.assign(text);
  had_nul_ = replace_nuls(padded_);
  padded_.append(simdjson::SIMDJSON_PADDING, ' ');  // the parser reads whole blocks
  const auto code = parser_.parse(padded_.data(), text.size(), false).get(element);
  if (code == simdjson::SUCCESS) return true;
  why = code == simdjson::DEPTH_ERROR ? "nested deeper than 1024 levels" : simdjson::error_message(code);
  while (!why.empty() && (why.back() == '.' || why.back() == ' ')) why.pop_back();
  return false;
}

JsonLines::JsonLines(std::string_view text, const ReadOptions& options, Problems& problems)
    : rest_(text), options_(options), problems_(problems) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && text[first] == '[') elements_.emplace(text, options.file);
}

void JsonLines::problem(std::string message) {
  problems_.add({.file = options_.file, .row = row_, .message = std::move(message)});
}

bool JsonLines::next_line(std::string_view& text) {
  while (!rest_.empty()) {
    const std::size_t end = rest_.find('\n');
    text = rest_.substr(0, end);
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    ++row_;
    if (text.find_first_not_of(" \t\r") != std::string_view::npos) return true;
  }
  return false;
}

bool JsonLines::next_element(std::string_view& text) {
  JsonElement element;
  const Result<bool> more = elements_->next(element);
  ++row_;
  if (!more.ok()) problem(more.error().message + " (" + more.error().where + ")");
  text = element.text;
  return more.ok() && more.value();
}

bool JsonLines::next_text(std::string_view& text) {
  return is_array() ? next_element(text) : next_line(text);
}

bool JsonLines::next(simdjson::dom::object& object) {
  const char* what = is_array() ? "element" : "line";
  std::string_view text;
  while (next_text(text)) {
    if (static_cast<std::int64_t>(text.size()) > options_.line_bytes_max) {
      problem(fmt::format("the {} is too long for a row of annotations: it is left out", what));
      continue;
    }
    simdjson::dom::element element;
    std::string why;
    if (!parser_.parse(text, element, why)) {
      problem(fmt::format("the {} is no JSON ({}): it is left out", what, why));
    } else if (element.get(object) != simdjson::SUCCESS) {
      problem(fmt::format("the {} is JSON but no object {{...}}: it is left out", what));
    } else {
      if (parser_.had_nul()) problem("NUL characters are read as \xEF\xBF\xBD");
      return true;
    }
  }
  return false;
}

bool element_text(simdjson::dom::element element, std::string& text) {
  text.clear();
  switch (element.type()) {
    case element_type::STRING:
      text = std::string_view(element);
      return true;
    case element_type::INT64:
      text = fmt::format("{}", std::int64_t(element));
      return true;
    case element_type::UINT64:
      text = fmt::format("{}", std::uint64_t(element));
      return true;
    case element_type::DOUBLE:
      text = fmt::format("{}", double(element));
      return true;
    case element_type::BOOL:
      text = bool(element) ? "true" : "false";
      return true;
    case element_type::NULL_VALUE:
      return true;
    case element_type::ARRAY:
    case element_type::OBJECT:
      break;
  }
  simdjson::dom::array list;
  if (!list_of_choices(element, list)) return false;
  std::vector<std::string> members;
  for (const simdjson::dom::element part : list) {
    std::string_view member;
    if (part.get(member) != simdjson::SUCCESS) return false;
    members.emplace_back(member);
  }
  text = label_set(std::move(members));
  return true;
}

}  // namespace assay::formats
