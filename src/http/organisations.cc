// Organisations and their teams.

#include "app/organisations.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "http/handlers.h"
#include "http/services.h"
#include "http/wire_values.h"

namespace assay::http {
namespace {

Json calendar_fields(const domain::Calendar& calendar) {
  return {{"time_zone", calendar.time_zone},
          {"days", calendar.days},
          {"from", domain::text_of_minute(calendar.from_minute)},
          {"until", domain::text_of_minute(calendar.until_minute)},
          {"holidays", calendar.holidays}};
}

Json organisation_json(const domain::Organisation& organisation) {
  return {{"id", id_json(organisation.id.value)},
          {"name", organisation.name},
          {"kind", organisation.kind},
          {"state", organisation.state},
          {"calendar", calendar_fields(organisation.calendar)},
          {"created_at", time_json(organisation.created_at)},
          {"etag", etag_text(organisation.revision)}};
}

Json team_json(const domain::Team& team) {
  return {{"id", id_json(team.id.value)},
          {"name", team.name},
          {"member_count", team.member_count},
          {"created_at", time_json(team.created_at)}};
}

std::optional<int> minute_of(Fields& fields, const char* name) {
  const auto text = fields.maybe_text(name);
  if (!text) return std::nullopt;
  const Result<int> minute = domain::minute_from(*text, fields.place(name));
  if (minute.ok()) return minute.value();
  fields.fail(minute.error());
  return std::nullopt;
}

std::optional<std::set<int>> days_of(Fields& fields) {
  const nlohmann::json* days = fields.any("days");
  if (days == nullptr || days->is_null()) return std::nullopt;
  const bool are_numbers = days->is_array() && std::all_of(days->begin(), days->end(), [](const auto& day) {
                             return day.is_number_integer() && day >= 1 && day <= 7;
                           });
  if (!are_numbers) {
    fields.fail("days", "days are a list of numbers, 1 (Monday) to 7 (Sunday)");
    return std::nullopt;
  }
  return days->get<std::set<int>>();
}

domain::CalendarEdit calendar_from(Fields& fields) {
  domain::CalendarEdit out;
  const nlohmann::json* object = fields.maybe_object("calendar");
  if (object == nullptr) return out;
  Fields inner(*object, fields.place("calendar"));
  out.time_zone = inner.maybe_text("time_zone");
  out.days = days_of(inner);
  out.from_minute = minute_of(inner, "from");
  out.until_minute = minute_of(inner, "until");
  const nlohmann::json* holidays = inner.any("holidays");
  if (holidays != nullptr && !holidays->is_null()) {
    const std::vector<std::string> days = inner.texts("holidays");
    out.holidays.emplace(days.begin(), days.end());
  }
  fields.fail(inner.problem());
  return out;
}

Answer organisation_answer(const Result<domain::Organisation>& organisation) {
  if (!organisation.ok()) return error_answer(organisation.error());
  Answer answer = json_of(organisation_json(organisation.value()));
  add_header(answer, "ETag", etag_text(organisation.value().revision));
  return answer;
}

Answer change(const Call& call, domain::OrganisationVerb verb) {
  const auto id = path_id<domain::OrganisationTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  return organisation_answer(app::change_organisation(*call.services.app, caller_of(call), id.value(), verb));
}

}  // namespace

Answer list_organisations(const Call& call) {
  return answer_of(app::organisations(*call.services.app, caller_of(call)), [](const auto& all) {
    Json items = Json::array();
    for (const domain::Organisation& each : all) items.push_back(organisation_json(each));
    return Json{{"items", std::move(items)}, {"next", nullptr}};
  });
}

Answer add_organisation(const Call& call) {
  domain::Organisation given;
  if (auto wrong = read_body(call, [&](Fields& fields) {
        given.name = fields.text("name");
        given.kind = fields.text_or("kind", "provider");
        given.calendar = domain::edited({}, calendar_from(fields));
      })) {
    return *std::move(wrong);
  }
  return organisation_answer(app::add_organisation(*call.services.app, caller_of(call), given));
}

Answer edit_organisation(const Call& call) {
  const auto id = path_id<domain::OrganisationTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  app::OrganisationEdit edit;
  if (auto wrong = read_revision(call, edit.revision)) return *std::move(wrong);
  if (auto wrong = read_body(call, [&](Fields& fields) {
        edit.name = fields.maybe_text("name");
        edit.calendar = calendar_from(fields);
      })) {
    return *std::move(wrong);
  }
  return organisation_answer(app::edit_organisation(*call.services.app, caller_of(call), id.value(), edit));
}

Answer suspend_organisation(const Call& call) { return change(call, domain::OrganisationVerb::suspend); }
Answer activate_organisation(const Call& call) { return change(call, domain::OrganisationVerb::activate); }
Answer close_organisation(const Call& call) { return change(call, domain::OrganisationVerb::close); }

Answer list_teams(const Call& call) {
  const auto id = path_id<domain::OrganisationTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  return answer_of(app::teams(*call.services.app, caller_of(call), id.value()), [](const auto& all) {
    Json items = Json::array();
    for (const domain::Team& each : all) items.push_back(team_json(each));
    return Json{{"items", std::move(items)}, {"next", nullptr}};
  });
}

Answer add_team(const Call& call) {
  const auto id = path_id<domain::OrganisationTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  std::string name;
  if (auto wrong = read_body(call, [&](Fields& fields) { name = fields.text("name"); }))
    return *std::move(wrong);
  return answer_of(app::add_team(*call.services.app, caller_of(call), id.value(), name), team_json);
}

Answer list_team_members(const Call& call) {
  const auto id = path_id<domain::TeamTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  return answer_of(app::team_members(*call.services.app, caller_of(call), id.value()), [](const auto& all) {
    Json items = Json::array();
    for (const domain::TeamMember& each : all) {
      items.push_back({{"user", {{"id", id_json(each.user.value)}, {"name", each.name}}},
                       {"begins_at", time_json(each.begins_at)},
                       {"ends_at", maybe_time_json(each.ends_at)}});
    }
    return Json{{"items", std::move(items)}, {"next", nullptr}};
  });
}

Answer join_team(const Call& call) {
  const auto id = path_id<domain::TeamTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  std::string email;
  if (auto wrong = read_body(call, [&](Fields& fields) { email = fields.text("email"); }))
    return *std::move(wrong);
  const auto done = app::join_team(*call.services.app, caller_of(call), id.value(), email);
  return done.ok() ? done_answer() : error_answer(done.error());
}

Answer leave_team(const Call& call) {
  const auto id = path_id<domain::TeamTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  const auto user = path_id<domain::UserTag>(call, "user");
  if (!user.ok()) return error_answer(user.error());
  const auto done = app::leave_team(*call.services.app, caller_of(call), id.value(), user.value());
  return done.ok() ? done_answer() : error_answer(done.error());
}

}  // namespace assay::http
