#include "formats/json_access.h"

#include "formats/json_lines.h"

namespace assay::formats {

using simdjson::SUCCESS;
using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

std::string scalar_of(element value) {
  std::string text;
  if (value.is_array() || value.is_object()) return "";
  return element_text(value, text) ? text : "";
}

std::string scalar_at(object from, std::string_view key) {
  element value;
  return from[key].get(value) == SUCCESS ? scalar_of(value) : "";
}

std::optional<double> number_at(object from, std::string_view key) {
  element value;
  double number = 0;
  if (from[key].get(value) != SUCCESS || !value.is_number()) return std::nullopt;
  if (value.get(number) != SUCCESS) return std::nullopt;
  return number;
}

std::optional<array> list_at(object from, std::string_view key) {
  array list;
  return from[key].get(list) == SUCCESS ? std::optional(list) : std::nullopt;
}

std::vector<element> elements_at(object from, std::string_view key) {
  array list;
  if (from[key].get(list) != SUCCESS) return {};
  return {list.begin(), list.end()};
}

std::optional<object> object_at(object from, std::string_view key) {
  object found;
  return from[key].get(found) == SUCCESS ? std::optional(found) : std::nullopt;
}

bool has_value(object from, std::string_view key) {
  element value;
  return from[key].get(value) == SUCCESS && !value.is_null();
}

bool is_true(object from, std::string_view key) {
  bool value = false;
  return from[key].get(value) == SUCCESS && value;
}

}  // namespace assay::formats
