// Who judges which item of a batch.

#include "app/assignments.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "http/batch_json.h"
#include "http/handlers.h"
#include "http/services.h"

namespace assay::http {
namespace {

void read_annotators(Fields& fields, app::NewAssignments& given) {
  for (const std::string& text : fields.texts("annotators")) {
    const auto user = id_from(text);
    if (!user) fields.fail(fmt::format("annotators[{}]", given.annotators.size()), "no user has this id");
    given.annotators.push_back({user.value_or(0)});
  }
}

void read_list(Fields& fields, app::NewAssignments& given) {
  const nlohmann::json* list = fields.any("list");
  if (list == nullptr || list->is_null()) return;
  if (!list->is_array()) return fields.fail("list", "a list of {item, annotator}");
  for (const nlohmann::json& each : *list) {
    const std::string where = fmt::format("list[{}]", given.list.size());
    if (!each.is_object()) return fields.fail(where, "an object {item, annotator}");
    Fields row(each, where);
    given.list.push_back({row.text("item"), row.text("annotator")});
    fields.fail(row.problem());
  }
}

Json annotator_json(const store::EngagedAnnotator& one) {
  return {{"user", {{"id", id_json(one.user.value)}, {"name", one.name}, {"email", one.email}}},
          {"annotator", one.annotator.none() ? Json(nullptr) : Json(one.annotator_name)}};
}

Json assigned_json(const app::Assigned& assigned) {
  Json by_annotator = Json::array();
  for (const app::AssignedCount& each : assigned.by_annotator) {
    by_annotator.push_back(
        {{"user", {{"id", id_json(each.annotator.user.value)}, {"name", each.annotator.name}}},
         {"count", each.count}});
  }
  return {
      {"assigned", assigned.assigned}, {"known", assigned.known}, {"by_annotator", std::move(by_annotator)}};
}

}  // namespace

Answer list_own_annotators(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  return answer_of(app::own_annotators(*call.services.app, caller_of(call), id.value()), [](const auto& all) {
    Json items = Json::array();
    for (const store::EngagedAnnotator& each : all) items.push_back(annotator_json(each));
    return Json{{"items", std::move(items)}, {"next", nullptr}};
  });
}

Answer assign_items(const Call& call) {
  const auto place = batch_place(call);
  if (!place.ok()) return error_answer(place.error());
  app::NewAssignments given;
  if (auto wrong = read_body(call, [&](Fields& fields) {
        read_annotators(fields, given);
        given.per_item = fields.maybe_integer("per_item").value_or(1);
        read_list(fields, given);
        given.lease_until = time_in(fields, "lease_until");
      })) {
    return *std::move(wrong);
  }
  return answer_of(app::assign_items(*call.services.app, caller_of(call), place.value().project,
                                     place.value().batch, given),
                   assigned_json);
}

Answer revoke_assignment(const Call& call) {
  const auto place = assignment_place(call);
  if (!place.ok()) return error_answer(place.error());
  std::string reason;
  if (auto wrong = read_reason(call, reason)) return *std::move(wrong);
  return answer_of(app::revoke_assignment(*call.services.app, caller_of(call), place.value().project,
                                          place.value().assignment, reason),
                   assignment_json);
}

}  // namespace assay::http
