#include "app/snapshots.h"

#include <nlohmann/json.hpp>

#include "base/json_text.h"
#include "http/handlers.h"
#include "http/job_json.h"
#include "http/protection.h"
#include "http/services.h"
#include "http/user_names.h"

namespace assay::http {
namespace {

Json snapshot_json(const domain::Snapshot& snapshot, const UserNames& names) {
  const Json options = json_from<Json>(snapshot.options);
  const Json level = options.is_object() ? json_from<Json>(options.value("level", "0.95")) : Json(0.95);
  return {{"id", id_json(snapshot.id.value)},
          {"name", snapshot.name},
          {"log_position", snapshot.log_position},
          {"seed", snapshot.seed},
          {"level", level},
          {"inputs_sha256", hex(snapshot.inputs_sha256)},
          {"document_sha256", hex(snapshot.document_sha256)},
          {"method_version", snapshot.method_version},
          {"created_at", time_json(snapshot.created_at)},
          {"created_by", names(snapshot.created_by.value)},
          {"job", snapshot.job.none() ? Json(nullptr) : id_json(snapshot.job.value)},
          {"state", "done"}};
}

Answer document_answer(const Call& call, app::SnapshotForm form) {
  const auto id = path_id<domain::SnapshotTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  auto document = app::snapshot_document(*call.services.app, caller_of(call), id.value(), form);
  return document.ok() ? json_answer(std::move(document).value()) : error_answer(document.error());
}

}  // namespace

Answer take_snapshot(const Call& call) {
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
  return job_answer(app::start_snapshot(*call.services.app, caller_of(call), id.value(), spec));
}

Answer list_snapshots(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  const auto asked = page_asked(call);
  if (!asked.ok()) return error_answer(asked.error());
  const auto found = app::snapshots(*call.services.app, caller_of(call), id.value(),
                                    {asked.value().before, asked.value().limit});
  if (!found.ok()) return error_answer(found.error());
  const UserNames names(call);
  Json items = Json::array();
  for (const domain::Snapshot& each : found.value()) items.push_back(snapshot_json(each, names));
  const std::int64_t last = found.value().empty() ? 0 : found.value().back().id.value;
  return page_answer(std::move(items), last, asked.value());
}

Answer show_snapshot(const Call& call) {
  const auto id = path_id<domain::SnapshotTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  const UserNames names(call);
  return answer_of(app::snapshot(*call.services.app, caller_of(call), id.value()),
                   [&](const domain::Snapshot& snapshot) { return snapshot_json(snapshot, names); });
}

Answer show_inspection(const Call& call) {
  const bool nested = query_value(call.request, "by").value_or("") == "question";
  return document_answer(call, nested ? app::SnapshotForm::nested : app::SnapshotForm::json);
}

// A page with a script of its own inside: as a file to keep, never as a page of this server.
Answer download_report(const Call& call) {
  const auto id = path_id<domain::SnapshotTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  auto document =
      app::snapshot_document(*call.services.app, caller_of(call), id.value(), app::SnapshotForm::html);
  if (!document.ok()) return error_answer(document.error());
  Answer answer = text_answer(std::move(document).value(), "text/html; charset=utf-8");
  save_as(answer, "snapshot-" + std::to_string(id.value().value) + ".html");
  add_header(answer, "Content-Security-Policy", foreign_bytes_policy);
  return answer;
}

Answer repeat_snapshot(const Call& call) {
  const auto id = path_id<domain::SnapshotTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  return job_answer(app::repeat_snapshot(*call.services.app, caller_of(call), id.value()));
}

}  // namespace assay::http
