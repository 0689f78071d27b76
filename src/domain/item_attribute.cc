#include "domain/item_attribute.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "base/ascii.h"
#include "base/json_field.h"
#include "base/json_text.h"
#include "domain/invalid.h"
#include "domain/user.h"

namespace assay::domain {
namespace {

using nlohmann::json;

constexpr std::array types = {"text", "number", "boolean", "date", "choice"};
constexpr std::size_t values_told_max = 10;  // of a choice, in a message

template <class T>
std::optional<T> read_all(std::string_view text) {
  T value{};
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

// Whole numbers stay exact.
std::optional<json> number_of(std::string_view text) {
  if (const auto whole = read_all<std::int64_t>(text)) return json(*whole);
  const auto number = read_all<double>(text);
  if (!number || !std::isfinite(*number)) return std::nullopt;
  return json(*number);
}

bool is_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto year = read_all<unsigned>(text.substr(0, 4));
  const auto month = read_all<unsigned>(text.substr(5, 2)), day = read_all<unsigned>(text.substr(8, 2));
  if (!year || !month || !day) return false;
  return std::chrono::year_month_day(std::chrono::year(static_cast<int>(*year)), std::chrono::month(*month),
                                     std::chrono::day(*day))
      .ok();
}

std::optional<bool> boolean_of(std::string_view text) {
  const auto is = [&](std::string_view word) {
    return std::equal(text.begin(), text.end(), word.begin(), word.end(),
                      [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
  };
  if (is("true")) return true;
  return is("false") ? std::optional(false) : std::nullopt;
}

bool is_value_of(const ItemAttribute& attribute, std::string_view value) {
  return std::find(attribute.values.begin(), attribute.values.end(), value) != attribute.values.end();
}

std::string values_told(const ItemAttribute& attribute) {
  std::string out;
  for (std::size_t at = 0; at < std::min(attribute.values.size(), values_told_max); ++at)
    out += (at == 0 ? "" : ", ") + attribute.values[at];
  if (attribute.values.size() > values_told_max)
    out += fmt::format(" or another of its {}", attribute.values.size());
  return out;
}

std::string what_is_wrong(const ItemAttribute& attribute) {
  if (attribute.type == "number") return "this is no number: write digits with a point, such as 12 or 0.5";
  if (attribute.type == "boolean") return "this is neither true nor false: write one of the two";
  if (attribute.type == "date") return "this is no day: write year, month and day, such as 2026-03-31";
  if (attribute.type == "choice")
    return fmt::format("this is none of its values: write {}", values_told(attribute));
  return "this is no text: write a text or a number";
}

// The value as a text; nothing when it is a list or an object. A missing one is empty.
std::optional<std::string> text_of_value(const json& value) {
  if (value.is_null()) return "";
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number() || value.is_boolean()) return json_text(value);
  return std::nullopt;
}

// What is kept of a value that fits.
json kept(const ItemAttribute& attribute, std::string_view text) {
  if (attribute.type == "number") return *number_of(text);
  if (attribute.type == "boolean") return boolean_of(text).value_or(false) ? "true" : "false";
  return text;
}

Result<Done> fit(const ItemAttribute& attribute, json& attributes) {
  const std::string where = "attributes." + attribute.name;
  const auto found = attributes.find(attribute.name);
  const std::optional<std::string> given = found == attributes.end() ? "" : text_of_value(*found);
  if (!given) return invalid(what_is_wrong(attribute), where);
  const std::string_view text = attribute.type == "text" ? std::string_view(*given) : trimmed(*given);
  if (trimmed(text).empty()) {
    if (found != attributes.end()) attributes.erase(found);
    if (!attribute.required) return Done{};
    return invalid("this is required and missing: give every item a value of it", where);
  }
  if (!fits(attribute, text)) return invalid(what_is_wrong(attribute), where);
  *found = kept(attribute, text);
  return Done{};
}

Result<Done> check_values(const ItemAttribute& attribute, const std::string& where) {
  const bool is_choice = attribute.type == "choice";
  if (!is_choice && !attribute.values.empty()) return invalid("a choice alone has values", where);
  if (is_choice && attribute.values.empty()) return invalid("a choice needs its values", where);
  if (attribute.values.size() > attribute_values_max)
    return invalid(fmt::format("at most {} values", attribute_values_max), where);
  std::set<std::string_view> seen;
  for (const std::string& value : attribute.values) {
    const Result<std::string> name = name_of(value, where);
    if (!name) return name.error();
    if (name.value() != value) return invalid("a value begins and ends without a space", where);
    if (!seen.insert(value).second)
      return invalid(fmt::format("the value \"{}\" stands twice", value), where);
  }
  return Done{};
}

ItemAttribute attribute_from(const json& object) {
  ItemAttribute out;
  out.name = text_field(object, "name", "");
  out.type = text_field(object, "type", "text");
  out.description = text_field(object, "description", "");
  out.required = object.value("required", json(false)) == json(true);
  const auto values = object.find("values");
  if (values == object.end() || !values->is_array()) return out;
  for (const json& value : *values) {
    if (value.is_string()) out.values.push_back(value.get<std::string>());
  }
  return out;
}

}  // namespace

bool fits(const ItemAttribute& attribute, std::string_view value) {
  if (attribute.type == "number") return number_of(value).has_value();
  if (attribute.type == "boolean") return boolean_of(value).has_value();
  if (attribute.type == "date") return is_day(value);
  if (attribute.type == "choice") return is_value_of(attribute, value);
  return true;
}

Result<Done> check_declared(const std::vector<ItemAttribute>& declared) {
  if (declared.size() > attributes_declared_max) {
    return invalid(fmt::format("at most {} attributes", attributes_declared_max), "attributes");
  }
  std::set<std::string_view> seen;
  for (const ItemAttribute& attribute : declared) {
    const std::string where = fmt::format("attribute {}", attribute.name);
    const Result<std::string> name = name_of(attribute.name, where);
    if (!name) return name.error();
    if (name.value() != attribute.name) return invalid("a name begins and ends without a space", where);
    if (!seen.insert(attribute.name).second) return invalid("two attributes have this name", where);
    if (std::find(types.begin(), types.end(), attribute.type) == types.end())
      return invalid("a type is text, number, boolean, date or choice", where);
    if (auto values = check_values(attribute, where); !values) return values;
  }
  return Done{};
}

Result<std::string> fitted_attributes(const std::vector<ItemAttribute>& declared, std::string attributes) {
  if (declared.empty()) return attributes;
  json read = json_from<json>(attributes);
  if (!read.is_object()) return attributes;
  for (const ItemAttribute& attribute : declared) {
    if (auto fitted = fit(attribute, read); !fitted) return fitted.error();
  }
  return json_text(read);
}

std::string attributes_json(const std::vector<ItemAttribute>& declared) {
  json out = json::array();
  for (const ItemAttribute& attribute : declared) {
    out.push_back({{"name", attribute.name},
                   {"type", attribute.type},
                   {"required", attribute.required},
                   {"description", attribute.description},
                   {"values", attribute.values}});
  }
  return json_text(out);
}

Result<std::vector<ItemAttribute>> attributes_from_json(std::string_view text) {
  const json document = json_from<json>(text);
  if (!document.is_array()) return invalid("attributes are a list", "attributes");
  std::vector<ItemAttribute> out;
  for (const json& each : document) {
    if (!each.is_object()) return invalid("an attribute is an object", "attributes");
    out.push_back(attribute_from(each));
  }
  return out;
}

}  // namespace assay::domain
