#include "http/json_schema.h"

#include <nlohmann/json.hpp>
#include <string>

namespace assay::http::schema {

Json text() { return {{"type", "string"}}; }
Json text(std::string_view format) { return {{"type", "string"}, {"format", format}}; }
Json integer() { return {{"type", "integer"}}; }
Json number() { return {{"type", "number"}}; }
Json share() { return {{"type", "number"}, {"minimum", 0}, {"maximum", 1}}; }
Json boolean() { return {{"type", "boolean"}}; }
Json anything() { return Json::object(); }
Json document(std::string_view name) { return {{"type", "object"}, {"x-document", name}}; }
Json list_of(Json members) { return {{"type", "array"}, {"items", std::move(members)}}; }

Json one_of(std::vector<std::string_view> words) {
  Json list = Json::array();
  for (const std::string_view word : words) list.push_back(word);
  return {{"type", "string"}, {"enum", std::move(list)}};
}

Json nullable(Json value) {
  if (value.contains("type") && value["type"].is_string() && !value.contains("enum")) {
    value["type"] = Json::array({value["type"], "null"});
    return value;
  }
  return either({std::move(value), {{"type", "null"}}});
}

Json either(std::vector<Json> values) {
  Json list = Json::array();
  for (Json& value : values) list.push_back(std::move(value));
  return {{"anyOf", std::move(list)}};
}

Json map_of(Json values) { return {{"type", "object"}, {"additionalProperties", std::move(values)}}; }

Json ref(std::string_view name) { return {{"$ref", "#/components/schemas/" + std::string(name)}}; }

Json object(const std::vector<std::pair<std::string_view, Json>>& fields) {
  Json properties = Json::object();
  Json required = Json::array();
  for (const auto& [name, value] : fields) {
    const bool optional = name.back() == '?';
    const std::string bare(name.substr(0, name.size() - (optional ? 1 : 0)));
    properties[bare] = value;
    if (!optional) required.push_back(bare);
  }
  Json schema = {{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
  if (!required.empty()) schema["required"] = std::move(required);
  return schema;
}

Json page_of(Json members) {
  return object({{"items", list_of(std::move(members))}, {"next", nullable(text())}});
}

}  // namespace assay::http::schema
