#include "formats/task_data.h"

#include <algorithm>

#include "formats/json_lines.h"
#include "formats/values.h"

namespace assay::formats {

using labels::none;

void TaskData::put(Field& field, std::uint32_t item, simdjson::dom::element value) {
  labels::Attribute& attribute = field.attribute;
  const bool fits = !value.is_array() && element_text(value, text_) && text_.size() <= text_bytes_max;
  if (fits && text_.empty()) return;
  if (fits) {
    const std::uint32_t before = attribute.values.size();
    const std::uint32_t code = attribute.values.code(text_);
    if (code == before) field.all_numbers = field.all_numbers && number_from(text_).has_value();
    if (attribute.code.size() <= item) attribute.code.resize(std::size_t{item} + 1, none);
    if (attribute.code[item] == none) attribute.code[item] = code;
  }
  field.is_out = !fits || (!field.all_numbers && attribute.values.size() > values_max);
  if (field.is_out) attribute = {.name = attribute.name};
}

void TaskData::add(std::uint32_t item, simdjson::dom::object data,
                   std::span<const std::string_view> but_for) {
  for (const auto& [key, value] : data) {
    if (key.empty() || (names_.size() >= fields_max && !names_.find(key))) continue;
    if (std::find(but_for.begin(), but_for.end(), key) != but_for.end()) continue;
    const std::uint32_t code = names_.code(key);
    if (code == fields_.size()) fields_.push_back({.attribute = {.name = std::string(key)}});
    if (!fields_[code].is_out) put(fields_[code], item, value);
  }
}

bool TaskData::is_attribute(const Field& field) {
  if (field.is_out || field.attribute.values.size() == 0) return false;
  constexpr std::uint32_t few = 20;
  const auto present = std::count_if(field.attribute.code.begin(), field.attribute.code.end(),
                                     [](std::uint32_t code) { return code != none; });
  return field.all_numbers || field.attribute.values.size() <= few ||
         field.attribute.values.size() * 2 <= present;
}

std::vector<labels::Attribute> TaskData::take() {
  std::vector<labels::Attribute> found;
  for (Field& field : fields_) {
    if (is_attribute(field)) found.push_back(std::move(field.attribute));
  }
  fields_.clear();
  names_ = {};
  return found;
}

}  // namespace assay::formats
