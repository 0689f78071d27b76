#include "app/access_report.h"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "app/item_rows.h"
#include "app/permissions.h"
#include "base/csv.h"
#include "base/json_text.h"
#include "store/engagement.h"
#include "store/erasure.h"
#include "store/item_read.h"
#include "store/organisation.h"
#include "store/project.h"
#include "store/user.h"

namespace assay::app {
namespace {

using Json = nlohmann::ordered_json;
using store::Connection;

// Names of people and their organisations, each read once.
class PeopleNamed {
 public:
  explicit PeopleNamed(Connection& connection) : connection_(connection) {}
  const domain::User& operator()(domain::UserId id) {
    const auto found = known_.find(id.value);
    if (found != known_.end()) return found->second;
    Result<domain::User> user = store::user_by_id(connection_, id);
    return known_.emplace(id.value, user ? std::move(user).value() : domain::User{}).first->second;
  }

 private:
  Connection& connection_;
  std::map<std::int64_t, domain::User> known_;
};

// Somebody of another organisation is known there, and here by a number.
std::string shown_name(const domain::User& user, const Caller& caller) {
  if (user.organisation == caller.user.organisation) return user.name;
  return fmt::format("user {}", user.id.value);
}

void append_look(std::string& text, const store::ItemRead& read, const domain::User& user,
                 const Caller& caller) {
  text += utc_text(read.at);
  append_csv_text(text += ',', shown_name(user, caller));
  append_csv_text(text += ',', user.organisation_name);
  append_csv_text(text += ',', read.verb);
  text += fmt::format(",{},", read.items.size());
  append_csv_text(text, read.purpose);
  text += ',';
  if (!read.break_glass.none()) text += std::to_string(read.break_glass.value);
  text += '\n';
}

// That somebody took this out stands in the log before they have it.
Result<Done> record(Context& context, const Caller& caller, domain::ProjectId project, const char* what,
                    domain::ItemId item) {
  return context.database.write([&](store::Transaction& transaction) -> Result<store::Outcome<Done>> {
    if (auto may = allow(transaction.connection(), caller, Verb::see_protection, project); !may)
      return may.error();
    domain::AuditEvent event = event_by(caller, what, item.none() ? "project" : "item");
    event.project = project;
    event.object = item.none() ? project.value : item.value;
    return store::Outcome<Done>::changed({}, std::move(event));
  });
}

Result<std::optional<domain::ItemId>> item_of(Context& context, const Caller& caller,
                                              domain::ProjectId project, const std::string& asked) {
  const Result<Done> may = context.database.read(
      [&](Connection& connection) { return allow(connection, caller, Verb::see_protection, project); });
  if (!may) return may.error();
  if (asked.empty()) return std::optional<domain::ItemId>();
  const Result<live::SharedTable> table = context.live.project(project);
  if (!table) return table.error();
  const domain::ItemId item = item_asked(*table.value(), asked);
  if (item.none()) return no_such("item");
  return std::optional(item);
}

Result<Json> recipients(Connection& connection, domain::ProjectId project) {
  const auto engagements = store::engagements_in(connection, project);
  if (!engagements) return engagements.error();
  Json out = Json::array();
  for (const domain::Engagement& each : engagements.value()) {
    const Result<domain::Organisation> provider = store::organisation_by_id(connection, each.organisation);
    if (!provider) return provider.error();
    Json one = {{"organisation", each.organisation_name},
                {"role", "processor"},
                {"engagement_state", each.state},
                {"since", utc_text(each.created_at)},
                {"until", nullptr},
                {"time_zone", provider.value().calendar.time_zone},
                {"contract", nullptr}};
    if (each.ended_at) one["until"] = utc_text(*each.ended_at);
    out.push_back(std::move(one));
  }
  return out;
}

Result<Json> erased(Connection& connection, domain::ProjectId project) {
  const auto all = store::erasures_in(connection, project, INT64_MAX, 1000);
  if (!all) return all.error();
  Json out = Json::array();
  for (const domain::Erasure& each : all.value()) {
    Json one = {{"erasure", each.id.value}, {"basis", each.basis},      {"reference", each.reference},
                {"state", each.state},      {"items", each.item_count}, {"annotators", each.annotator_count},
                {"executed_at", nullptr},   {"receipt_sha256", nullptr}};
    if (each.executed_at) one["executed_at"] = utc_text(*each.executed_at);
    if (each.receipt) one["receipt_sha256"] = hex(*each.receipt);
    out.push_back(std::move(one));
  }
  return out;
}

Result<Json> retention_json(Connection& connection, const domain::Project& project) {
  const auto rule = store::retention_of(connection, project.id);
  if (!rule) return rule.error();
  const Result<bool> held = store::is_held_as_a_whole(connection, project.id);
  if (!held) return held.error();
  Json out = {{"keep_days", nullptr}, {"last_run_at", nullptr}, {"under_legal_hold", held.value()}};
  if (!rule.value()) return out;
  out["keep_days"] = rule.value()->keep_days;
  if (rule.value()->last_run_at) out["last_run_at"] = utc_text(*rule.value()->last_run_at);
  return out;
}

const char* subjects_of(const std::string& data_class) {
  if (data_class == "phi") return "patients: data about health (GDPR Article 9)";
  if (data_class == "pii") return "people that the items tell of";
  return "nobody: the items are about no people";
}

Json protection_json(const domain::Project& project) {
  if (!domain::is_regulated(project.data_class)) return Json::array();
  return {"names, contents and attributes of items are sealed by a key for each (XChaCha20-Poly1305)",
          "keys are kept apart from the data and its backups",
          "every look at items is on record with who, when and what for",
          "annotators of other organisations stand under pseudonyms",
          "the record of changes cannot be altered unseen (Merkle tree, signed heads)"};
}

Result<Json> record_of(Connection& connection, const domain::Project& project) {
  const Result<domain::User> maker = store::user_by_id(connection, project.created_by);
  if (!maker) return maker.error();
  Result<Json> receivers = recipients(connection, project.id);
  if (!receivers) return receivers;
  Result<Json> kept = retention_json(connection, project);
  if (!kept) return kept;
  Result<Json> gone = erased(connection, project.id);
  if (!gone) return gone;
  return Json{{"document", "record of processing (GDPR Article 30)"},
              {"project", {{"id", project.id.value}, {"name", project.name}, {"state", project.state}}},
              {"controller", maker.value().organisation_name},
              {"contact", nullptr},
              {"purpose", project.purpose.empty() ? Json() : Json(project.purpose)},
              {"data_class", project.data_class},
              {"data_subjects", subjects_of(project.data_class)},
              {"recipients", std::move(receivers).value()},
              {"transfers_to_third_countries", nullptr},
              {"retention", std::move(kept).value()},
              {"protection", protection_json(project)},
              {"erasures", std::move(gone).value()}};
}

}  // namespace

Result<std::string> access_report(Context& context, const Caller& caller, domain::ProjectId project,
                                  const std::string& asked) {
  const Result<std::optional<domain::ItemId>> item = item_of(context, caller, project, asked);
  if (!item) return item.error();
  const auto recorded =
      record(context, caller, project, "take_access_report", item.value().value_or(domain::ItemId{}));
  if (!recorded) return recorded.error();
  return context.database.read([&](Connection& connection) -> Result<std::string> {
    std::vector<store::ItemRead> looks;
    const Result<Done> read = store::each_item_read(
        connection, project, item.value(), [&](const store::ItemRead& look) { looks.push_back(look); });
    if (!read) return read.error();
    PeopleNamed people(connection);
    std::string text = "at,person,organisation,verb,items,purpose,break_glass\n";
    for (const store::ItemRead& look : looks) append_look(text, look, people(look.user), caller);
    return text;
  });
}

Result<std::string> processing_record(Context& context, const Caller& caller, domain::ProjectId id) {
  if (auto recorded = record(context, caller, id, "take_processing_record", {}); !recorded)
    return recorded.error();
  Result<Json> document = context.database.read([&](Connection& connection) -> Result<Json> {
    const Result<domain::Project> project = store::project_by_id(connection, id);
    if (!project) return project.error();
    return record_of(connection, project.value());
  });
  if (!document) return document.error();
  const Result<live::SharedTable> table = context.live.project(id);
  if (!table) return table.error();
  const auto sizes = table.value()->sizes();
  const auto removed = table.value()->removed();
  Json& out = document.value();
  out["made_at"] = utc_text(context.clock.now_us());
  out["volume"] = {{"items", sizes.items},
                   {"annotations", sizes.annotations},
                   {"items_erased", removed.items},
                   {"annotations_on_erased_items", removed.annotations},
                   {"annotators_erased", removed.annotators}};
  return json_text(out, 2) + "\n";
}

}  // namespace assay::app
