#include "http/openapi.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/ascii.h"
#include "base/json_text.h"
#include "http/json_schema.h"
#include "http/schemas.h"

namespace assay::http {
namespace {

using schema::Json;

std::string_view who_word(Who who) {
  switch (who) {
    case Who::anybody:
      return "anybody";
    case Who::signed_in:
      return "signed_in";
    case Who::administrator:
      return "administrator";
  }
  return "";
}

// "get_api_v1_projects_id": names of operations must differ, and paths do.
std::string operation_id(const Route& route) {
  std::string id = lower_ascii(route.method);
  for (const char c : route.path) {
    if (c == '{' || c == '}') continue;
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    id += plain ? c : '_';
  }
  return id;
}

Json parameters_of(const Route& route) {
  Json list = Json::array();
  for (std::size_t at = route.path.find('{'); at != std::string_view::npos;
       at = route.path.find('{', at + 1)) {
    const std::string_view name = route.path.substr(at + 1, route.path.find('}', at) - at - 1);
    list.push_back({{"name", name}, {"in", "path"}, {"required", true}, {"schema", schema::text()}});
  }
  for (const ParameterRow& row : route.parameters) {
    list.push_back({{"name", row.name},
                    {"in", row.in},
                    {"description", row.description},
                    {"schema", {{"type", row.type}}}});
  }
  return list;
}

Json content_of(std::string_view type, std::string_view name) {
  Json media = Json::object();
  if (type == "application/json") media["schema"] = name.empty() ? schema::anything() : schema::ref(name);
  return {{std::string(type), std::move(media)}};
}

Json body_of(const Route& route) {
  Json body = {{"required", true}};
  if (route.body == "bytes") {
    body["content"] = {{"application/octet-stream", Json::object()}};
    return body;
  }
  body["content"] = content_of("application/json", route.body);
  if (!route.example.empty()) body["content"]["application/json"]["example"] = json_from<Json>(route.example);
  return body;
}

Json redirect_answer() {
  return {{"description", "on to another address"},
          {"headers", {{"Location", {{"required", true}, {"schema", schema::text()}}}}}};
}

Json answers_of(const Route& route) {
  Json error = {{"description", "an error"}, {"content", content_of("application/json", "Error")}};
  if (route.status == 303) return {{"303", redirect_answer()}, {"default", std::move(error)}};
  Json good = {{"description", "done"}, {"content", content_of(route.answer_type, route.answer)}};
  if (route.body.empty() && !route.example.empty() && route.answer_type == "application/json") {
    good["content"]["application/json"]["example"] = json_from<Json>(route.example);
  }
  return {{"200", std::move(good)}, {"default", std::move(error)}};
}

Json operation(const Route& route) {
  Json json = {{"operationId", operation_id(route)}, {"summary", route.summary}};
  json["x-who"] = who_word(route.who);
  json["x-scope"] = route.scope == Scope::read ? "read" : "write";
  if (Json parameters = parameters_of(route); !parameters.empty()) json["parameters"] = std::move(parameters);
  if (!route.body.empty()) {
    json["requestBody"] = body_of(route);
    json["x-body-bytes-max"] = route.body_bytes_max;
  }
  json["responses"] = answers_of(route);
  json["security"] = Json::array();
  if (route.who != Who::anybody)
    json["security"] = {{{"session", Json::array()}}, {{"token", Json::array()}}};
  return json;
}

}  // namespace

std::string openapi_json(const std::vector<Route>& routes, Layout layout) {
  Json paths = Json::object();
  for (const Route& route : routes)
    paths[std::string(route.path)][lower_ascii(route.method)] = operation(route);
  const Json document = {
      {"openapi", "3.1.0"},
      {"info",
       {{"title", "Assay"},
        {"version", "v1"},
        {"description",
         "Ids are texts, times ISO 8601 in UTC, shares 0..1, null is missing. Lists are {items, next}; next "
         "is "
         "the cursor of the following page. Requests of a browser session that change something carry "
         "X-CSRF-Token; scripts send Authorization: Bearer with a token."}}},
      {"paths", std::move(paths)},
      {"components",
       {{"schemas", wire_schemas()},
        {"securitySchemes",
         {{"session", {{"type", "apiKey"}, {"in", "cookie"}, {"name", session_cookie}}},
          {"token", {{"type", "http"}, {"scheme", "bearer"}}}}}}}};
  return layout == Layout::compact ? json_text(document) : json_text(document, 2) + "\n";
}

}  // namespace assay::http
