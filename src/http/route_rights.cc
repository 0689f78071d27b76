#include "http/route_rights.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/permissions.h"
#include "domain/engagement.h"

namespace assay::http {
namespace {

constexpr RouteRight table[] = {
    {"GET", "/healthz", "anybody"},
    {"GET", "/readyz", "anybody"},
    {"GET", "/metrics", "anybody"},
    {"GET", "/api/v1/openapi.json", "anybody"},
    {"GET", "/api/v1/docs", "anybody"},
    {"GET", "/api/v1/docs/reference.js", "anybody"},
    {"GET", "/api/v1/docs/reference.css", "anybody"},
    {"GET", "/api/v1/events", "signed_in"},
    {"GET", "/api/v1/setup", "anybody"},
    {"POST", "/api/v1/setup", "anybody"},
    {"POST", "/api/v1/session", "anybody"},
    {"GET", "/api/v1/session", "anybody"},
    {"DELETE", "/api/v1/session", "signed_in"},
    {"GET", "/api/v1/single_sign_on", "anybody"},
    {"GET", "/api/v1/single_sign_on/start", "anybody"},
    {"GET", "/api/v1/single_sign_on/callback", "anybody"},
    {"POST", "/api/v1/single_sign_on/proxy", "anybody"},
    {"GET", "/api/v1/tokens", "signed_in"},
    {"POST", "/api/v1/tokens", "signed_in"},
    {"POST", "/api/v1/tokens/{id}/revoke", "signed_in"},
    {"POST", "/api/v1/session/second_factor", "anybody"},
    {"POST", "/api/v1/session/unlock", "signed_in"},
    {"GET", "/api/v1/sessions", "signed_in"},
    {"POST", "/api/v1/sessions/{id}/end", "signed_in"},
    {"POST", "/api/v1/sessions/end_others", "signed_in"},
    {"POST", "/api/v1/password", "signed_in"},
    {"GET", "/api/v1/second_factor", "signed_in"},
    {"POST", "/api/v1/second_factor", "signed_in"},
    {"POST", "/api/v1/second_factor/confirm", "signed_in"},
    {"POST", "/api/v1/second_factor/remove", "signed_in"},
    {"POST", "/api/v1/second_factor/recovery_codes", "signed_in"},
    {"GET", "/api/v1/users", "administrator"},
    {"POST", "/api/v1/users/{id}/lock", "administrator"},
    {"POST", "/api/v1/users/{id}/unlock", "administrator"},
    {"POST", "/api/v1/users/{id}/close", "administrator"},
    {"POST", "/api/v1/users/{id}/end_sessions", "administrator"},
    {"POST", "/api/v1/users/{id}/reset_second_factor", "administrator"},
    {"GET", "/api/v1/invitations", "administrator"},
    {"POST", "/api/v1/invitations", "administrator"},
    {"POST", "/api/v1/invitations/{id}/revoke", "administrator"},
    {"POST", "/api/v1/invitations/open", "anybody"},
    {"POST", "/api/v1/invitations/accept", "anybody"},
    {"POST", "/api/v1/confirmations", "signed_in"},
    {"GET", "/api/v1/approvals", "signed_in"},
    {"POST", "/api/v1/approvals", "signed_in"},
    {"POST", "/api/v1/approvals/{id}/approve", "approve"},
    {"GET", "/api/v1/organisations", "signed_in"},
    {"POST", "/api/v1/organisations", "administrator"},
    {"PATCH", "/api/v1/organisations/{id}", "administrator"},
    {"POST", "/api/v1/organisations/{id}/suspend", "administrator"},
    {"POST", "/api/v1/organisations/{id}/activate", "administrator"},
    {"POST", "/api/v1/organisations/{id}/close", "administrator"},
    {"GET", "/api/v1/organisations/{id}/teams", "own_organisation"},
    {"POST", "/api/v1/organisations/{id}/teams", "own_organisation"},
    {"GET", "/api/v1/teams/{id}/members", "own_organisation"},
    {"POST", "/api/v1/teams/{id}/members", "own_organisation"},
    {"POST", "/api/v1/teams/{id}/members/{user}/leave", "own_organisation"},
    {"GET", "/api/v1/organisations/{id}/people/csv", "own_organisation"},
    {"POST", "/api/v1/organisations/{id}/people/csv", "own_organisation"},
    {"GET", "/api/v1/teams/{id}/members/csv", "own_organisation"},
    {"POST", "/api/v1/teams/{id}/members/csv", "own_organisation"},
    {"GET", "/api/v1/projects", "signed_in"},
    {"POST", "/api/v1/projects", "signed_in"},
    {"GET", "/api/v1/projects/{id}", "see_project"},
    {"PATCH", "/api/v1/projects/{id}", "edit_project"},
    {"POST", "/api/v1/projects/{id}/close", "close_project"},
    {"POST", "/api/v1/projects/{id}/open", "close_project"},
    {"GET", "/api/v1/projects/{id}/schema", "see_project"},
    {"POST", "/api/v1/projects/{id}/schema", "edit_schema"},
    {"GET", "/api/v1/projects/{id}/engagements", "see_people"},
    {"POST", "/api/v1/projects/{id}/engagements", "engage_provider"},
    {"GET", "/api/v1/projects/{id}/engagements/{engagement}", "see_quality"},
    {"GET", "/api/v1/projects/{id}/engagements/{engagement}/teams/{team}", "see_quality"},
    {"GET", "/api/v1/projects/{id}/work_times", "see_quality"},
    {"POST", "/api/v1/projects/{id}/engagements/{engagement}/end", "engage_provider"},
    {"GET", "/api/v1/projects/{id}/members", "see_people"},
    {"POST", "/api/v1/projects/{id}/members", "change_people"},
    {"POST", "/api/v1/projects/{id}/members/{user}/remove", "change_people"},
    {"GET", "/api/v1/erasures", "administrator"},
    {"POST", "/api/v1/erasures", "administrator"},
    {"POST", "/api/v1/erasures/{erasure}/withdraw", "administrator"},
    {"POST", "/api/v1/erasures/{erasure}/execute", "administrator"},
    {"GET", "/api/v1/access_report", "signed_in"},
    {"GET", "/api/v1/users/{id}/access_report", "administrator"},
    {"GET", "/api/v1/projects/{id}/annotator_report", "see_people"},
    {"GET", "/api/v1/projects/{id}/erasures", "see_protection"},
    {"POST", "/api/v1/projects/{id}/erasures", "erase"},
    {"POST", "/api/v1/projects/{id}/erasures/{erasure}/withdraw", "erase"},
    {"POST", "/api/v1/projects/{id}/erasures/{erasure}/execute", "erase"},
    {"GET", "/api/v1/projects/{id}/legal_holds", "see_protection"},
    {"POST", "/api/v1/projects/{id}/legal_holds", "change_protection"},
    {"POST", "/api/v1/projects/{id}/legal_holds/{hold}/lift", "change_protection"},
    {"GET", "/api/v1/projects/{id}/retention", "see_protection"},
    {"POST", "/api/v1/projects/{id}/retention", "change_protection"},
    {"GET", "/api/v1/projects/{id}/break_glass", "see_protection"},
    {"POST", "/api/v1/projects/{id}/break_glass", "emergency"},
    {"POST", "/api/v1/projects/{id}/break_glass/{glass}/review", "change_protection"},
    {"GET", "/api/v1/projects/{id}/access_report", "see_protection"},
    {"GET", "/api/v1/projects/{id}/processing_record", "see_protection"},
    {"GET", "/api/v1/projects/{id}/members/csv", "see_people"},
    {"POST", "/api/v1/projects/{id}/members/csv", "change_people"},
    {"GET", "/api/v1/projects/{id}/batches", "see_batches"},
    {"POST", "/api/v1/projects/{id}/batches", "change_batches"},
    {"GET", "/api/v1/projects/{id}/batches/{batch}", "see_batches"},
    {"GET", "/api/v1/projects/{id}/batches/{batch}/items", "see_batches"},
    {"POST", "/api/v1/projects/{id}/batches/{batch}/release", "change_batches"},
    {"POST", "/api/v1/projects/{id}/batches/{batch}/assignments", "assign_items"},
    {"POST", "/api/v1/projects/{id}/batches/{batch}/finish", "assign_items"},
    {"POST", "/api/v1/projects/{id}/batches/{batch}/deliver", "assign_items"},
    {"POST", "/api/v1/projects/{id}/batches/{batch}/recall", "change_batches"},
    {"GET", "/api/v1/projects/{id}/annotators", "assign_items"},
    {"POST", "/api/v1/projects/{id}/assignments/{assignment}/revoke", "assign_items"},
    {"GET", "/api/v1/projects/{id}/own_items", "see_own_items"},
    {"GET", "/api/v1/projects/{id}/own_items/{assignment}", "see_own_items"},
    {"GET", "/api/v1/projects/{id}/own_items/{assignment}/image", "see_own_items"},
    {"POST", "/api/v1/projects/{id}/own_items/{assignment}/submit", "answer_own_items"},
    {"POST", "/api/v1/projects/{id}/own_items/{assignment}/return", "answer_own_items"},
    {"POST", "/api/v1/projects/{id}/annotations", "add_annotations"},
    {"POST", "/api/v1/projects/{id}/items", "import_data"},
    {"GET", "/api/v1/projects/{id}/items", "see_items"},
    {"POST", "/api/v1/projects/{id}/items/search", "see_items"},
    {"GET", "/api/v1/projects/{id}/items/{item}", "see_items"},
    {"GET", "/api/v1/projects/{id}/items/{item}/image", "see_items"},
    {"POST", "/api/v1/projects/{id}/gold", "change_gold"},
    {"POST", "/api/v1/projects/{id}/gold/{gold}/replace", "change_gold"},
    {"POST", "/api/v1/projects/{id}/gold/{gold}/retire", "change_gold"},
    {"POST", "/api/v1/projects/{id}/webhooks/label_studio", "add_annotations"},
    {"POST", "/api/v1/projects/{id}/uploads", "import_data"},
    {"GET", "/api/v1/uploads/{id}", "import_data"},
    {"PUT", "/api/v1/uploads/{id}/parts/{n}", "import_data"},
    {"POST", "/api/v1/projects/{id}/imports/preview", "import_data"},
    {"POST", "/api/v1/projects/{id}/imports", "import_data"},
    {"GET", "/api/v1/projects/{id}/imports", "see_jobs"},
    {"GET", "/api/v1/jobs", "see_jobs"},
    {"GET", "/api/v1/jobs/{id}", "see_jobs"},
    {"POST", "/api/v1/jobs/{id}/cancel", "cancel_job"},
    {"GET", "/api/v1/projects/{id}/overview", "see_quality"},
    {"POST", "/api/v1/projects/{id}/snapshots", "make_snapshot"},
    {"GET", "/api/v1/projects/{id}/snapshots", "see_snapshots"},
    {"GET", "/api/v1/snapshots/{id}", "see_snapshots"},
    {"GET", "/api/v1/snapshots/{id}/inspection", "see_snapshots"},
    {"GET", "/api/v1/snapshots/{id}/report.html", "see_snapshots"},
    {"POST", "/api/v1/snapshots/{id}/repeat", "make_snapshot"},
    {"POST", "/api/v1/planning/{what}", "signed_in"},
    {"POST", "/api/v1/projects/{id}/projection", "see_snapshots"},
    {"GET", "/api/v1/projects/{id}/comparison", "see_snapshots"},
    {"GET", "/api/v1/projects/{id}/export", "export_data"},
    {"GET", "/api/v1/projects/{id}/export_request", "export_data"},
    {"POST", "/api/v1/projects/{id}/exports", "export_data"},
    {"GET", "/api/v1/projects/{id}/exports/{job}/file", "export_data"},
    {"GET", "/api/v1/audit/events", "see_audit"},
    {"GET", "/api/v1/audit/head", "signed_in"},
    {"GET", "/api/v1/audit/proofs/inclusion", "signed_in"},
    {"GET", "/api/v1/audit/proofs/consistency", "signed_in"},
    {"POST", "/api/v1/audit/check", "signed_in"},
    {"GET", "/api/v1/audit/export", "administrator"},
    {"GET", "/api/v1/settings", "administrator"},
    {"GET", "/api/v1/messages", "signed_in"},
    {"GET", "/api/v1/messages/unread", "signed_in"},
    {"POST", "/api/v1/messages/{message}/read", "signed_in"},
    {"POST", "/api/v1/messages/read", "signed_in"},
    {"GET", "/api/v1/message_preferences", "signed_in"},
    {"PUT", "/api/v1/message_preferences", "signed_in"},
    {"GET", "/api/v1/sendings", "administrator"},
    {"POST", "/api/v1/sendings/{sending}/again", "administrator"},
    {"GET", "/api/v1/projects/{id}/outgoing_webhooks", "see_webhooks"},
    {"POST", "/api/v1/projects/{id}/outgoing_webhooks", "change_webhooks"},
    {"PATCH", "/api/v1/projects/{id}/outgoing_webhooks/{webhook}", "change_webhooks"},
    {"POST", "/api/v1/projects/{id}/outgoing_webhooks/{webhook}/remove", "change_webhooks"},
    {"GET", "/api/v1/projects/{id}/outgoing_webhooks/{webhook}/sendings", "see_webhooks"},
    {"POST", "/api/v1/projects/{id}/outgoing_webhooks/{webhook}/sendings/{sending}/again", "change_webhooks"},
};

constexpr std::string_view head =
    "# Rights\n\n"
    "Who may do what. This page is made from the tables that the server asks (`src/app/permissions.cc`,\n"
    "`src/http/route_rights.cc`); a test compares it.\n\n"
    "Owners, experts and auditors stand on the client's side and see the whole project. Leads and "
    "annotators\n"
    "work in one provider's engagement; reviewers stand on either side. Whoever works in an engagement sees\n"
    "that provider's rows alone: its annotators, the items they answered, their numbers. Annotators see the\n"
    "items that are assigned to them and their own labels. Annotators of an\n"
    "engaged provider stand under pseudonyms to everybody but their own organisation. The server's\n"
    "administrator has no right in a project unless they are its member.\n\n"
    "To whoever has no role in a project it does not exist: the answer is 404, the same as for an id that "
    "was\n"
    "never given.\n\n";

std::string verbs_table() {
  std::string out = "## Verbs and roles\n\n| verb |";
  for (const domain::MemberRole& role : domain::member_roles) out += fmt::format(" {} |", role.name);
  out += "\n|---|";
  for (std::size_t at = 0; at < domain::member_roles.size(); ++at) out += "---|";
  out += "\n";
  for (const app::Permission& row : app::permissions()) {
    if (row.roles == "administrator") continue;
    out += fmt::format("| `{}` |", row.name);
    for (const domain::MemberRole& role : domain::member_roles)
      out += app::role_may(role.name, row) ? " yes |" : " |";
    out += "\n";
  }
  return out;
}

std::string routes_table() {
  std::string out =
      "\n## Routes\n\n`anybody` needs no signing in; `signed_in` shows the caller's own; `administrator` is "
      "of the\n"
      "server; `own_organisation` its leads and the administrator; `emergency` somebody of the client who "
      "has "
      "no part in the project, which must be about people.\n\n| route | right |\n|---|---|\n";
  for (const RouteRight& row : table)
    out += fmt::format("| `{} {}` | `{}` |\n", row.method, row.path, row.right);
  return out;
}

}  // namespace

std::span<const RouteRight> route_rights() { return table; }

std::string_view right_of(std::string_view method, std::string_view path) {
  const auto row = std::find_if(std::begin(table), std::end(table), [&](const RouteRight& each) {
    return each.method == method && each.path == path;
  });
  return row == std::end(table) ? std::string_view() : row->right;
}

std::string rights_page() { return std::string(head) + verbs_table() + routes_table(); }

}  // namespace assay::http
