#pragma once
// Single fields of a JSON object that others wrote, where what is absent or of another type reads as told.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace assay {

// The text of a field; `otherwise` when it is absent, no text, or `object` is no object.
template <class Json>
std::string text_field(const Json& object, const char* name, std::string_view otherwise = "") {
  const auto found = object.is_object() ? object.find(name) : object.end();
  if (found == object.end() || !found->is_string()) return std::string(otherwise);
  return found->template get<std::string>();
}

}  // namespace assay
