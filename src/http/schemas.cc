#include "http/schemas.h"

#include <nlohmann/json.hpp>

#include "http/json_schema.h"

namespace assay::http {
namespace {

using namespace schema;

void add_people(Json& all) {
  all["Setup"] = object({{"needed", boolean()}});
  all["NewSetup"] = object({{"token", text()},
                            {"organisation", text()},
                            {"name", text()},
                            {"email", text("email")},
                            {"password", text("password")}});
  all["SignIn"] = object({{"email", text("email")}, {"password", text("password")}});
  all["User"] = object({{"id", text()},
                        {"name", text()},
                        {"email", text("email")},
                        {"administrator", boolean()},
                        {"organisation", object({{"id", text()}, {"name", text()}})}});
  all["Session"] = object({{"user", ref("User")},
                           {"csrf_token", text()},
                           {"server", object({{"version", text()},
                                              {"database", one_of({"sqlite", "postgresql"})},
                                              {"log", one_of({"single_party"})}})}});
  const Json scopes = list_of(one_of({"read", "write"}));
  all["NewToken"] =
      object({{"name", text()}, {"scopes", scopes}, {"expires_at?", nullable(text("date-time"))}});
  all["Token"] = object({{"id", text()},
                         {"name", text()},
                         {"prefix", text()},
                         {"scopes", scopes},
                         {"created_at", text("date-time")},
                         {"expires_at", nullable(text("date-time"))},
                         {"last_used_at", nullable(text("date-time"))},
                         {"revoked_at", nullable(text("date-time"))}});
  all["TokenMade"] = all["Token"];
  all["TokenMade"]["properties"]["token"] = text();
  all["TokenMade"]["required"].push_back("token");
  all["TokenPage"] = page_of(ref("Token"));
}

void add_projects(Json& all) {
  const Json data_class = one_of({"public", "internal", "pii", "phi"});
  all["Category"] = object({{"name", text()},
                            {"description?", text()},
                            {"colour?", text()},
                            {"parent?", nullable(text())},
                            {"critical?", boolean()},
                            {"weight?", number()}});
  all["Condition"] = object({{"question", text()}, {"answer", text()}});
  all["Question"] = object({{"name", text()},
                            {"kind?", one_of({"nominal", "ordinal", "interval", "ratio", "set"})},
                            {"truth?", one_of({"single", "plural"})},
                            {"condition?", nullable(ref("Condition"))},
                            {"categories?", list_of(ref("Category"))}});
  all["CategoryChange"] = object({{"question", text()},
                                  {"from", list_of(text())},
                                  {"to", list_of(text())},
                                  {"kind", one_of({"same", "renamed", "merged", "split"})}});
  all["NewProject"] = object({{"name", text()},
                              {"description?", text()},
                              {"data_class?", data_class},
                              {"questions?", list_of(ref("Question"))}});
  all["ProjectEdit"] = object({{"name?", text()}, {"description?", text()}});
  all["Project"] = object({{"id", text()},
                           {"name", text()},
                           {"description", text()},
                           {"kind", one_of({"inspection", "programme"})},
                           {"state", one_of({"open", "closed"})},
                           {"data_class", data_class},
                           {"item_count", integer()},
                           {"annotation_count", integer()},
                           {"annotator_count", integer()},
                           {"gold_count", integer()},
                           {"created_at", text("date-time")},
                           {"etag", text()},
                           {"log_position", integer()}});
  all["ProjectPage"] = page_of(ref("Project"));
  all["SchemaChange"] =
      object({{"questions", list_of(ref("Question"))}, {"mapping?", list_of(ref("CategoryChange"))}});
  all["Schema"] = object({{"version", integer()},
                          {"questions", list_of(ref("Question"))},
                          {"versions", list_of(object({{"version", integer()},
                                                       {"created_at", text("date-time")},
                                                       {"mapping", list_of(ref("CategoryChange"))}}))}});
}

void add_rows(Json& all) {
  const Json time = nullable(text("date-time"));
  all["NewAnnotation"] =
      object({{"item", text()},
              {"question?", text()},
              {"annotator", text()},
              {"label", either({text(), number(), list_of(text()), {{"type", "null"}}})},
              {"started_at?", time},
              {"first_action_at?", time},
              {"submitted_at?", time},
              {"active_ms?", nullable(integer())},
              {"confidence?", nullable(share())},
              {"flag?", one_of({"none", "unsure", "guideline_gap", "item_defect"})},
              {"guideline_version?", nullable(text())},
              {"batch?", nullable(text())},
              {"provider?", nullable(text())},
              {"origin?", one_of({"unknown", "manual", "prediction", "prediction_changed"})},
              {"pass?", one_of({"initial", "repeat", "overlap", "gold", "review", "adjudication", "audit"})},
              {"role?", one_of({"annotator", "reviewer", "adjudicator", "expert", "model"})},
              {"rules?", nullable(list_of(text()))}});
  all["NewAnnotations"] = object({{"annotations", list_of(ref("NewAnnotation"))}});
  all["NewItem"] = object({{"key", text()},
                           {"kind", one_of({"text", "record", "conversation", "comparison", "image"})},
                           {"content", anything()},
                           {"attributes?", map_of(either({text(), number()}))}});
  all["NewItems"] = object({{"items", list_of(ref("NewItem"))}});
  all["NewGold"] = object({{"item", text()},
                           {"question?", text()},
                           {"label", either({text(), list_of(text())})},
                           {"source?", text()},
                           {"expert_count?", nullable(integer())}});
  all["NewGolds"] = object({{"gold", list_of(ref("NewGold"))}});
  all["Added"] = object({{"results", list_of(object({{"status", one_of({"added", "known", "refused"})},
                                                     {"sequence?", integer()},
                                                     {"error?", ref("Error")}}))},
                         {"log_position", integer()}});
}

}  // namespace

Json wire_schemas() {
  Json all = Json::object();
  all["Error"] = object({{"code", text()}, {"message", text()}, {"where", text()}});
  all["Done"] = object({});
  all["Health"] = object({{"status", one_of({"ok"})}});
  add_people(all);
  add_projects(all);
  add_rows(all);
  return all;
}

}  // namespace assay::http
