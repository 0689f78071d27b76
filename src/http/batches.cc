// Batches of a project.

#include "app/batches.h"

#include <nlohmann/json.hpp>

#include "http/batch_json.h"
#include "http/handlers.h"
#include "http/services.h"

namespace assay::http {
namespace {

void read_work(Fields& fields, domain::BatchDue& due) {
  due.work_count = fields.maybe_integer("count");
  if (!due.work_count) fields.fail("count", "say how many hours or days");
  const auto unit = domain::work_unit_from(fields.text("unit"));
  if (!unit) fields.fail("unit", "hours or days");
  due.unit = unit.value_or(domain::WorkUnit::days);
}

// An object inside of another, its first problem handed on.
void read_inner(Fields& fields, const char* name, const std::function<void(Fields&)>& read) {
  const nlohmann::json* object = fields.maybe_object(name);
  if (object == nullptr) return;
  Fields inner(*object, fields.place(name));
  read(inner);
  fields.fail(inner.problem());
}

Answer change(const Call& call, domain::BatchVerb verb) {
  const auto place = batch_place(call);
  if (!place.ok()) return error_answer(place.error());
  return answer_of(app::change_batch(*call.services.app, caller_of(call), place.value().project,
                                     place.value().batch, verb),
                   batch_json);
}

Json item_json(const app::BatchItemRow& row) {
  Json assignments = Json::array();
  for (const store::AssignmentRow& each : row.assignments) assignments.push_back(assignment_json(each));
  return {
      {"id", id_json(row.item.item.value)}, {"key", row.item.name}, {"assignments", std::move(assignments)}};
}

}  // namespace

Answer list_batches(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  const auto asked = page_asked(call);
  if (!asked.ok()) return error_answer(asked.error());
  const auto all = app::batches(*call.services.app, caller_of(call), id.value(),
                                {asked.value().before, asked.value().limit});
  if (!all.ok()) return error_answer(all.error());
  Json items = Json::array();
  for (const app::BatchView& each : all.value()) items.push_back(batch_json(each));
  const std::int64_t last = all.value().empty() ? 0 : all.value().back().batch.id.value;
  return page_answer(std::move(items), last, asked.value());
}

Answer make_batch(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  app::NewBatch given;
  if (auto wrong = read_body(call, [&](Fields& fields) {
        const auto engagement = id_from(fields.text("engagement"));
        if (!engagement) fields.fail("engagement", "there is no engagement with this id");
        given.engagement.value = engagement.value_or(0);
        given.name = fields.text("name");
        given.items = fields.texts("items");
        given.priority = fields.maybe_integer("priority").value_or(given.priority);
        read_inner(fields, "due", [&](Fields& due) {
          given.due.at = time_in(due, "at");
          read_inner(due, "work", [&](Fields& work) { read_work(work, given.due); });
        });
      })) {
    return *std::move(wrong);
  }
  return answer_of(app::make_batch(*call.services.app, caller_of(call), id.value(), given), batch_json);
}

Answer show_batch(const Call& call) {
  const auto place = batch_place(call);
  if (!place.ok()) return error_answer(place.error());
  return answer_of(
      app::batch(*call.services.app, caller_of(call), place.value().project, place.value().batch),
      batch_json);
}

Answer release_batch(const Call& call) { return change(call, domain::BatchVerb::release); }
Answer recall_batch(const Call& call) { return change(call, domain::BatchVerb::recall); }
Answer finish_batch(const Call& call) { return change(call, domain::BatchVerb::finish); }
Answer deliver_batch(const Call& call) { return change(call, domain::BatchVerb::deliver); }

Answer list_batch_items(const Call& call) {
  const auto place = batch_place(call);
  if (!place.ok()) return error_answer(place.error());
  const auto limit = limit_asked(call);
  if (!limit.ok()) return error_answer(limit.error());
  app::BatchItemsAsked asked{.limit = limit.value()};
  if (const auto after = query_value(call.request, "cursor")) {
    const auto position = id_from(*after);
    if (!position) {
      return error_answer({ErrorCode::invalid, "take the cursor from next of the page before", "cursor"});
    }
    asked.after = *position;
  }
  return answer_of(app::batch_items(*call.services.app, caller_of(call), place.value().project,
                                    place.value().batch, asked),
                   [&](const std::vector<app::BatchItemRow>& rows) {
                     Json items = Json::array();
                     for (const app::BatchItemRow& row : rows) items.push_back(item_json(row));
                     const bool is_full = std::ssize(rows) == asked.limit;
                     return Json{{"items", std::move(items)},
                                 {"next", is_full ? id_json(rows.back().item.position) : Json(nullptr)}};
                   });
}

}  // namespace assay::http
