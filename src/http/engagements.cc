// Providers in a project, and the people on both sides.

#include "app/engagements.h"

#include <nlohmann/json.hpp>

#include "http/handlers.h"
#include "http/services.h"
#include "http/wire_values.h"
#include "http/work_json.h"

namespace assay::http {
namespace {

Json member_json(const domain::Member& member) {
  return {{"user", {{"id", id_json(member.user.value)}, {"name", member.name}, {"email", member.email}}},
          {"organisation", {{"id", id_json(member.organisation.value)}, {"name", member.organisation_name}}},
          {"role", member.role},
          {"engagement", member.engagement.none() ? Json(nullptr) : id_json(member.engagement.value)},
          {"adjudicates", member.adjudicates},
          {"annotator", member.annotator.empty() ? Json(nullptr) : Json(member.annotator)},
          {"created_at", time_json(member.created_at)}};
}

std::int64_t id_in(Fields& fields, const char* name, std::string_view text) {
  const auto id = id_from(text);
  if (!id) fields.fail(name, "there is nothing with this id");
  return id.value_or(0);
}

}  // namespace

Answer list_engagements(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  return answer_of(app::engagements(*call.services.app, caller_of(call), id.value()), [](const auto& all) {
    Json items = Json::array();
    for (const domain::Engagement& each : all) items.push_back(engagement_json(each));
    return Json{{"items", std::move(items)}, {"next", nullptr}};
  });
}

Answer engage_provider(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  domain::OrganisationId organisation;
  if (auto wrong = read_body(call, [&](Fields& fields) {
        organisation.value = id_in(fields, "organisation", fields.text("organisation"));
      })) {
    return *std::move(wrong);
  }
  return answer_of(app::engage(*call.services.app, caller_of(call), id.value(), organisation),
                   engagement_json);
}

Answer end_engagement(const Call& call) {
  const auto place = engagement_asked(call);
  if (!place.ok()) return error_answer(place.error());
  return answer_of(app::end_engagement(*call.services.app, caller_of(call), place.value().project,
                                       place.value().engagement),
                   engagement_json);
}

Answer list_members(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  return answer_of(app::members(*call.services.app, caller_of(call), id.value()), [](const auto& all) {
    Json items = Json::array();
    for (const domain::Member& each : all) items.push_back(member_json(each));
    return Json{{"items", std::move(items)}, {"next", nullptr}};
  });
}

Answer set_member(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  app::NewMember given;
  if (auto wrong = read_body(call, [&](Fields& fields) {
        given.email = fields.text("email");
        given.role = fields.text("role");
        if (const auto engagement = fields.maybe_text("engagement"))
          given.engagement.value = id_in(fields, "engagement", *engagement);
        given.adjudicates = fields.truth("adjudicates");
        given.annotator = fields.text_or("annotator", "");
      })) {
    return *std::move(wrong);
  }
  return answer_of(app::set_member(*call.services.app, caller_of(call), id.value(), given), member_json);
}

Answer remove_member(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  const auto user = path_id<domain::UserTag>(call, "user");
  if (!user.ok()) return error_answer(user.error());
  const auto done = app::remove_member(*call.services.app, caller_of(call), id.value(), user.value());
  return done.ok() ? done_answer() : error_answer(done.error());
}

}  // namespace assay::http
