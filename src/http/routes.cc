#include "http/routes.h"

#include "http/access_routes.h"
#include "http/batch_routes.h"
#include "http/handlers.h"
#include "http/people_routes.h"
#include "http/protection_routes.h"
#include "http/route_parts.h"

namespace assay::http {
namespace {

using enum Who;
using enum Scope;

void add_server(std::vector<Route>& to) {
  to.push_back({"GET", "/healthz", "Whether the server lives", anybody, read, "", "Health",
                R"({"status":"ok"})", show_health});
  to.push_back({"GET", "/readyz",
                "Whether the server can work: its database answers, its projects are in memory", anybody,
                read, "", "Health", R"({"status":"ok"})", show_readiness});
  to.push_back(
      {.method = "GET",
       .path = "/metrics",
       .summary = "Counts and times for Prometheus; from this machine or with the token of the settings",
       .who = anybody,
       .handler = show_metrics,
       .answer_type = "text/plain"});
  to.push_back({.method = "GET",
                .path = "/api/v1/openapi.json",
                .summary = "This contract, for programs",
                .who = anybody,
                .handler = show_openapi});
  to.push_back({.method = "GET",
                .path = "/api/v1/docs",
                .summary = "This contract, for people",
                .who = anybody,
                .handler = show_reference,
                .answer_type = "text/html"});
  to.push_back({.method = "GET",
                .path = "/api/v1/docs/reference.js",
                .summary = "The script of that page",
                .who = anybody,
                .handler = show_reference_script,
                .answer_type = "text/javascript"});
  to.push_back({.method = "GET",
                .path = "/api/v1/docs/reference.css",
                .summary = "The style of that page",
                .who = anybody,
                .handler = show_reference_style,
                .answer_type = "text/css"});
  to.push_back({.method = "GET",
                .path = "/api/v1/events",
                .summary =
                    "Changes as they happen: events job, project, log and message, data {project, job, "
                    "log_position}",
                .handler = open_events,
                .answer_type = "text/event-stream"});
}

void add_single_sign_on(std::vector<Route>& to) {
  to.push_back({"GET", "/api/v1/single_sign_on",
                "How else one may sign in: by an issuer of OpenID Connect, or as whom a trusted proxy says",
                anybody, read, "", "SingleSignOn",
                R"({"openid":{"button":"Sign in with Example"},"proxy_email":null})", show_single_sign_on});
  to.push_back({.method = "GET",
                .path = "/api/v1/single_sign_on/start",
                .summary = "For browsers: on to the issuer",
                .who = anybody,
                .handler = start_single_sign_on,
                .parameters = {{"then", "string", "a path of the application to end at"}},
                .status = 303});
  to.push_back({.method = "GET",
                .path = "/api/v1/single_sign_on/callback",
                .summary = "For browsers: back from the issuer, with a session on to the application",
                .who = anybody,
                .handler = finish_single_sign_on,
                .parameters = {{"code", "string", "of the issuer"},
                               {"state", "string", "that the browser left with"},
                               {"iss", "string", "the issuer, where it says so"},
                               {"error", "string", "of the issuer, in place of a code"}},
                .status = 303});
  to.push_back({"POST", "/api/v1/single_sign_on/proxy",
                "Sign in as whom the trusted proxy in front of the server says: sets the cookie of a session",
                anybody, write, "", "Session", "", sign_in_by_proxy});
}

void add_organisations(std::vector<Route>& to) {
  to.push_back({"GET", "/api/v1/organisations", "Organisations: all for who may engage one, else the own",
                signed_in, read, "", "OrganisationPage", "", list_organisations});
  to.push_back({"POST", "/api/v1/organisations", "Add an organisation", administrator, write,
                "NewOrganisation", "Organisation",
                R"({"name":"Example Labels","kind":"provider","calendar":{"time_zone":"Europe/Berlin"}})",
                add_organisation, small});
  to.push_back({"PATCH",
                "/api/v1/organisations/{id}",
                "Rename an organisation, change its calendar",
                administrator,
                write,
                "OrganisationEdit",
                "Organisation",
                R"({"calendar":{"holidays":["2026-12-25"]}})",
                edit_organisation,
                small,
                {if_match}});
  to.push_back({"POST", "/api/v1/organisations/{id}/suspend", "Lock an organisation's people out",
                administrator, write, "", "Organisation", "", suspend_organisation});
  to.push_back({"POST", "/api/v1/organisations/{id}/activate", "Let them in again", administrator, write, "",
                "Organisation", "", activate_organisation});
  to.push_back({"POST", "/api/v1/organisations/{id}/close", "Close an organisation for good", administrator,
                write, "", "Organisation", "", close_organisation});
  to.push_back({"GET", "/api/v1/organisations/{id}/teams", "The teams of an organisation, for its leads",
                signed_in, read, "", "TeamPage", "", list_teams});
  to.push_back({"POST", "/api/v1/organisations/{id}/teams", "Add a team", signed_in, write, "NewTeam", "Team",
                R"({"name":"Night shift"})", add_team, small});
  to.push_back({"GET", "/api/v1/teams/{id}/members", "Who is and was in a team, and when", signed_in, read,
                "", "TeamMemberPage", "", list_team_members});
  to.push_back({"POST", "/api/v1/teams/{id}/members", "Somebody joins a team, from now on", signed_in, write,
                "NewTeamMember", "Done", R"({"email":"maria@labels.example"})", join_team, small});
  to.push_back({"POST", "/api/v1/teams/{id}/members/{user}/leave", "Somebody leaves a team, from now on",
                signed_in, write, "", "Done", "", leave_team});
}

void add_engagements(std::vector<Route>& to) {
  to.push_back({"GET", "/api/v1/projects/{id}/engagements",
                "The providers of a project; a provider's people see their own engagement", signed_in, read,
                "", "EngagementPage", "", list_engagements});
  to.push_back({"POST", "/api/v1/projects/{id}/engagements",
                "Engage a provider: what names it is its own part from now on, its annotators are pseudonyms",
                signed_in, write, "NewEngagement", "Engagement", R"({"organisation":"2"})", engage_provider,
                small});
  to.push_back({"GET", "/api/v1/projects/{id}/engagements/{engagement}",
                "One provider's work: how it stands, and week by week", signed_in, read, "", "ProviderView",
                "", show_engagement});
  to.push_back({"POST", "/api/v1/projects/{id}/engagements/{engagement}/end",
                "End an engagement: nothing more comes in by it", signed_in, write, "", "Engagement", "",
                end_engagement});
  to.push_back({"GET", "/api/v1/projects/{id}/members",
                "The people of a project; a lead sees those of the own engagement", signed_in, read, "",
                "MemberPage", "", list_members});
  to.push_back({"POST", "/api/v1/projects/{id}/members", "Bring somebody in, or give them another role",
                signed_in, write, "NewMember", "Member",
                R"({"email":"maria@labels.example","role":"annotator","engagement":"1"})", set_member,
                small});
  to.push_back({"POST", "/api/v1/projects/{id}/members/{user}/remove", "Take somebody out of a project",
                signed_in, write, "", "Done", "", remove_member});
}

void add_projects(std::vector<Route>& to) {
  to.push_back({"GET",
                "/api/v1/projects",
                "Your projects, newest first",
                signed_in,
                read,
                "",
                "ProjectPage",
                "",
                list_projects,
                0,
                {page_limit, page_cursor}});
  to.push_back(
      {"POST", "/api/v1/projects", "Make a project; you own it", signed_in, write, "NewProject", "Project",
       R"({"name":"Reviews","description":"","data_class":"internal","questions":[{"name":"sentiment",)"
       R"("kind":"nominal","categories":[{"name":"positive"},{"name":"negative"}]}]})",
       create_project, large});
  to.push_back({"GET", "/api/v1/projects/{id}", "A project and what is counted of it", signed_in, read, "",
                "Project", "", show_project});
  to.push_back({"PATCH",
                "/api/v1/projects/{id}",
                "Rename or describe a project",
                signed_in,
                write,
                "ProjectEdit",
                "Project",
                R"({"name":"Reviews, second round"})",
                edit_project,
                small,
                {if_match}});
  to.push_back({"POST", "/api/v1/projects/{id}/close", "Close a project: nothing comes in, it leaves memory",
                signed_in, write, "", "Project", "", close_project});
  to.push_back({"POST", "/api/v1/projects/{id}/open", "Open a closed project", signed_in, write, "",
                "Project", "", open_project});
  to.push_back({"GET", "/api/v1/projects/{id}/schema",
                "The questions, what is declared of items' attributes, and the versions", signed_in, read, "",
                "Schema", "", show_schema});
  to.push_back({"POST", "/api/v1/projects/{id}/schema",
                "Change the questions and the declared attributes; categories that go are mapped to what "
                "became of them",
                signed_in, write, "SchemaChange", "Schema",
                R"({"questions":[{"name":"sentiment","categories":[{"name":"good"},{"name":"negative"}]}],)"
                R"("mapping":[{"question":"sentiment","from":["positive"],"to":["good"],"kind":"renamed"}]})",
                change_schema, large});
}

void add_rows(std::vector<Route>& to) {
  to.push_back({"POST",
                "/api/v1/projects/{id}/annotations",
                "Add annotations, each told whether it was new",
                signed_in,
                write,
                "NewAnnotations",
                "Added",
                R"({"annotations":[{"item":"review-1","annotator":"a1","label":"positive"}]})",
                add_annotations,
                large,
                {once}});
  to.push_back(
      {"POST",
       "/api/v1/projects/{id}/items",
       "Add items, or give known ones their content",
       signed_in,
       write,
       "NewItems",
       "Added",
       R"({"items":[{"key":"review-1","kind":"text","content":"Lovely.","attributes":{"stars":5}}]})",
       add_items,
       large,
       {once}});
  to.push_back(
      {"POST",
       "/api/v1/projects/{id}/gold",
       "Add trusted labels",
       signed_in,
       write,
       "NewGolds",
       "Added",
       R"({"gold":[{"item":"review-1","label":"positive","source":"two experts","expert_count":2}]})",
       add_gold,
       large,
       {once}});
  to.push_back(
      {"POST", "/api/v1/projects/{id}/webhooks/label_studio",
       "Label Studio tells of annotations: set its webhook to this address, with a token in a header",
       signed_in, write, "LabelStudioEvent", "WebhookAdded",
       R"({"action":"ANNOTATION_CREATED","task":{"id":1,"data":{"text":"Lovely."}},"annotation":{"id":5,)"
       R"("task":1,"completed_by":7,"created_at":"2026-01-02T03:04:05Z","result":[{"from_name":"sentiment",)"
       R"("to_name":"text","type":"choices","value":{"choices":["positive"]}}]}})",
       receive_label_studio, large});
  to.push_back({"POST", "/api/v1/projects/{id}/gold/{gold}/replace",
                "Put another trusted label in the place of one that was wrong; both are kept", signed_in,
                write, "GoldReplacement", "Gold",
                R"({"label":"negative","source":"three experts","expert_count":3,"reason":"irony"})",
                replace_gold, small});
  to.push_back({"POST", "/api/v1/projects/{id}/gold/{gold}/retire",
                "Trust a label no longer; it is kept, and counts for nothing from now on", signed_in, write,
                "GoldRetirement", "Gold", R"({"reason":"the experts did not agree"})", retire_gold, small});
}

void add_files(std::vector<Route>& to) {
  to.push_back({"POST", "/api/v1/projects/{id}/uploads", "Announce a file that comes in parts", signed_in,
                write, "NewUpload", "Upload", R"({"name":"labels.csv","size":120})", create_upload, small});
  to.push_back({"GET", "/api/v1/uploads/{id}", "Which parts have arrived", signed_in, read, "", "Upload", "",
                show_upload});
  to.push_back({"PUT", "/api/v1/uploads/{id}/parts/{n}", "A part of at most 8 MB; it may come again",
                signed_in, write, "bytes", "Upload", "", write_part, large});
  to.push_back({"POST", "/api/v1/projects/{id}/imports/preview", "What the file would add; nothing is added",
                signed_in, write, "ImportRequest", "ImportPreview", R"({"upload":"1","kind":"annotations"})",
                preview_import, small});
  to.push_back({"POST", "/api/v1/projects/{id}/imports", "Import an uploaded file, by a job", signed_in,
                write, "ImportRequest", "Job", R"({"upload":"1","kind":"annotations"})", start_import,
                small});
  to.push_back({"GET",
                "/api/v1/projects/{id}/imports",
                "What was received, newest first",
                signed_in,
                read,
                "",
                "ImportPage",
                "",
                list_imports,
                0,
                {page_limit, page_cursor}});
  to.push_back({"GET",
                "/api/v1/jobs",
                "Jobs of a project, newest first",
                signed_in,
                read,
                "",
                "JobPage",
                "",
                list_jobs,
                0,
                {{"project", "string", "id of the project"}, page_limit, page_cursor}});
  to.push_back(
      {"GET", "/api/v1/jobs/{id}", "A job and how far it is", signed_in, read, "", "Job", "", show_job});
  to.push_back(
      {"POST", "/api/v1/jobs/{id}/cancel", "Ask a job to end", signed_in, write, "", "Job", "", cancel_job});
}

void add_quality(std::vector<Route>& to) {
  to.push_back({"GET", "/api/v1/projects/{id}/overview", "How the project stands now, from its tallies",
                signed_in, read, "", "Overview", "", show_overview});
  to.push_back({"GET",
                "/api/v1/projects/{id}/items",
                "Items that match; attribute.NAME=VALUE asks for an attribute",
                signed_in,
                read,
                "",
                "ItemPage",
                "",
                list_items,
                0,
                {{"question", "string", "of the following"},
                 {"label", "string", "somebody said it"},
                 {"annotator", "string", "they judged it; with label: they said it"},
                 {"gold_label", "string", "the trusted label"},
                 {"disagreement", "string", "yes or no"},
                 {"batch", "string", "an annotation of it came in this batch"},
                 {"since", "string", "an annotation was submitted at this time or later"},
                 {"until", "string", "an annotation was submitted before this time"},
                 {"order", "string", "key (as they came), disagreement or errors"},
                 page_limit,
                 page_cursor}});
  to.push_back({"POST", "/api/v1/projects/{id}/items/search",
                "Items that match like those of the list, and have these words", signed_in, read,
                "ItemSearch", "ItemPage", R"({"search":"delivery","attributes":{"site":"south"},"limit":50})",
                search_items, small});
  to.push_back({"GET", "/api/v1/projects/{id}/items/{item}", "An item with all that was said of it",
                signed_in, read, "", "ItemDetail", "", show_item});
  to.push_back({.method = "GET",
                .path = "/api/v1/projects/{id}/items/{item}/image",
                .summary = "The bytes of an image that this server has; Range and If-None-Match are minded",
                .handler = show_item_image,
                .answer_type = "image/*"});
  to.push_back({"POST", "/api/v1/projects/{id}/snapshots", "Inspect the project as it stands, by a job",
                signed_in, write, "NewSnapshot", "Job", R"({"name":"first look","seed":1})", take_snapshot,
                small});
  to.push_back({"GET",
                "/api/v1/projects/{id}/snapshots",
                "Snapshots, newest first",
                signed_in,
                read,
                "",
                "SnapshotPage",
                "",
                list_snapshots,
                0,
                {page_limit, page_cursor}});
  to.push_back(
      {"GET", "/api/v1/snapshots/{id}", "A snapshot", signed_in, read, "", "Snapshot", "", show_snapshot});
  to.push_back({"GET",
                "/api/v1/snapshots/{id}/inspection",
                "Its numbers: the document of assay inspect --json, or by=question as the report has it",
                signed_in,
                read,
                "",
                "Inspection",
                "",
                show_inspection,
                0,
                {{"by", "string", "question: nested by question"}}});
  to.push_back({.method = "GET",
                .path = "/api/v1/snapshots/{id}/report.html",
                .summary = "Its report as one file that opens offline",
                .handler = download_report,
                .answer_type = "text/html"});
  to.push_back({"POST", "/api/v1/snapshots/{id}/repeat", "Make it again from the record: the same bits?",
                signed_in, write, "", "Job", "", repeat_snapshot});
}

void add_plans(std::vector<Route>& to) {
  to.push_back({"POST", "/api/v1/planning/{what}",
                "What assay plan answers: gate, pilot, rate, agreement, aql or rectify; the fields are its "
                "options, all optional",
                signed_in, read, "PlanOptions", "Planning", R"({"error_max":"0.05","error_good":"0.01"})",
                make_plan, small});
  to.push_back({"POST", "/api/v1/projects/{id}/projection",
                "What the judged items of the project mean for a production", signed_in, read,
                "ProjectionOptions", "Projection", R"({"items":50000,"batch_size":500})", project_production,
                small});
  to.push_back({"GET",
                "/api/v1/projects/{id}/comparison",
                "Two snapshots side by side: the same items before and after a change",
                signed_in,
                read,
                "",
                "Comparison",
                "",
                compare_snapshots,
                0,
                {{"before", "string", "id of the first snapshot"}, {"after", "string", "id of the second"}}});
  to.push_back(
      {.method = "GET",
       .path = "/api/v1/projects/{id}/export",
       .summary = "What the project holds, as a file",
       .handler = export_project,
       .parameters = {{"what", "string", "annotations (default), gold, items or consensus"},
                      {"format", "string", "csv (default) or jsonl"},
                      {"approval", "string", "of a second person, where the items are about people"}},
       .answer_type = "text/csv"});
  to.push_back(
      {"GET",
       "/api/v1/projects/{id}/export_request",
       "What a second person agrees to before that export leaves a project about people; null of others",
       signed_in,
       read,
       "",
       "ExportRequest",
       "",
       show_export_request,
       0,
       {{"what", "string", "annotations (default), gold, items or consensus"},
        {"format", "string", "csv (default) or jsonl"}}});
  to.push_back({"POST", "/api/v1/projects/{id}/exports",
                "The same made by a job, as the project stands now, and kept for a week; not of a project "
                "about people",
                signed_in, read, "NewExport", "Job", R"({"what":"items","format":"csv"})", start_export,
                small});
  to.push_back({.method = "GET",
                .path = "/api/v1/projects/{id}/exports/{job}/file",
                .summary = "The file that a job of the kind export has made",
                .handler = fetch_export,
                .answer_type = "text/csv"});
}

void add_audit(std::vector<Route>& to) {
  to.push_back({"GET",
                "/api/v1/audit/events",
                "Who did what, newest first",
                signed_in,
                read,
                "",
                "EventPage",
                "",
                list_events,
                0,
                {{"project", "string", "id of the project; without: the server's, for its administrator"},
                 {"verb", "string", "of the events"},
                 {"user", "string", "id of who did it"},
                 page_limit,
                 page_cursor}});
  to.push_back({"GET", "/api/v1/audit/head", "The newest signed head of the log", signed_in, read, "",
                "LogHead", "", show_head});
  to.push_back({"GET",
                "/api/v1/audit/proofs/inclusion",
                "That an event is in the log",
                signed_in,
                read,
                "",
                "Proof",
                "",
                prove_inclusion,
                0,
                {{"index", "integer", "of the event"}, {"size", "integer", "of the head"}}});
  to.push_back(
      {"GET",
       "/api/v1/audit/proofs/consistency",
       "That a head goes on from an earlier one",
       signed_in,
       read,
       "",
       "Proof",
       "",
       prove_consistency,
       0,
       {{"first", "integer", "size of the earlier head"}, {"second", "integer", "size of the later"}}});
  to.push_back({"POST", "/api/v1/audit/check", "Whether a head that you kept fits the log as it stands",
                signed_in, read, "KeptHead", "HeadCheck",
                R"({"checkpoint":"the note of three lines and its signatures"})", check_head, small});
  to.push_back({.method = "GET",
                .path = "/api/v1/audit/export",
                .summary = "The whole log as a file, for assay audit verify",
                .who = administrator,
                .handler = export_audit_log,
                .answer_type = "application/jsonl"});
  to.push_back({"GET", "/api/v1/settings", "The settings of the server and where each comes from",
                administrator, read, "", "Settings", "", show_settings});
}

void add_messages(std::vector<Route>& to) {
  to.push_back({"GET",
                "/api/v1/messages",
                "What you were told, newest first",
                signed_in,
                read,
                "",
                "MessagePage",
                "",
                list_messages,
                0,
                {{"which", "string", "all (default) or unread"}, page_limit, page_cursor}});
  to.push_back({"GET", "/api/v1/messages/unread", "How many messages you have not read", signed_in, read, "",
                "UnreadMessages", "", count_unread_messages});
  to.push_back({"POST", "/api/v1/messages/{message}/read", "Mark a message as read", signed_in, write, "",
                "Done", "", read_message});
  to.push_back({"POST", "/api/v1/messages/read", "Mark all messages as read, up to the newest that was seen",
                signed_in, write, "SeenMessages", "ReadMessages", R"({"up_to":"12"})", read_messages, small});
  to.push_back({"GET", "/api/v1/message_preferences", "How you want to be told", signed_in, read, "",
                "MessagePreferences", "", show_message_preference});
  to.push_back({"PUT", "/api/v1/message_preferences",
                "Say how you want to be told; times are of your organisation's clock", signed_in, write,
                "NewMessagePreferences", "MessagePreferences",
                R"({"digest":"daily","digest_hour":8,"quiet_from":"22:00","quiet_to":"07:00",)"
                R"("mail":{"job_ended":true}})",
                set_message_preference, small});
  to.push_back({"GET",
                "/api/v1/sendings",
                "E-mail and webhooks on their way, newest first",
                administrator,
                read,
                "",
                "SendingPage",
                "",
                list_sendings,
                0,
                {{"state", "string", "queued, sending, sent, failed or given_up"}, page_limit, page_cursor}});
  to.push_back({"POST", "/api/v1/sendings/{sending}/again", "Send it again", administrator, write, "",
                "Sending", "", send_again});
}

void add_outgoing_webhooks(std::vector<Route>& to) {
  constexpr std::string_view all = "/api/v1/projects/{id}/outgoing_webhooks";
  constexpr std::string_view one = "/api/v1/projects/{id}/outgoing_webhooks/{webhook}";
  to.push_back({"GET", all, "Webhooks by which the project tells other programs", signed_in, read, "",
                "OutgoingWebhookPage", "", list_outgoing_webhooks});
  to.push_back({"POST", all, "Make an outgoing webhook; its secret is shown this once", signed_in, write,
                "NewOutgoingWebhook", "OutgoingWebhookMade",
                R"({"url":"https://hooks.example.org/assay","kinds":["job_failed","project_closed"]})",
                add_outgoing_webhook, small});
  to.push_back({"PATCH", one, "Choose its kinds anew, or switch it on or off", signed_in, write,
                "OutgoingWebhookEdit", "OutgoingWebhook", R"({"state":"off"})", edit_outgoing_webhook,
                small});
  to.push_back({"POST", "/api/v1/projects/{id}/outgoing_webhooks/{webhook}/remove",
                "Remove an outgoing webhook", signed_in, write, "", "Done", "", remove_outgoing_webhook});
  to.push_back({"GET",
                "/api/v1/projects/{id}/outgoing_webhooks/{webhook}/sendings",
                "What it was told and what it answered, newest first",
                signed_in,
                read,
                "",
                "SendingPage",
                "",
                list_webhook_sendings,
                0,
                {page_limit, page_cursor}});
  to.push_back({"POST", "/api/v1/projects/{id}/outgoing_webhooks/{webhook}/sendings/{sending}/again",
                "Send it again: the same bytes under the same id", signed_in, write, "", "Sending", "",
                send_webhook_again});
}

}  // namespace

std::vector<Route> all_routes() {
  std::vector<Route> routes;
  add_server(routes);
  add_access_routes(routes);
  add_single_sign_on(routes);
  add_organisations(routes);
  add_projects(routes);
  add_engagements(routes);
  add_item_protection(routes);
  add_people_routes(routes);
  add_batch_routes(routes);
  add_rows(routes);
  add_files(routes);
  add_quality(routes);
  add_plans(routes);
  add_audit(routes);
  add_messages(routes);
  add_outgoing_webhooks(routes);
  return routes;
}

}  // namespace assay::http
