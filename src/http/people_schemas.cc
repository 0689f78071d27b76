#include "http/people_schemas.h"

#include <nlohmann/json.hpp>

#include "domain/approval.h"

namespace assay::http {

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
  const Json server = object({{"version", text()},
                              {"database", one_of({"sqlite", "postgresql"})},
                              {"log", one_of({"single_party"})},
                              {"idle_lock_minutes", integer()}});
  all["Session"] = object({{"user", ref("User")},
                           {"csrf_token", text()},
                           {"state", one_of({"open", "locked", "must_enrol"})},
                           {"server", server}});
  // Of who may be nobody.
  all["Visit"] = object({{"user", nullable(ref("User"))},
                         {"csrf_token", text()},
                         {"state", one_of({"nobody", "open", "locked", "must_enrol"})},
                         {"server?", server}});
  all["SingleSignOn"] =
      object({{"openid", nullable(object({{"button", text()}}))}, {"proxy_email", nullable(text("email"))}});
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

void add_account(Json& all) {
  const Json time = text("date-time");
  all["SignInCode"] = object({{"challenge", text()}, {"code", text()}});
  all["PersonProof"] = object({{"password", text("password")}, {"code?", text()}});
  all["PasswordAlone"] = object({{"password", text("password")}});
  all["CodeAlone"] = object({{"code", text()}});
  all["PasswordChange"] = object({{"old_password", text("password")}, {"new_password", text("password")}});
  all["OneSession"] = object(
      {{"id", text()},
       {"created_at", time},
       {"last_used_at", time},
       {"expires_at", time},
       {"methods", list_of(one_of({"password", "totp", "recovery_code", "openid_connect", "proxy_header"}))},
       {"locked", boolean()},
       {"current", boolean()}});
  all["SessionPage"] = page_of(ref("OneSession"));
  all["SessionsEnded"] = object({{"ended", integer()}});
  all["SecondFactor"] =
      object({{"enrolled", boolean()}, {"recovery_codes_left", integer()}, {"demanded", boolean()}});
  all["NewSecondFactor"] = object({{"secret", text()}, {"uri", text()}});
  all["RecoveryCodes"] = object({{"recovery_codes", list_of(text())}});
}

void add_users(Json& all) {
  const Json time = text("date-time");
  const Json user = nullable(object({{"id", text()}, {"name", text()}}));
  all["UserChange"] = object({{"reason", text()}});
  all["UserRow"] = all["User"];
  const std::pair<const char*, Json> more[] = {{"state", one_of({"invited", "active", "locked", "closed"})},
                                               {"created_at", time},
                                               {"second_factor", boolean()},
                                               {"locked_out_until", nullable(time)}};
  for (const auto& [name, value] : more) {
    all["UserRow"]["properties"][name] = value;
    all["UserRow"]["required"].push_back(name);
  }
  all["UserPage"] = page_of(ref("UserRow"));
  all["NewInvitation"] =
      object({{"email", text("email")}, {"administrator?", boolean()}, {"organisation?", nullable(text())}});
  all["Invitation"] = object({{"id", text()},
                              {"email", text("email")},
                              {"organisation", object({{"id", text()}, {"name", text()}})},
                              {"administrator", boolean()},
                              {"state", one_of({"open", "expired", "accepted", "revoked", "replaced"})},
                              {"created_at", time},
                              {"created_by", user},
                              {"expires_at", time}});
  all["InvitationPage"] = page_of(ref("Invitation"));
  all["InvitationMade"] = all["Invitation"];
  all["InvitationMade"]["properties"]["token"] = text();
  all["InvitationMade"]["required"].push_back("token");
  all["InvitationToken"] = object({{"token", text()}});
  all["OpenInvitation"] = object({{"email", text("email")}, {"organisation", text()}, {"expires_at", time}});
  all["Acceptance"] = object({{"token", text()}, {"name", text()}, {"password", text("password")}});
}

void add_approvals(Json& all) {
  const Json time = text("date-time");
  const Json user = nullable(object({{"id", text()}, {"name", text()}}));
  std::vector<std::string_view> actions;
  for (const domain::ApprovedAction& row : domain::approved_actions()) actions.push_back(row.name);
  const Json action = one_of(actions);
  all["Signing"] = object({{"sha256", text()}, {"password", text("password")}, {"code", text()}});
  all["Confirmation"] = object({{"confirmation", text()}, {"expires_at", time}});
  all["NewApproval"] = object({{"action", action},
                               {"project?", nullable(text())},
                               {"subject?", nullable(text())},
                               {"request", map_of(anything())}});
  all["Approval"] = object({{"id", text()},
                            {"action", action},
                            {"project", nullable(text())},
                            {"subject", user},
                            {"request", map_of(anything())},
                            {"sha256", text()},
                            {"state", one_of({"requested", "approved", "used", "expired"})},
                            {"requested_by", user},
                            {"requested_at", time},
                            {"approved_by", user},
                            {"approved_at", nullable(time)},
                            {"used_at", nullable(time)},
                            {"expires_at", time}});
  all["ApprovalPage"] = page_of(ref("Approval"));
  all["ApprovalConfirmation"] = object({{"confirmation", text()}});
}

void add_organisations(Json& all) {
  all["Calendar"] = object({{"time_zone", text()},
                            {"days", list_of(integer())},
                            {"from", text()},
                            {"until", text()},
                            {"holidays", list_of(text())}});
  all["NewCalendar"] = object({{"time_zone?", text()},
                               {"days?", list_of(integer())},
                               {"from?", text()},
                               {"until?", text()},
                               {"holidays?", list_of(text())}});
  const Json kind = one_of({"client", "provider"});
  all["NewOrganisation"] = object({{"name", text()}, {"kind?", kind}, {"calendar?", ref("NewCalendar")}});
  all["OrganisationEdit"] = object({{"name?", text()}, {"calendar?", ref("NewCalendar")}});
  all["Organisation"] = object({{"id", text()},
                                {"name", text()},
                                {"kind", kind},
                                {"state", one_of({"active", "suspended", "closed"})},
                                {"calendar", ref("Calendar")},
                                {"created_at", text("date-time")},
                                {"etag", text()}});
  all["OrganisationPage"] = page_of(ref("Organisation"));
  all["NewTeam"] = object({{"name", text()}});
  all["Team"] = object(
      {{"id", text()}, {"name", text()}, {"member_count", integer()}, {"created_at", text("date-time")}});
  all["TeamPage"] = page_of(ref("Team"));
  all["NewTeamMember"] = object({{"email", text("email")}});
  all["TeamMember"] = object({{"user", object({{"id", text()}, {"name", text()}})},
                              {"begins_at", text("date-time")},
                              {"ends_at", nullable(text("date-time"))}});
  all["TeamMemberPage"] = page_of(ref("TeamMember"));
}

namespace {

void add_fields(Json& to, std::initializer_list<std::pair<const char*, Json>> more) {
  for (const auto& [name, value] : more) {
    to["properties"][name] = value;
    to["required"].push_back(name);
  }
}

// What is known of a part of the annotations, under the name that tells which.
Json part_named(const char* name) {
  return object({{name, text()},
                 {"annotations", integer()},
                 {"items", integer()},
                 {"annotators", integer()},
                 {"accuracy", document("Estimate")},
                 {"agreement", list_of(object({{"question", text()}, {"estimate", document("Estimate")}}))}});
}

void add_times(Json& to) {
  const Json parts = list_of(ref("WorkPart"));
  add_fields(to, {{"weekdays", parts}, {"shifts", parts}, {"day_parts", parts}, {"without_time", integer()}});
}

void add_view(Json& to) {
  add_fields(to, {{"time_zone", text()},
                  {"item_count", integer()},
                  {"annotation_count", integer()},
                  {"annotator_count", integer()},
                  {"overview", ref("Overview")},
                  {"weeks", list_of(ref("ProviderWeek"))}});
  add_times(to);
}

// Of an engagement and its teams.
void add_work(Json& all) {
  all["WorkPart"] = part_named("name");
  all["ProviderWeek"] = part_named("begins");
  all["TeamPart"] = part_named("name");
  add_fields(all["TeamPart"], {{"id", text()}, {"member_count", integer()}});
  all["ProviderView"] = all["Engagement"];
  add_view(all["ProviderView"]);
  add_fields(all["ProviderView"], {{"teams", list_of(ref("TeamPart"))},
                                   {"no_team", ref("WorkPart")},
                                   {"no_time", ref("WorkPart")},
                                   {"unknown_annotators", integer()}});
  all["TeamView"] = object(
      {{"id", text()}, {"name", text()}, {"member_count", integer()}, {"engagement", ref("Engagement")}});
  add_view(all["TeamView"]);
  all["WorkTimes"] = object(
      {{"log_position", integer()},
       {"calendars",
        list_of(object({{"provider", nullable(text())}, {"organisation", text()}, {"time_zone", text()}}))}});
  add_times(all["WorkTimes"]);
}

}  // namespace

void add_engagements(Json& all) {
  const Json organisation = object({{"id", text()}, {"name", text()}});
  const Json role = one_of({"owner", "expert", "lead", "reviewer", "annotator", "auditor"});
  all["NewEngagement"] = object({{"organisation", text()}});
  all["Engagement"] = object({{"id", text()},
                              {"organisation", organisation},
                              {"provider", text()},
                              {"state", one_of({"proposed", "selected", "qualification", "calibration",
                                                "pilot", "production", "paused", "ended"})},
                              {"created_at", text("date-time")},
                              {"ended_at", nullable(text("date-time"))}});
  all["EngagementPage"] = page_of(ref("Engagement"));
  add_work(all);
  all["NewMember"] = object({{"email", text("email")},
                             {"role", role},
                             {"engagement?", nullable(text())},
                             {"adjudicates?", boolean()},
                             {"annotator?", nullable(text())}});
  all["Member"] = object({{"user", object({{"id", text()}, {"name", text()}, {"email", text("email")}})},
                          {"organisation", organisation},
                          {"role", role},
                          {"engagement", nullable(text())},
                          {"adjudicates", boolean()},
                          {"annotator", nullable(text())},
                          {"created_at", text("date-time")}});
  all["MemberPage"] = page_of(ref("Member"));
  all["PeopleOutcome"] = object(
      {{"applied", boolean()},
       {"rows", integer()},
       {"added", integer()},
       {"changed", integer()},
       {"unchanged", integer()},
       {"invited", list_of(text())},
       {"teams", list_of(text())},
       {"notes", list_of(text())},
       {"problem_count", integer()},
       {"problems",
        list_of(object({{"row", nullable(integer())}, {"column", nullable(text())}, {"message", text()}}))},
       {"invitations", list_of(object({{"email", text("email")}, {"token", text()}}))}});
}

void add_messages(Json& all) {
  const Json time = nullable(text("date-time"));
  all["Message"] = object({{"id", text()},
                           {"kind", text()},
                           {"subject", text()},
                           {"text", text()},
                           {"project", nullable(object({{"id", text()}, {"name", text()}}))},
                           {"link", text()},
                           {"created_at", text("date-time")},
                           {"read_at", time}});
  all["MessagePage"] = page_of(ref("Message"));
  all["UnreadMessages"] = object({{"unread", integer()}});
  all["SeenMessages"] = object({{"up_to", text()}});
  all["ReadMessages"] = object({{"read", integer()}});
  const Json digest = one_of({"off", "hourly", "daily"});
  all["NewMessagePreferences"] = object({{"digest", digest},
                                         {"digest_hour?", integer()},
                                         {"quiet_from?", nullable(text())},
                                         {"quiet_to?", nullable(text())},
                                         {"mail?", map_of(boolean())}});
  all["MessagePreferences"] =
      object({{"digest", digest},
              {"digest_hour", integer()},
              {"quiet_from", nullable(text())},
              {"quiet_to", nullable(text())},
              {"kinds", list_of(object({{"kind", text()}, {"title", text()}, {"mail", boolean()}}))},
              {"time_zone", text()},
              {"has_mail", boolean()}});
  all["Sending"] = object({{"id", text()},
                           {"channel", one_of({"mail", "webhook"})},
                           {"kind", text()},
                           {"state", one_of({"queued", "sending", "sent", "failed", "given_up"})},
                           {"user", nullable(text())},
                           {"webhook", nullable(text())},
                           {"project", nullable(text())},
                           {"event", nullable(text())},
                           {"attempts", integer()},
                           {"next_at", time},
                           {"status", nullable(integer())},
                           {"duration_ms", nullable(integer())},
                           {"error", nullable(text())},
                           {"created_at", text("date-time")},
                           {"sent_at", time}});
  all["SendingPage"] = page_of(ref("Sending"));
}

void add_outgoing_webhooks(Json& all) {
  all["NewOutgoingWebhook"] = object({{"url", text()}, {"kinds", list_of(text())}});
  all["OutgoingWebhookEdit"] = object({{"kinds?", list_of(text())}, {"state?", one_of({"on", "off"})}});
  all["OutgoingWebhook"] = object({{"id", text()},
                                   {"url", text()},
                                   {"kinds", list_of(text())},
                                   {"state", one_of({"on", "off"})},
                                   {"created_at", text("date-time")}});
  all["OutgoingWebhookMade"] = all["OutgoingWebhook"];
  all["OutgoingWebhookMade"]["properties"]["secret"] = text();
  all["OutgoingWebhookMade"]["required"].push_back("secret");
  all["OutgoingWebhookPage"] = page_of(ref("OutgoingWebhook"));
  const std::pair<const char*, Json> more[] = {
      {"kinds", list_of(object({{"kind", text()}, {"title", text()}}))}, {"hosts", list_of(text())}};
  for (const auto& [name, value] : more) {
    all["OutgoingWebhookPage"]["properties"][name] = value;
    all["OutgoingWebhookPage"]["required"].push_back(name);
  }
}

// A rate may be sent as a number or, exactly, as a text.

}  // namespace assay::http
