// The items that are assigned to the annotator who asks.

#include "app/own_items.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "http/batch_json.h"
#include "http/handlers.h"
#include "http/item_json.h"
#include "http/services.h"

namespace assay::http {
namespace {

Json row_json(const store::AssignmentRow& row) {
  return {{"assignment", assignment_json(row)},
          {"priority", row.priority},
          {"due_at", maybe_time_json(row.due_at)}};
}

Json own_item_json(const app::OwnItem& view) {
  Json annotations = Json::array();
  for (const store::OwnAnnotation& each : view.annotations) {
    annotations.push_back({{"question", each.question},
                           {"label", each.label ? Json(*each.label) : Json(nullptr)},
                           {"flag", word_of(each.flag)},
                           {"received_at", time_json(each.received_at)}});
  }
  const domain::Assignment& one = view.row.assignment;
  Json url = nullptr, image = nullptr;
  if (view.image) {
    url = image_address(
        *view.image, fmt::format("/api/v1/projects/{}/own_items/{}/image", one.project.value, one.id.value));
    image = image_json(*view.image);
  }
  return {{"assignment", assignment_json(view.row)},
          {"key", view.item.name},
          {"kind", view.item.content.kind},
          {"content", content_json(view.item)},
          {"image_url", std::move(url)},
          {"image", std::move(image)},
          {"annotations", std::move(annotations)}};
}

void read_answers(Fields& fields, app::NewSubmission& given) {
  const nlohmann::json* list = fields.list("answers");
  if (list == nullptr) return;
  for (const nlohmann::json& each : *list) {
    const std::string where = fmt::format("answers[{}]", given.answers.size());
    if (!each.is_object()) return fields.fail(where, "an object {question, label}");
    Fields row(each, where);
    app::Answered one{row.text_or("question", ""), row.maybe_text("label"), domain::Flag::none};
    const auto flag = domain::flag_from(row.text_or("flag", "none"));
    if (!flag) row.fail("flag", "none, unsure, guideline_gap or item_defect");
    one.flag = flag.value_or(domain::Flag::none);
    given.answers.push_back(std::move(one));
    fields.fail(row.problem());
  }
}

}  // namespace

Answer list_own_items(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  const auto limit = limit_asked(call);
  if (!limit.ok()) return error_answer(limit.error());
  const std::string_view state = query_value(call.request, "state").value_or("offered");
  if (state != "offered" && state != "ended") {
    return error_answer({ErrorCode::invalid, "state is offered or ended", "state"});
  }
  const auto wanted = state == "offered" ? store::Wanted::offered : store::Wanted::ended;
  return answer_of(app::own_items(*call.services.app, caller_of(call), id.value(), wanted, limit.value()),
                   [](const auto& rows) {
                     Json items = Json::array();
                     for (const store::AssignmentRow& row : rows) items.push_back(row_json(row));
                     return Json{{"items", std::move(items)}, {"next", nullptr}};
                   });
}

Answer show_own_item(const Call& call) {
  const auto place = assignment_place(call);
  if (!place.ok()) return error_answer(place.error());
  return answer_of(
      app::own_item(*call.services.app, caller_of(call), place.value().project, place.value().assignment),
      own_item_json);
}

Answer submit_own_item(const Call& call) {
  const auto place = assignment_place(call);
  if (!place.ok()) return error_answer(place.error());
  app::NewSubmission given;
  if (auto wrong = read_body(call, [&](Fields& fields) {
        read_answers(fields, given);
        given.shown_at = time_in(fields, "shown_at");
        given.first_action_at = time_in(fields, "first_action_at");
        given.active_ms = fields.maybe_integer("active_ms");
      })) {
    return *std::move(wrong);
  }
  return answer_of(app::submit_item(*call.services.app, caller_of(call), place.value().project,
                                    place.value().assignment, given),
                   assignment_json);
}

Answer return_own_item(const Call& call) {
  const auto place = assignment_place(call);
  if (!place.ok()) return error_answer(place.error());
  std::string reason;
  if (auto wrong = read_reason(call, reason)) return *std::move(wrong);
  return answer_of(app::return_item(*call.services.app, caller_of(call), place.value().project,
                                    place.value().assignment, reason),
                   assignment_json);
}

}  // namespace assay::http
