// Inspections as of a position of the log.

#include "app/snapshots.h"

#include <nlohmann/json.hpp>

#include "base/hash.h"
#include "http/handlers.h"
#include "http/job_json.h"
#include "http/services.h"

namespace assay::http {
namespace {

Json snapshot_json(const domain::Snapshot& snapshot) {
  return {{"id", id_json(snapshot.id.value)},
          {"name", snapshot.name},
          {"log_position", snapshot.log_position},
          {"seed", snapshot.seed},
          {"options", Json::parse(snapshot.options, nullptr, false)},
          {"inputs_sha256", hex(snapshot.inputs_sha256)},
          {"document_sha256", hex(snapshot.document_sha256)},
          {"method_version", snapshot.method_version},
          {"created_at", time_json(snapshot.created_at)},
          {"created_by", id_json(snapshot.created_by.value)},
          {"job", snapshot.job.none() ? Json(nullptr) : id_json(snapshot.job.value)}};
}

Result<std::string> document(const Call& call, app::SnapshotForm form) {
  const auto id = path_id<domain::SnapshotTag>(call, "id");
  if (!id.ok()) return id.error();
  return app::snapshot_document(*call.services.app, caller_of(call), id.value(), form);
}

}  // namespace

Answer start_snapshot(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  app::SnapshotSpec spec;
  if (auto wrong = read_body(call, [&](Fields& fields) {
        spec.name = fields.text_or("name", "");
        spec.seed = fields.maybe_integer("seed").value_or(1);
        spec.level = fields.maybe_number("level").value_or(0.95);
        spec.by = fields.texts("by");
      })) {
    return *std::move(wrong);
  }
  return answer_of(app::start_snapshot(*call.services.app, caller_of(call), id.value(), spec), job_json);
}

Answer list_snapshots(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  const auto asked = page_asked(call);
  if (!asked.ok()) return error_answer(asked.error());
  const auto found = app::snapshots(*call.services.app, caller_of(call), id.value(),
                                    {asked.value().before, asked.value().limit});
  if (!found.ok()) return error_answer(found.error());
  Json items = Json::array();
  for (const domain::Snapshot& snapshot : found.value()) items.push_back(snapshot_json(snapshot));
  return page_answer(std::move(items), found.value().empty() ? 0 : found.value().back().id.value,
                     asked.value());
}

Answer show_snapshot(const Call& call) {
  const auto id = path_id<domain::SnapshotTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  return answer_of(app::snapshot(*call.services.app, caller_of(call), id.value()), snapshot_json);
}

Answer show_inspection(const Call& call) {
  auto json = document(call, app::SnapshotForm::json);
  return json.ok() ? json_answer(std::move(json).value()) : error_answer(json.error());
}

// A page with scripts of its own: downloaded, never shown here, where our policy would stop them.
Answer show_report(const Call& call) {
  auto html = document(call, app::SnapshotForm::html);
  if (!html.ok()) return error_answer(html.error());
  Answer answer = text_answer(std::move(html).value(), "text/html; charset=utf-8");
  add_header(answer, "Content-Disposition", "attachment; filename=\"assay-report.html\"");
  return answer;
}

Answer repeat_snapshot(const Call& call) {
  const auto id = path_id<domain::SnapshotTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  return answer_of(app::repeat_snapshot(*call.services.app, caller_of(call), id.value()), job_json);
}

}  // namespace assay::http
