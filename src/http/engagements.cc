// Providers in a project, and the people on both sides.

#include "app/engagements.h"

#include <nlohmann/json.hpp>

#include "app/provider_view.h"
#include "http/handlers.h"
#include "http/overview_json.h"
#include "http/services.h"
#include "http/wire_values.h"
#include "render/json_sections.h"

namespace assay::http {
namespace {

Json engagement_json(const domain::Engagement& engagement) {
  return {{"id", id_json(engagement.id.value)},
          {"organisation",
           {{"id", id_json(engagement.organisation.value)}, {"name", engagement.organisation_name}}},
          {"provider", engagement.provider_name},
          {"state", engagement.state},
          {"created_at", time_json(engagement.created_at)},
          {"ended_at", maybe_time_json(engagement.ended_at)}};
}

Json member_json(const domain::Member& member) {
  return {{"user", {{"id", id_json(member.user.value)}, {"name", member.name}, {"email", member.email}}},
          {"organisation", {{"id", id_json(member.organisation.value)}, {"name", member.organisation_name}}},
          {"role", member.role},
          {"engagement", member.engagement.none() ? Json(nullptr) : id_json(member.engagement.value)},
          {"adjudicates", member.adjudicates},
          {"created_at", time_json(member.created_at)}};
}

Json week_json(const app::ProviderWeek& week) {
  return {{"begins", week.begins},
          {"annotations", week.annotations},
          {"items", week.items},
          {"annotators", week.annotators},
          {"accuracy", render::estimate_json(week.accuracy)}};
}

Json view_json(const app::ProviderView& view) {
  Json weeks = Json::array();
  for (const app::ProviderWeek& week : view.weeks) weeks.push_back(week_json(week));
  Json out = engagement_json(view.engagement);
  out["item_count"] = view.sizes.items;
  out["annotation_count"] = view.sizes.annotations;
  out["annotator_count"] = view.sizes.annotators;
  out["overview"] = overview_json(view.overview);
  out["weeks"] = std::move(weeks);
  out["without_time"] = view.without_time;
  return out;
}

struct Place {
  domain::ProjectId project;
  domain::EngagementId engagement;
};

Result<Place> place_of(const Call& call) {
  const auto project = path_id<domain::ProjectTag>(call, "id");
  if (!project.ok()) return project.error();
  const auto engagement = path_id<domain::EngagementTag>(call, "engagement");
  if (!engagement.ok()) return engagement.error();
  return Place{project.value(), engagement.value()};
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

Answer show_engagement(const Call& call) {
  const auto place = place_of(call);
  if (!place.ok()) return error_answer(place.error());
  return answer_of(app::provider_view(*call.services.app, caller_of(call), place.value().project,
                                      place.value().engagement),
                   view_json);
}

Answer end_engagement(const Call& call) {
  const auto place = place_of(call);
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
