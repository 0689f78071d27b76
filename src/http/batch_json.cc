#include "http/batch_json.h"

#include <nlohmann/json.hpp>

#include "base/clock.h"
#include "formats/values.h"

namespace assay::http {
namespace {

Json due_json(const domain::BatchDue& due) {
  Json work = nullptr;
  if (due.work_count) work = {{"count", *due.work_count}, {"unit", word_of(due.unit)}};
  return {{"at", maybe_time_json(due.at)}, {"work", std::move(work)}};
}

Json left_json(const app::BatchView& view) {
  if (!view.left) return nullptr;
  return {{"overdue", view.left->is_overdue},
          {"work_minutes", view.left->work_us / minute_us},
          {"day_minutes", view.day_work_us / minute_us}};
}

}  // namespace

Json batch_json(const app::BatchView& view) {
  const domain::Batch& batch = view.batch;
  const store::BatchCounts& counts = view.counts;
  return {{"id", id_json(batch.id.value)},
          {"engagement", {{"id", id_json(batch.engagement.value)}, {"provider", batch.provider_name}}},
          {"name", batch.name},
          {"state", batch.state},
          {"priority", batch.priority},
          {"due", due_json(batch.due)},
          {"due_at", maybe_time_json(batch.due_at)},
          {"time_left", left_json(view)},
          {"item_count", batch.item_count},
          {"submitted_count", counts.submitted_items},
          {"assignments",
           {{"offered", counts.offered},
            {"submitted", counts.submitted},
            {"returned", counts.returned},
            {"expired", counts.expired},
            {"revoked", counts.revoked},
            {"late", counts.late}}},
          {"created_at", time_json(batch.created_at)},
          {"released_at", maybe_time_json(batch.released_at)}};
}

Json assignment_json(const store::AssignmentRow& row) {
  const domain::Assignment& one = row.assignment;
  const bool is_late =
      one.submitted_at && (one.state == "expired" || (row.due_at && *one.submitted_at > *row.due_at));
  Json user = nullptr;
  if (!one.user.none()) user = {{"id", id_json(one.user.value)}, {"name", row.user}};
  return {{"id", id_json(one.id.value)},
          {"batch", {{"id", id_json(one.batch.value)}, {"name", row.batch}}},
          {"item", row.item},
          {"user", std::move(user)},
          {"annotator", row.annotator},
          {"state", one.state},
          {"late", is_late},
          {"lease_until", maybe_time_json(one.lease_until)},
          {"created_at", time_json(one.created_at)},
          {"ended_at", maybe_time_json(one.ended_at)},
          {"submitted_at", maybe_time_json(one.submitted_at)},
          {"reason", one.reason.empty() ? Json(nullptr) : Json(one.reason)}};
}

Result<BatchPlace> batch_place(const Call& call) {
  const auto project = path_id<domain::ProjectTag>(call, "id");
  if (!project.ok()) return project.error();
  const auto batch = path_id<domain::BatchTag>(call, "batch");
  if (!batch.ok()) return batch.error();
  return BatchPlace{project.value(), batch.value()};
}

Result<AssignmentPlace> assignment_place(const Call& call) {
  const auto project = path_id<domain::ProjectTag>(call, "id");
  if (!project.ok()) return project.error();
  const auto assignment = path_id<domain::AssignmentTag>(call, "assignment");
  if (!assignment.ok()) return assignment.error();
  return AssignmentPlace{project.value(), assignment.value()};
}

std::optional<Answer> read_reason(const Call& call, std::string& reason) {
  return read_body(call, [&](Fields& fields) { reason = fields.text("reason"); });
}

std::optional<std::int64_t> time_in(Fields& fields, const char* name) {
  const auto text = fields.maybe_text(name);
  if (!text) return std::nullopt;
  const auto time = formats::time_us_from(*text);
  if (!time) fields.fail(name, "write a time like 2027-01-31T12:00:00Z");
  return time;
}

}  // namespace assay::http
