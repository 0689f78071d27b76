#include "base/json_text.h"

namespace assay {

template <>
nlohmann::json json_from<nlohmann::json>(std::string_view text) {
  return nlohmann::json::parse(text, nullptr, false);
}

template <>
nlohmann::ordered_json json_from<nlohmann::ordered_json>(std::string_view text) {
  return nlohmann::ordered_json::parse(text, nullptr, false);
}

std::string json_text(const nlohmann::json& json, int indent) {
  return json.dump(indent, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string json_text(const nlohmann::ordered_json& json, int indent) {
  return json.dump(indent, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace assay
