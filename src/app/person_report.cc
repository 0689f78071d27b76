#include "app/person_report.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/permissions.h"
#include "base/json_text.h"
#include "base/text.h"
#include "store/annotator_identity.h"
#include "store/erased_people.h"
#include "store/held_about.h"
#include "store/user.h"

namespace assay::app {
namespace {

using Json = nlohmann::ordered_json;
using store::Connection;
using Parts = std::vector<store::HeldPart>;

Json value_json(const std::string& column, const store::HeldValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  const auto* number = std::get_if<std::int64_t>(&value);
  if (number == nullptr) return nullptr;
  if (column.ends_with("_at")) return utc_text(*number);
  return *number;
}

Json parts_json(const Parts& parts) {
  Json out = Json::object();
  for (const store::HeldPart& part : parts) {
    Json rows = Json::array();
    for (const store::HeldRow& row : part.rows) {
      Json one = Json::object();
      for (const auto& [column, value] : row) one[column] = value_json(column, value);
      rows.push_back(std::move(one));
    }
    out[part.name] = std::move(rows);
  }
  return out;
}

std::string text_of(const char* title, Json held, std::int64_t now_us) {
  Json out = {{"document", title}, {"made_at", utc_text(now_us)}};
  out.update(held);
  return json_text(out, 2) + "\n";
}

// That somebody took this out stands in the log before they have it.
Result<Done> record(Context& context, const Caller& caller, const domain::AuditEvent& event) {
  return context.database.write([&](store::Transaction&) -> Result<store::Outcome<Done>> {
    domain::AuditEvent out = event_by(caller, event.verb, event.object_kind);
    out.project = event.project;
    out.object = event.object;
    return store::Outcome<Done>::changed({}, std::move(out));
  });
}

// Of what is held an administrator's copy leaves out what projects are called, what their items are for, why
// somebody looked, and all of annotators but their number.
enum class Copy { own, administrators };

void leave_projects_out(Parts& parts) {
  static constexpr std::string_view left_out[] = {"project", "purpose", "reason", "review"};
  for (store::HeldPart& part : parts) {
    for (store::HeldRow& row : part.rows) {
      std::erase_if(row, [](const auto& field) {
        return std::find(std::begin(left_out), std::end(left_out), field.first) != std::end(left_out);
      });
    }
  }
}

Result<Json> annotators_json(Connection& connection, const domain::User& person, Copy copy) {
  const auto keys = store::annotators_of(connection, person);
  if (!keys) return keys.error();
  if (copy == Copy::administrators) return Json(std::ssize(keys.value()));
  Json out = Json::array();
  for (const std::int64_t key : keys.value()) {
    const Result<Parts> parts = store::held_about_annotator(connection, key);
    if (!parts) return parts.error();
    out.push_back(parts_json(parts.value()));
  }
  return out;
}

Result<std::string> report(Context& context, const Caller& caller, domain::UserId id, Copy copy) {
  domain::AuditEvent event;
  event.verb = "take_person_report";
  event.object_kind = "user";
  event.object = id.value;
  const Result<domain::User> person =
      context.database.read([&](Connection& connection) { return store::user_by_id(connection, id); });
  if (!person) return person.error();
  if (auto recorded = record(context, caller, event); !recorded) return recorded.error();
  return context.database.read([&](Connection& connection) -> Result<std::string> {
    Result<Parts> parts = store::held_about_person(connection, id);
    if (!parts) return parts.error();
    if (copy == Copy::administrators) leave_projects_out(parts.value());
    Json held = parts_json(parts.value());
    Result<Json> annotators = annotators_json(connection, person.value(), copy);
    if (!annotators) return annotators.error();
    held["annotators"] = std::move(annotators).value();
    return text_of("what is held about a person", std::move(held), context.clock.now_us());
  });
}

}  // namespace

Result<std::string> own_report(Context& context, const Caller& caller) {
  if (auto in = allow_person(caller); !in) return in.error();
  return report(context, caller, caller.user.id, Copy::own);
}

Result<std::string> person_report(Context& context, const Caller& caller, domain::UserId person) {
  if (auto may = allow(caller, Verb::administer_users); !may) return may.error();
  return report(context, caller, person, Copy::administrators);
}

Result<std::string> annotator_report(Context& context, const Caller& caller, domain::ProjectId project,
                                     const std::string& annotator) {
  const Result<domain::Scope> scope = scope_for(context, caller, Verb::see_people, project);
  if (!scope) return scope.error();
  if (annotator.empty())
    return Error{ErrorCode::invalid, "say which annotator, by the name that you see", "annotator"};
  const Result<live::SharedTable> table = context.live.table(scope.value());
  if (!table) return table.error();
  const std::int64_t key = table.value()->key_of(store::NameKind::annotator, annotator).value_or(0);
  if (key == 0) return no_such("annotator");
  domain::AuditEvent event;
  event.verb = "take_annotator_report";
  event.object_kind = "annotator";
  event.object = key;
  event.project = project;
  if (auto recorded = record(context, caller, event); !recorded) return recorded.error();
  return context.database.read([&](Connection& connection) -> Result<std::string> {
    const Result<Parts> parts = store::held_about_annotator(connection, key);
    if (!parts) return parts.error();
    const auto own = store::identities_of(connection, project, caller.user.organisation, key - 1);
    if (!own) return own.error();
    Json held = parts_json(parts.value());
    const bool is_own = !own.value().empty() && own.value().front().annotator == key;
    held["name"] = is_own ? Json(own.value().front().name) : Json(nullptr);
    return text_of("what is held about an annotator", std::move(held), context.clock.now_us());
  });
}

}  // namespace assay::app
