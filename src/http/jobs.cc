#include "app/jobs.h"

#include <nlohmann/json.hpp>

#include "base/json_text.h"
#include "http/handlers.h"
#include "http/job_json.h"
#include "http/services.h"

namespace assay::http {

Json job_json(const domain::Job& job) {
  Json error = nullptr;
  if (!job.error.empty()) error = {{"code", "invalid"}, {"message", job.error}, {"where", ""}};
  Json result = nullptr;
  if (!job.result.empty()) result = json_from<Json>(job.result);
  return {{"id", id_json(job.id.value)},
          {"project", id_json(job.project.value)},
          {"kind", job.kind},
          {"state", job.state},
          {"done", job.done_count},
          {"total", job.total_count},
          {"step", job.step},
          {"error", std::move(error)},
          {"result", std::move(result)},
          {"created_at", time_json(job.created_at)},
          {"finished_at", maybe_time_json(job.finished_at)}};
}

Answer job_answer(const Result<domain::Job>& job) { return answer_of(job, job_json); }

Answer list_jobs(const Call& call) {
  const auto asked = page_asked(call);
  if (!asked.ok()) return error_answer(asked.error());
  const auto project = id_from(query_value(call.request, "project").value_or(""));
  if (!project) return error_answer({ErrorCode::invalid, "name a project", "project"});
  const auto found = app::jobs(*call.services.app, caller_of(call), domain::ProjectId{*project},
                               {asked.value().before, asked.value().limit});
  if (!found.ok()) return error_answer(found.error());
  Json items = Json::array();
  for (const domain::Job& job : found.value()) items.push_back(job_json(job));
  const std::int64_t last = found.value().empty() ? 0 : found.value().back().id.value;
  return page_answer(std::move(items), last, asked.value());
}

Answer show_job(const Call& call) {
  const auto id = path_id<domain::JobTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  return job_answer(app::job(*call.services.app, caller_of(call), id.value()));
}

Answer cancel_job(const Call& call) {
  const auto id = path_id<domain::JobTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  const auto done = app::cancel_job(*call.services.app, caller_of(call), id.value());
  if (!done.ok()) return error_answer(done.error());
  return show_job(call);
}

}  // namespace assay::http
