// What providers and their teams do, and when: volume and estimates.

#include <nlohmann/json.hpp>

#include "app/provider_view.h"
#include "app/work_times.h"
#include "http/handlers.h"
#include "http/overview_json.h"
#include "http/people_handlers.h"
#include "http/services.h"
#include "http/wire_values.h"
#include "http/work_json.h"
#include "render/json_sections.h"

namespace assay::http {
namespace {

Json part_json(const app::WorkPart& part, const char* name) {
  Json agreement = Json::array();
  for (const app::PartAgreement& each : part.agreement) {
    agreement.push_back({{"question", each.question}, {"estimate", render::estimate_json(each.estimate)}});
  }
  return {{name, part.name},
          {"annotations", part.annotations},
          {"items", part.items},
          {"annotators", part.annotators},
          {"accuracy", render::estimate_json(part.accuracy)},
          {"agreement", std::move(agreement)}};
}

Json parts_json(const std::vector<app::WorkPart>& parts, const char* name = "name") {
  Json out = Json::array();
  for (const app::WorkPart& each : parts) out.push_back(part_json(each, name));
  return out;
}

void add_times(const app::WorkTimes& times, Json& out) {
  out["weekdays"] = parts_json(times.weekdays);
  out["shifts"] = parts_json(times.shifts);
  out["day_parts"] = parts_json(times.day_parts);
  out["without_time"] = times.without_time;
}

void add_work(const app::WorkView& view, Json& out) {
  out["time_zone"] = view.time_zone;
  out["item_count"] = view.items;
  out["annotation_count"] = view.annotations;
  out["annotator_count"] = view.annotators;
  out["overview"] = overview_json(view.overview);
  out["weeks"] = parts_json(view.times.weeks, "begins");
  add_times(view.times, out);
}

Json worked_team_json(const domain::Team& team) {
  return {{"id", id_json(team.id.value)}, {"name", team.name}, {"member_count", team.member_count}};
}

Json provider_json(const app::ProviderView& view) {
  Json out = engagement_json(view.work.engagement);
  add_work(view.work, out);
  out["teams"] = Json::array();
  for (const app::TeamPart& each : view.teams) {
    Json team = worked_team_json(each.team);
    team.update(part_json(each.part, "name"));
    out["teams"].push_back(std::move(team));
  }
  out["no_team"] = part_json(view.no_team, "name");
  out["no_time"] = part_json(view.without_time, "name");
  out["unknown_annotators"] = view.unknown_annotators;
  return out;
}

Json view_json(const app::TeamView& view) {
  Json out = worked_team_json(view.team);
  out["engagement"] = engagement_json(view.work.engagement);
  add_work(view.work, out);
  return out;
}

Json times_json(const app::ProjectTimes& times) {
  Json calendars = Json::array();
  for (const app::CalendarUsed& each : times.calendars) {
    calendars.push_back({{"provider", each.name.empty() ? Json(nullptr) : Json(each.name)},
                         {"organisation", each.organisation},
                         {"time_zone", each.time_zone}});
  }
  Json out = {{"log_position", times.log_position}, {"calendars", std::move(calendars)}};
  add_times(times.times, out);
  return out;
}

}  // namespace

Json engagement_json(const domain::Engagement& engagement) {
  return {{"id", id_json(engagement.id.value)},
          {"organisation",
           {{"id", id_json(engagement.organisation.value)}, {"name", engagement.organisation_name}}},
          {"provider", engagement.provider_name},
          {"state", engagement.state},
          {"created_at", time_json(engagement.created_at)},
          {"ended_at", maybe_time_json(engagement.ended_at)}};
}

Result<EngagementAsked> engagement_asked(const Call& call) {
  const auto project = path_id<domain::ProjectTag>(call, "id");
  if (!project.ok()) return project.error();
  const auto engagement = path_id<domain::EngagementTag>(call, "engagement");
  if (!engagement.ok()) return engagement.error();
  return EngagementAsked{project.value(), engagement.value()};
}

Answer show_engagement(const Call& call) {
  const auto asked = engagement_asked(call);
  if (!asked.ok()) return error_answer(asked.error());
  return answer_of(app::provider_view(*call.services.app, caller_of(call), asked.value().project,
                                      asked.value().engagement),
                   provider_json);
}

Answer show_team_work(const Call& call) {
  const auto asked = engagement_asked(call);
  if (!asked.ok()) return error_answer(asked.error());
  const auto team = path_id<domain::TeamTag>(call, "team");
  if (!team.ok()) return error_answer(team.error());
  return answer_of(app::team_view(*call.services.app, caller_of(call),
                                  {asked.value().project, asked.value().engagement, team.value(), 0}),
                   view_json);
}

Answer show_work_times(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  return answer_of(app::project_times(*call.services.app, caller_of(call), id.value()), times_json);
}

}  // namespace assay::http
