#include "domain/message_json.h"

#include <nlohmann/json.hpp>

#include "base/json_text.h"

namespace assay::domain {
namespace {

using nlohmann::json;

std::string text_of_json(const json& object) { return json_text(object); }

}  // namespace

std::string words_text(const MessageWords& words) { return text_of_json(json(words)); }

MessageWords words_from(std::string_view text) {
  MessageWords out;
  const json object = json_from<json>(text);
  if (!object.is_object()) return out;
  for (const auto& [name, value] : object.items()) {
    if (value.is_string()) out[name] = value.get<std::string>();
  }
  return out;
}

std::string choices_text(const std::map<std::string, bool>& choices) { return text_of_json(json(choices)); }

std::map<std::string, bool> choices_from(std::string_view text) {
  std::map<std::string, bool> out;
  const json object = json_from<json>(text);
  if (!object.is_object()) return out;
  for (const auto& [name, value] : object.items()) {
    if (value.is_boolean()) out[name] = value.get<bool>();
  }
  return out;
}

}  // namespace assay::domain
