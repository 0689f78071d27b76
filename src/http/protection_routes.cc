#include "http/protection_routes.h"

#include <nlohmann/json.hpp>

#include "http/handlers.h"
#include "http/route_parts.h"

namespace assay::http {
namespace {

using enum Who;
using enum Scope;

void add_erasures(std::vector<Route>& to) {
  to.push_back({"GET",
                "/api/v1/projects/{id}/erasures",
                "Demands to erase items and annotators, newest first",
                signed_in,
                read,
                "",
                "ErasurePage",
                "",
                list_erasures,
                0,
                {page_limit, page_cursor}});
  to.push_back({"POST", "/api/v1/projects/{id}/erasures",
                "Demand that items, or who annotators are, be erased: nothing happens before a second person "
                "agrees",
                signed_in, write, "NewErasure", "Erasure",
                R"({"items":["key:i1"],"basis":"request","reference":"DSR-17"})", request_erasure, large});
  to.push_back({"POST", "/api/v1/projects/{id}/erasures/{erasure}/withdraw", "Take a demand back", signed_in,
                write, "", "Erasure", "", withdraw_erasure});
  to.push_back({"POST", "/api/v1/projects/{id}/erasures/{erasure}/execute",
                "Destroy the keys of the items and annotators, for good; with an approval (action "
                "destroy_key) of exactly the "
                "erasure's request",
                signed_in, write, "ErasureExecution", "Erasure", R"({"approval":"1"})", execute_erasure,
                small});
}

// Of people who have accounts.
void add_person_erasures(std::vector<Route>& to) {
  to.push_back({"GET",
                "/api/v1/erasures",
                "Demands to erase people who have accounts, newest first",
                administrator,
                read,
                "",
                "ErasurePage",
                "",
                list_person_erasures,
                0,
                {page_limit, page_cursor}});
  to.push_back({"POST", "/api/v1/erasures",
                "Demand that a person be erased, and every annotator that they are; nothing happens before a "
                "second person agrees (action destroy_key, with the person as its subject)",
                administrator, write, "NewPersonErasure", "Erasure",
                R"({"person":"2","basis":"request","reference":"DSR-18"})", request_person_erasure, small});
  to.push_back({"POST", "/api/v1/erasures/{erasure}/withdraw", "Take a demand about a person back",
                administrator, write, "", "Erasure", "", withdraw_person_erasure});
  to.push_back({"POST", "/api/v1/erasures/{erasure}/execute",
                "Erase the person, for good; with an approval of exactly the erasure's request",
                administrator, write, "ErasureExecution", "Erasure", R"({"approval":"1"})",
                execute_person_erasure, small});
}

void add_reports_about_people(std::vector<Route>& to) {
  to.push_back({.method = "GET",
                .path = "/api/v1/access_report",
                .summary = "What is held about oneself, as JSON",
                .handler = take_own_report,
                .answer_type = "application/json"});
  to.push_back({.method = "GET",
                .path = "/api/v1/users/{id}/access_report",
                .summary = "What is held about a person, as JSON",
                .who = administrator,
                .handler = take_person_report,
                .answer_type = "application/json"});
  to.push_back({.method = "GET",
                .path = "/api/v1/projects/{id}/annotator_report",
                .summary = "What is held about an annotator of the project, as JSON",
                .handler = take_annotator_report,
                .parameters = {{"annotator", "string", "the name that you see them under"}},
                .answer_type = "application/json"});
}

void add_holds(std::vector<Route>& to) {
  to.push_back({"GET", "/api/v1/projects/{id}/legal_holds", "What must not be erased, newest first",
                signed_in, read, "", "LegalHoldPage", "", list_holds});
  to.push_back({"POST", "/api/v1/projects/{id}/legal_holds",
                "Forbid that an item, an annotator, or everything of the project, be erased", signed_in,
                write, "NewLegalHold", "LegalHold",
                R"({"item":"key:i1","reason":"proceedings 4 O 17/26 are pending"})", place_hold, small});
  to.push_back({"POST", "/api/v1/projects/{id}/legal_holds/{hold}/lift", "Lift a legal hold", signed_in,
                write, "", "LegalHold", "", lift_hold});
  to.push_back({"GET", "/api/v1/projects/{id}/retention", "How long items are kept", signed_in, read, "",
                "Retention", "", show_retention});
  to.push_back({"POST", "/api/v1/projects/{id}/retention",
                "Keep items so many days after they came; null: until somebody erases them", signed_in, write,
                "NewRetention", "Retention", R"({"keep_days":365})", set_retention, small});
}

void add_looks(std::vector<Route>& to) {
  to.push_back({"GET", "/api/v1/projects/{id}/break_glass", "Who looked in an emergency, newest first",
                signed_in, read, "", "BreakGlassPage", "", list_broken_glass});
  to.push_back({"POST", "/api/v1/projects/{id}/break_glass",
                "Look at the items of a project about people without a part in it: for four hours, with an "
                "alarm to its owners and a review",
                signed_in, write, "NewBreakGlass", "BreakGlass",
                R"({"reason":"the owner is ill and a patient was mixed up"})", break_glass, small});
  to.push_back({"POST", "/api/v1/projects/{id}/break_glass/{glass}/review",
                "Say whether that was right; by an owner who did not do it", signed_in, write,
                "BreakGlassReview", "BreakGlass",
                R"({"review":"looked at two items, both named in the call"})", review_break_glass, small});
  to.push_back({.method = "GET",
                .path = "/api/v1/projects/{id}/access_report",
                .summary = "Who looked at which items, when and what for, as CSV",
                .handler = take_access_report,
                .parameters = {{"item", "string", "of this one alone: its id, or key:NAME"}},
                .answer_type = "text/csv"});
  to.push_back({.method = "GET",
                .path = "/api/v1/projects/{id}/processing_record",
                .summary = "The record of processing (GDPR Article 30) of the project",
                .handler = take_processing_record,
                .answer_type = "application/json"});
}

}  // namespace

void add_item_protection(std::vector<Route>& to) {
  add_erasures(to);
  add_person_erasures(to);
  add_reports_about_people(to);
  add_holds(to);
  add_looks(to);
}

void add_protection_schemas(schema::Json& all) {
  using namespace schema;
  const Json time = text("date-time");
  const Json maybe_time = nullable(time);
  const Json user = nullable(object({{"id", text()}, {"name", text()}}));
  const Json basis = one_of({"request", "retention", "contract", "defect"});
  all["NewErasure"] = object({{"items?", list_of(text())},
                              {"annotators?", list_of(text())},
                              {"basis?", basis},
                              {"reference?", text()}});
  all["NewPersonErasure"] = object({{"person", text()}, {"basis?", basis}, {"reference?", text()}});
  all["Erasure"] = object({{"id", text()},
                           {"basis", basis},
                           {"reference", text()},
                           {"state", one_of({"received", "executing", "executed", "withdrawn"})},
                           {"person", user},
                           {"item_count", integer()},
                           {"annotator_count", integer()},
                           {"held_count", integer()},
                           {"request", map_of(anything())},
                           {"requested_by", user},
                           {"requested_at", time},
                           {"executed_by", user},
                           {"executed_at", maybe_time},
                           {"receipt_sha256", nullable(text())}});
  all["ErasurePage"] = page_of(ref("Erasure"));
  all["ErasureExecution"] = object({{"approval", text()}});
  all["NewLegalHold"] = object({{"item?", text()}, {"annotator?", text()}, {"reason", text()}});
  all["LegalHold"] = object({{"id", text()},
                             {"item", nullable(text())},
                             {"annotator", nullable(text())},
                             {"reason", text()},
                             {"placed_by", user},
                             {"placed_at", time},
                             {"lifted_by", user},
                             {"lifted_at", maybe_time}});
  all["LegalHoldPage"] = page_of(ref("LegalHold"));
  all["NewRetention"] = object({{"keep_days", nullable(integer())}});
  all["Retention"] =
      object({{"keep_days", nullable(integer())}, {"changed_at", maybe_time}, {"last_run_at", maybe_time}});
  all["NewExport"] = object({{"what?", text()}, {"format?", text()}});
  all["ExportRequest"] = object({{"request", nullable(map_of(anything()))}});
  all["NewBreakGlass"] = object({{"reason", text()}});
  all["BreakGlassReview"] = object({{"review", text()}});
  all["BreakGlass"] = object({{"id", text()},
                              {"project", text()},
                              {"user", user},
                              {"reason", text()},
                              {"opened_at", time},
                              {"expires_at", time},
                              {"reviewed_by", user},
                              {"reviewed_at", maybe_time},
                              {"review", nullable(text())}});
  all["BreakGlassPage"] = page_of(ref("BreakGlass"));
}

}  // namespace assay::http
