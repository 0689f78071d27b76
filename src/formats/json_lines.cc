#include "formats/json_lines.h"

#include <fmt/format.h>

#include "formats/values.h"

namespace assay::formats {

using simdjson::dom::element_type;

bool JsonParser::parse(std::string_view text, simdjson::dom::element& element, std::string& why) {
  padded_.assign(text);
  padded_.append(simdjson::SIMDJSON_PADDING, ' ');  // the parser reads whole blocks
  const auto code = parser_.parse(padded_.data(), text.size(), false).get(element);
  if (code == simdjson::SUCCESS) return true;
  why = code == simdjson::DEPTH_ERROR ? "nested deeper than 1024 levels" : simdjson::error_message(code);
  while (!why.empty() && (why.back() == '.' || why.back() == ' ')) why.pop_back();
  return false;
}

void JsonLines::problem(std::string message) {
  problems_.add({.file = options_.file, .row = line_, .message = std::move(message)});
}

bool JsonLines::next(simdjson::dom::object& object) {
  while (!rest_.empty()) {
    const std::size_t end = rest_.find('\n');
    const std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    ++line_;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    if (static_cast<std::int64_t>(line.size()) > options_.line_bytes_max) {
      problem("the line is too long for a row of annotations: it is left out");
      continue;
    }
    simdjson::dom::element element;
    std::string why;
    if (!parser_.parse(line, element, why)) {
      problem(fmt::format("the line is no JSON ({}): it is left out", why));
    } else if (element.get(object) != simdjson::SUCCESS) {
      problem("the line is JSON but no object {...}: it is left out");
    } else {
      return true;
    }
  }
  return false;
}

bool json_text(simdjson::dom::element element, std::string& text) {
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
      break;
    case element_type::OBJECT:
      return false;
  }
  std::vector<std::string> members;
  for (const simdjson::dom::element part : simdjson::dom::array(element)) {
    std::string_view member;
    if (part.get(member) != simdjson::SUCCESS) return false;
    members.emplace_back(member);
  }
  text = label_set(std::move(members));
  return true;
}

}  // namespace assay::formats
