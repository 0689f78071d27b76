// Of items about people: erasures, legal holds, retention, looks in an emergency, and what is taken out of
// that.

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/access_report.h"
#include "app/break_glass.h"
#include "app/legal_holds.h"
#include "base/json_text.h"
#include "http/handlers.h"
#include "http/services.h"
#include "http/signed_in.h"
#include "http/user_names.h"
#include "http/wire_values.h"

namespace assay::http {
namespace {

Json hold_json(const domain::LegalHold& hold, const UserNames& names) {
  return {{"id", id_json(hold.id.value)},
          {"item", hold.item ? id_json(hold.item->value) : Json(nullptr)},
          {"annotator", hold.annotator ? Json(hold.annotator_name) : Json(nullptr)},
          {"reason", hold.reason},
          {"placed_by", names(hold.placed_by.value)},
          {"placed_at", time_json(hold.placed_at)},
          {"lifted_by", names(hold.lifted_by.value)},
          {"lifted_at", maybe_time_json(hold.lifted_at)}};
}

Json retention_json(const std::optional<domain::RetentionRule>& rule) {
  return {{"keep_days", rule ? Json(rule->keep_days) : Json(nullptr)},
          {"changed_at", rule ? time_json(rule->changed_at) : Json(nullptr)},
          {"last_run_at", rule ? maybe_time_json(rule->last_run_at) : Json(nullptr)}};
}

Json glass_json(const domain::BreakGlass& broken, const UserNames& names) {
  return {{"id", id_json(broken.id.value)},
          {"project", id_json(broken.project.value)},
          {"user", names(broken.user.value)},
          {"reason", broken.reason},
          {"opened_at", time_json(broken.opened_at)},
          {"expires_at", time_json(broken.expires_at)},
          {"reviewed_by", names(broken.reviewed_by.value)},
          {"reviewed_at", maybe_time_json(broken.reviewed_at)},
          {"review", broken.reviewed_at ? Json(broken.review) : Json(nullptr)}};
}

struct InProject {
  domain::ProjectId project;
  std::int64_t id = 0;
};

// The project of the path, and what in it: {erasure}, {hold} or {glass}.
Result<InProject> in_project(const Call& call, const char* name) {
  const auto project = path_id<domain::ProjectTag>(call, "id");
  if (!project.ok()) return project.error();
  const auto id = path_id<domain::ErasureTag>(call, name);
  if (!id.ok()) return id.error();
  return InProject{project.value(), id.value().value};
}

template <class Rows, class Write>
Answer rows_answer(const Call& call, const Result<Rows>& rows, const Write& write) {
  if (!rows.ok()) return error_answer(rows.error());
  const UserNames names(call);
  Json items = Json::array();
  for (const auto& row : rows.value()) items.push_back(write(row, names));
  return json_of({{"items", std::move(items)}, {"next", nullptr}});
}

}  // namespace

Answer list_holds(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  return rows_answer(call, app::legal_holds(*call.services.app, caller_of(call), id.value()), hold_json);
}

Answer place_hold(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  app::HoldAsked asked;
  if (auto wrong = read_body(call, [&](Fields& fields) {
        asked.item = fields.text_or("item", "");
        asked.annotator = fields.text_or("annotator", "");
        asked.reason = fields.text("reason");
      })) {
    return *std::move(wrong);
  }
  return answer_of(app::place_hold(*call.services.app, caller_of(call), id.value(), asked),
                   [&](const auto& hold) { return hold_json(hold, UserNames(call)); });
}

Answer lift_hold(const Call& call) {
  const auto place = in_project(call, "hold");
  if (!place.ok()) return error_answer(place.error());
  return answer_of(
      app::lift_hold(*call.services.app, caller_of(call), place.value().project, {place.value().id}),
      [&](const auto& hold) { return hold_json(hold, UserNames(call)); });
}

Answer show_retention(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  return answer_of(app::retention(*call.services.app, caller_of(call), id.value()), retention_json);
}

Answer set_retention(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  std::optional<std::int64_t> keep_days;
  const auto read = [&](Fields& fields) {
    fields.need("keep_days");  // who forgot it does not end a rule by that
    keep_days = fields.maybe_integer("keep_days");
  };
  if (auto wrong = read_body(call, read)) return *std::move(wrong);
  return answer_of(app::set_retention(*call.services.app, caller_of(call), id.value(), keep_days),
                   retention_json);
}

Answer list_broken_glass(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  return rows_answer(call, app::broken_glass(*call.services.app, caller_of(call), id.value()), glass_json);
}

Answer break_glass(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  std::string reason;
  if (auto wrong = read_body(call, [&](Fields& fields) { reason = fields.text("reason"); })) {
    return *std::move(wrong);
  }
  return answer_of(app::break_glass(*call.services.app, caller_of(call), id.value(), reason),
                   [&](const auto& broken) { return glass_json(broken, UserNames(call)); });
}

Answer review_break_glass(const Call& call) {
  const auto place = in_project(call, "glass");
  if (!place.ok()) return error_answer(place.error());
  std::string review;
  if (auto wrong = read_body(call, [&](Fields& fields) { review = fields.text("review"); })) {
    return *std::move(wrong);
  }
  return answer_of(app::review_break_glass(*call.services.app, caller_of(call), place.value().project,
                                           {place.value().id}, review),
                   [&](const auto& broken) { return glass_json(broken, UserNames(call)); });
}

Answer take_access_report(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  const std::string item(query_value(call.request, "item").value_or(""));
  return download_answer(app::access_report(*call.services.app, caller_of(call), id.value(), item),
                         "text/csv; charset=utf-8", fmt::format("project-{}-access.csv", id.value().value));
}

Answer take_processing_record(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  return download_answer(app::processing_record(*call.services.app, caller_of(call), id.value()),
                         "application/json", fmt::format("project-{}-processing.json", id.value().value));
}

}  // namespace assay::http
