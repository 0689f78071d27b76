// Background work, as people follow it.

#include "app/jobs.h"

#include <nlohmann/json.hpp>

#include "http/handlers.h"
#include "http/job_json.h"
#include "http/services.h"

namespace assay::http {

Json job_json(const domain::Job& job) {
  Json json = {
      {"id", id_json(job.id.value)}, {"project", nullptr},       {"kind", job.kind}, {"state", job.state},
      {"done", job.done_count},      {"total", job.total_count}, {"step", job.step}};
  if (!job.project.none()) json["project"] = id_json(job.project.value);
  json["error"] = nullptr;
  if (!job.error.empty()) json["error"] = {{"code", "failed"}, {"message", job.error}, {"where", ""}};
  json["result"] = nullptr;
  if (!job.result.empty()) json["result"] = Json::parse(job.result, nullptr, false);
  json["created_at"] = time_json(job.created_at);
  json["finished_at"] = maybe_time_json(job.finished_at);
  return json;
}

Answer list_jobs(const Call& call) {
  const auto asked = page_asked(call);
  if (!asked.ok()) return error_answer(asked.error());
  const auto project = id_from(query_value(call.request, "project").value_or(""));
  if (!project) return error_answer({ErrorCode::invalid, "say of which project", "project"});
  const auto found = app::jobs(*call.services.app, caller_of(call), domain::ProjectId{*project},
                               {asked.value().before, asked.value().limit});
  if (!found.ok()) return error_answer(found.error());
  Json items = Json::array();
  for (const domain::Job& job : found.value()) items.push_back(job_json(job));
  return page_answer(std::move(items), found.value().empty() ? 0 : found.value().back().id.value,
                     asked.value());
}

Answer show_job(const Call& call) {
  const auto id = path_id<domain::JobTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  return answer_of(app::job(*call.services.app, caller_of(call), id.value()), job_json);
}

Answer cancel_job(const Call& call) {
  const auto id = path_id<domain::JobTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  const auto done = app::cancel_job(*call.services.app, caller_of(call), id.value());
  return done.ok() ? show_job(call) : error_answer(done.error());
}

}  // namespace assay::http
