#include "http/schemas.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "http/batch_schemas.h"
#include "http/json_schema.h"
#include "http/people_schemas.h"
#include "http/protection_routes.h"
#include "plans/planning.h"

namespace assay::http {
namespace {

using namespace schema;

// Of items, as a schema declares them.
void add_attributes(Json& all) {
  const Json type = one_of({"text", "number", "boolean", "date", "choice"});
  all["NewAttribute"] = object({{"name", text()},
                                {"type?", type},
                                {"required?", boolean()},
                                {"description?", text()},
                                {"values?", list_of(text())}});
  all["Attribute"] = object({{"name", text()},
                             {"type", type},
                             {"required", boolean()},
                             {"description", text()},
                             {"values", list_of(text())}});
  all["AttributesFit"] = object(
      {{"unfit_items", integer()},
       {"attributes",
        list_of(object(
            {{"name", text()}, {"fitting", integer()}, {"unfit", integer()}, {"missing", integer()}}))}});
}

void add_projects(Json& all) {
  add_attributes(all);
  const Json data_class = one_of({"public", "internal", "pii", "phi"});
  const Json kind = one_of({"nominal", "ordinal", "interval", "ratio", "set"});
  const Json truth = one_of({"single", "plural"});
  all["Condition"] = object({{"question", text()}, {"answer", text()}});
  all["NewCategory"] = object({{"name", text()},
                               {"description?", text()},
                               {"colour?", text()},
                               {"parent?", nullable(text())},
                               {"critical?", boolean()},
                               {"weight?", number()}});
  all["NewQuestion"] = object({{"name", text()},
                               {"kind?", kind},
                               {"truth?", truth},
                               {"condition?", nullable(ref("Condition"))},
                               {"categories?", list_of(ref("NewCategory"))}});
  all["Category"] = object({{"name", text()},
                            {"description", text()},
                            {"colour", text()},
                            {"parent", nullable(text())},
                            {"critical", boolean()},
                            {"weight", number()}});
  all["Question"] = object({{"name", text()},
                            {"kind", kind},
                            {"truth", truth},
                            {"condition", nullable(ref("Condition"))},
                            {"categories", list_of(ref("Category"))}});
  all["CategoryChange"] = object({{"question", text()},
                                  {"from", list_of(text())},
                                  {"to", list_of(text())},
                                  {"kind", one_of({"same", "renamed", "merged", "split"})}});
  all["NewProject"] = object({{"name", text()},
                              {"description?", text()},
                              {"data_class?", data_class},
                              {"purpose?", text()},
                              {"questions?", nullable(list_of(ref("NewQuestion")))},
                              {"attributes?", nullable(list_of(ref("NewAttribute")))}});
  all["ProjectEdit"] = object({{"name?", text()}, {"description?", text()}, {"purpose?", text()}});
  all["Project"] = object({{"id", text()},
                           {"name", text()},
                           {"description", text()},
                           {"kind", one_of({"inspection", "programme"})},
                           {"state", one_of({"open", "closed"})},
                           {"data_class", data_class},
                           {"purpose", text()},
                           {"role", text()},
                           {"rights", list_of(text())},
                           {"engagement", nullable(text())},
                           {"item_count", nullable(integer())},
                           {"annotation_count", nullable(integer())},
                           {"annotator_count", nullable(integer())},
                           {"gold_count", nullable(integer())},
                           {"created_at", text("date-time")},
                           {"etag", text()},
                           {"log_position", integer()}});
  all["ProjectPage"] = page_of(ref("Project"));
  all["SchemaChange"] = object({{"questions", list_of(ref("NewQuestion"))},
                                {"mapping?", list_of(ref("CategoryChange"))},
                                {"attributes?", nullable(list_of(ref("NewAttribute")))}});
  all["Schema"] = object({{"version", integer()},
                          {"questions", list_of(ref("Question"))},
                          {"attributes", list_of(ref("Attribute"))},
                          {"fit", nullable(ref("AttributesFit"))},
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
  all["NewItem"] =
      object({{"key", text()},
              {"kind", one_of({"text", "record", "conversation", "comparison", "image"})},
              {"content", anything()},
              {"attributes?", map_of(either({text(), number(), boolean(), {{"type", "null"}}}))}});
  all["NewItems"] = object({{"items", list_of(ref("NewItem"))}});
  all["NewGold"] = object({{"item", text()},
                           {"question?", text()},
                           {"label", either({text(), list_of(text())})},
                           {"source?", text()},
                           {"expert_count?", nullable(integer())}});
  all["NewGolds"] = object({{"gold", list_of(ref("NewGold"))}});
  all["LabelStudioEvent"] = anything();
  const Json results = list_of(object({{"status", one_of({"added", "known", "refused"})},
                                       {"sequence?", integer()},
                                       {"error?", ref("Error")}}));
  all["WebhookAdded"] =
      object({{"action", text()}, {"results", results}, {"gold", integer()}, {"regions", integer()}});
  all["Added"] = object({{"results", results}, {"log_position", integer()}});
  all["GoldReplacement"] = object({{"label", either({text(), list_of(text())})},
                                   {"source?", text()},
                                   {"expert_count?", nullable(integer())},
                                   {"reason", text()}});
  all["GoldRetirement"] = object({{"reason", text()}});
}

void add_files(Json& all) {
  const Json state = one_of({"queued", "running", "done", "failed", "cancelled"});
  const Json user = nullable(object({{"id", text()}, {"name", text()}}));
  all["NewUpload"] = object({{"name", text()}, {"size", integer()}});
  all["Upload"] = object({{"id", text()}, {"part_size", integer()}, {"parts", list_of(integer())}});
  all["ImportRequest"] =
      object({{"upload", text()},
              {"kind", one_of({"items", "annotations", "gold"})},
              {"format?", text()},
              {"mapping?", map_of(text())},
              {"item_kind?", one_of({"", "text", "record", "conversation", "comparison", "image"})},
              {"annotator_source?",
               object({{"kind", one_of({"column", "file_name", "fixed"})}, {"value?", text()}})},
              {"dry_run?", boolean()}});
  all["ImportProblem"] = object({{"row", nullable(integer())},
                                 {"column", nullable(text())},
                                 {"field", nullable(text())},
                                 {"message", text()}});
  all["ImportPreview"] = object(
      {{"format", text()},
       {"columns", list_of(object({{"name", text()}, {"role", text()}, {"examples", list_of(text())}}))},
       {"rows", list_of(map_of(text()))},
       {"row_count", integer()},
       {"problems", list_of(ref("ImportProblem"))},
       {"notes", list_of(text())},
       {"warnings", list_of(text())},
       {"new_count", nullable(integer())},
       {"known_count", nullable(integer())}});
  all["Import"] = object({{"id", text()},
                          {"kind", one_of({"items", "annotations", "gold", "webhook", "api"})},
                          {"file_name", text()},
                          {"file_sha256", text()},
                          {"format", text()},
                          {"state", state},
                          {"rows", integer()},
                          {"added", integer()},
                          {"known", integer()},
                          {"refused", integer()},
                          {"problems", list_of(ref("ImportProblem"))},
                          {"created_at", text("date-time")},
                          {"created_by", user}});
  all["ImportPage"] = page_of(ref("Import"));
  all["Job"] = object({{"id", text()},
                       {"project", text()},
                       {"kind", text()},
                       {"state", state},
                       {"done", integer()},
                       {"total", integer()},
                       {"step", text()},
                       {"error", nullable(ref("Error"))},
                       {"result", nullable(map_of(anything()))},
                       {"created_at", text("date-time")},
                       {"finished_at", nullable(text("date-time"))}});
  all["JobPage"] = page_of(ref("Job"));
  all["NewSnapshot"] = object(
      {{"name?", text()}, {"seed?", integer()}, {"level?", nullable(number())}, {"by?", list_of(text())}});
  all["Snapshot"] = object({{"id", text()},
                            {"name", text()},
                            {"log_position", integer()},
                            {"seed", integer()},
                            {"level", number()},
                            {"inputs_sha256", text()},
                            {"document_sha256", text()},
                            {"method_version", text()},
                            {"created_at", text("date-time")},
                            {"created_by", user},
                            {"job", nullable(text())},
                            {"state", state}});
  all["SnapshotPage"] = page_of(ref("Snapshot"));
}

void add_region(Json& all) {
  all["Mask"] = object({{"left", number()},
                        {"top", number()},
                        {"width", integer()},
                        {"height", integer()},
                        {"order", one_of({"rows", "columns"})},
                        {"runs", list_of(integer())}});
  all["Region"] = object({{"label", text()},
                          {"shape", text()},
                          {"points", list_of(list_of(number()))},
                          {"unit", one_of({"pixels"})},
                          {"mask", nullable(ref("Mask"))},
                          {"start", nullable(integer())},
                          {"end", nullable(integer())},
                          {"text", nullable(text())}});
}

void add_item_search(Json& all) {
  all["ItemSearch"] = object({{"question?", text()},
                              {"label?", text()},
                              {"annotator?", text()},
                              {"gold_label?", text()},
                              {"disagreement?", one_of({"yes", "no"})},
                              {"batch?", text()},
                              {"since?", text()},
                              {"until?", text()},
                              {"search?", text()},
                              {"attributes?", map_of(text())},
                              {"order?", one_of({"key", "disagreement", "errors"})},
                              {"cursor?", text()},
                              {"limit?", integer()}});
}

void add_item_views(Json& all) {
  const Json counts = map_of(map_of(integer()));
  const Json label = either({text(), number(), list_of(text()), {{"type", "null"}}});
  const Json time = nullable(text("date-time"));
  all["ItemRow"] =
      object({{"id", text()},
              {"key", text()},
              {"kind", one_of({"unseen", "text", "record", "conversation", "comparison", "image"})},
              {"excerpt", text()},
              {"attributes", map_of(text())},
              {"answers", counts},
              {"disagreement", nullable(share())},
              {"gold", map_of(text())}});
  all["ItemPage"] = page_of(ref("ItemRow"));
  all["ItemPage"]["properties"]["searched"] = integer();
  all["ItemPage"]["required"].push_back("searched");
  add_item_search(all);
  add_region(all);
  all["Annotation"] = object({{"sequence", integer()},
                              {"question", text()},
                              {"annotator", text()},
                              {"label", label},
                              {"submitted_at", time},
                              {"active_ms", nullable(integer())},
                              {"confidence", nullable(share())},
                              {"flag", nullable(text())},
                              {"guideline_version", nullable(text())},
                              {"batch", nullable(text())},
                              {"provider", nullable(text())},
                              {"origin", text()},
                              {"admission", text()},
                              {"reason", nullable(text())},
                              {"applies", boolean()},
                              {"in_force", boolean()},
                              {"regions", list_of(ref("Region"))}});
  all["Gold"] = object({{"id", text()},
                        {"item", text()},
                        {"question", text()},
                        {"label", label},
                        {"state", one_of({"candidate", "active", "suspended", "retired"})},
                        {"in_force", boolean()},
                        {"source", text()},
                        {"expert_count", nullable(integer())},
                        {"supersedes", nullable(text())},
                        {"created_at", text("date-time")}});
  all["Image"] = object({{"source", one_of({"kept", "folder", "bucket", "elsewhere"})},
                         {"name", text()},
                         {"sha256", nullable(text())},
                         {"bytes", nullable(integer())},
                         {"state", one_of({"verified", "differs", "missing", "unchecked"})},
                         {"note", nullable(text())}});
  all["ItemDetail"] = all["ItemRow"];
  const std::pair<const char*, Json> more[] = {{"content", anything()},
                                               {"image_url", nullable(text())},
                                               {"image", nullable(ref("Image"))},
                                               {"annotations", list_of(ref("Annotation"))},
                                               {"gold_labels", list_of(ref("Gold"))}};
  for (const auto& [name, value] : more) {
    all["ItemDetail"]["properties"][name] = value;
    all["ItemDetail"]["required"].push_back(name);
  }
}

void add_views(Json& all) {
  add_item_views(all);
  all["Inspection"] = document("InspectionDocument");
  all["OverviewQuestion"] = object(
      {{"question", text()},
       {"kind", text()},
       {"annotations", integer()},
       {"items", integer()},
       {"annotators", integer()},
       {"skipped", integer()},
       {"quarantined", integer()},
       {"agreement", list_of(document("AgreementRow"))},
       {"categories", list_of(object({{"category", text()}, {"count", integer()}, {"share", share()}}))},
       {"accuracy", nullable(document("Estimate"))},
       {"by_category", list_of(document("CategoryAccuracy"))},
       {"schema_versions", list_of(object({{"version", integer()}, {"annotations", integer()}}))},
       {"unmapped", integer()},
       {"does_not_apply", object({{"answers", integer()}, {"gold", integer()}})},
       {"histogram", list_of(object({{"lower", number()}, {"upper", number()}, {"items", integer()}}))}});
  all["Overview"] = object({{"log_position", integer()},
                            {"quarantined", integer()},
                            {"removed", object({{"items", integer()},
                                                {"annotations", integer()},
                                                {"gold", integer()},
                                                {"annotators", integer()}})},
                            {"questions", list_of(ref("OverviewQuestion"))}});
  all["AuditEvent"] = object({{"index", integer()},
                              {"at", text("date-time")},
                              {"user", nullable(object({{"id", text()}, {"name", text()}}))},
                              {"verb", text()},
                              {"object_kind", text()},
                              {"object", text()},
                              {"project", nullable(text())},
                              {"reason", nullable(text())},
                              {"request_id", text()},
                              {"leaf_sha256", text()},
                              {"rows", nullable(object({{"count", integer()}, {"root", text()}}))}});
  all["EventPage"] = page_of(ref("AuditEvent"));
  all["LogHead"] = object({{"size", integer()},
                           {"root", text()},
                           {"checkpoint", text()},
                           {"public_key", text()},
                           {"signed_at", text("date-time")}});
  all["Proof"] = object({{"proof", list_of(text())}});
  all["KeptHead"] = object({{"checkpoint", text()}});
  all["HeadCheck"] = object({{"consistent", boolean()}, {"message", text()}});
  all["Settings"] = object(
      {{"settings",
        list_of(object({{"name", text()}, {"value", text()}, {"source", text()}, {"help", text()}}))}});
}

void add_plans(Json& all) {
  Json options = object({});
  for (const plans::PlanOption& row : plans::plan_options()) {
    std::string name(row.name);
    std::replace(name.begin(), name.end(), '-', '_');
    constexpr std::array kinds = {+[] {
                                    return either({text(), number()});
                                  },
                                  +[] { return list_of(text()); }, +[] { return number(); },
                                  +[] { return integer(); }, +[] { return boolean(); }};
    options["properties"][name] = kinds[row.field.index()]();
    options["properties"][name]["description"] = row.help;
  }
  all["PlanOptions"] = std::move(options);
  all["ProjectionOptions"] = object({{"items", integer()},
                                     {"batch_size?", integer()},
                                     {"question?", text()},
                                     {"cluster?", one_of({"annotator", "batch"})},
                                     {"rho?", nullable(number())},
                                     {"limit?", integer()},
                                     {"level?", nullable(number())},
                                     {"seed?", integer()}});
  all["Planning"] = document("PlanningDocument");
  all["Projection"] = document("ProjectionDocument");
  all["Comparison"] = document("ComparisonDocument");
}

// What requests hold. Whoever may leave a member out may as well say null (http/json_fields.h).
constexpr std::array of_requests = {"NewApproval",        "NewErasure",      "NewLegalHold",
                                    "NewRetention",       "NewCalendar",     "NewInvitation",
                                    "NewMember",          "NewOrganisation", "OrganisationEdit",
                                    "PersonProof",        "GoldReplacement", "ImportRequest",
                                    "NewAnnotation",      "NewAttribute",    "NewCategory",
                                    "NewExport",          "NewGold",         "NewItem",
                                    "NewProject",         "NewQuestion",     "ItemSearch",
                                    "NewSnapshot",        "PlanOptions",     "ProjectEdit",
                                    "ProjectionOptions",  "SchemaChange",    "NewMessagePreferences",
                                    "OutgoingWebhookEdit"};

bool may_be_null(const Json& member) {
  const auto is_null = [](const Json& type) { return type == "null"; };
  if (member.contains("anyOf")) {
    const Json& any = member["anyOf"];
    return std::any_of(any.begin(), any.end(), may_be_null);
  }
  if (!member.contains("type")) return false;
  const Json& type = member["type"];
  return type.is_array() ? std::any_of(type.begin(), type.end(), is_null) : is_null(type);
}

void let_be_null(Json& schema) {
  const Json& required = schema["required"];
  for (auto& [name, member] : schema["properties"].items()) {
    const bool must_be = std::find(required.begin(), required.end(), name) != required.end();
    if (!must_be && !may_be_null(member)) member = nullable(std::move(member));
  }
}

}  // namespace

Json wire_schemas() {
  Json all = Json::object();
  // challenge: with the code second_factor_needed alone.
  all["Error"] = object({{"code", text()}, {"message", text()}, {"where", text()}, {"challenge?", text()}});
  all["Done"] = object({});
  all["Health"] = object({{"status", one_of({"ok"})}});
  add_people(all);
  add_account(all);
  add_users(all);
  add_approvals(all);
  add_organisations(all);
  add_projects(all);
  add_rows(all);
  add_files(all);
  add_views(all);
  add_engagements(all);
  add_protection_schemas(all);
  add_plans(all);
  add_messages(all);
  add_outgoing_webhooks(all);
  add_batches(all);
  add_own_items(all);
  for (const char* name : of_requests) let_be_null(all[name]);
  return all;
}

}  // namespace assay::http
