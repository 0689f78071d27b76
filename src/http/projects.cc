#include "app/projects.h"

#include <nlohmann/json.hpp>

#include "http/handlers.h"
#include "http/schema_json.h"
#include "http/services.h"
#include "http/wire_values.h"

namespace assay::http {
namespace {

Json project_json(const app::ProjectView& view) {
  const domain::Project& project = view.project;
  const auto count = [&](std::int64_t live::ProjectTable::Sizes::*field) {
    return view.sizes ? Json((*view.sizes).*field) : Json(nullptr);
  };
  return {{"id", id_json(project.id.value)},
          {"name", project.name},
          {"description", project.description},
          {"kind", project.kind},
          {"state", project.state},
          {"data_class", project.data_class},
          {"purpose", project.purpose},
          {"role", view.role},
          {"rights", app::rights_of(view.role)},
          {"engagement", view.engagement.none() ? Json(nullptr) : id_json(view.engagement.value)},
          {"item_count", count(&live::ProjectTable::Sizes::items)},
          {"annotation_count", count(&live::ProjectTable::Sizes::annotations)},
          {"annotator_count", count(&live::ProjectTable::Sizes::annotators)},
          {"gold_count", view.sees_gold ? count(&live::ProjectTable::Sizes::gold) : Json(nullptr)},
          {"created_at", time_json(project.created_at)},
          {"etag", etag_text(project.revision)},
          {"log_position", view.log_position}};
}

// The project as it stands, after a verb that changed it too.
Answer project_answer(const Call& call, domain::ProjectId id) {
  const auto view = app::project(*call.services.app, caller_of(call), id);
  if (!view.ok()) return error_answer(view.error());
  Answer answer = json_of(project_json(view.value()));
  add_header(answer, "ETag", etag_text(view.value().project.revision));
  return answer;
}

Answer changed_answer(const Call& call, const Result<domain::Project>& changed) {
  return changed.ok() ? project_answer(call, changed.value().id) : error_answer(changed.error());
}

Answer set_state(const Call& call, app::ProjectState state) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  return changed_answer(call, app::set_project_state(*call.services.app, caller_of(call), id.value(), state));
}

}  // namespace

Answer list_projects(const Call& call) {
  const auto asked = page_asked(call);
  if (!asked.ok()) return error_answer(asked.error());
  const auto found =
      app::projects(*call.services.app, caller_of(call), {asked.value().before, asked.value().limit});
  if (!found.ok()) return error_answer(found.error());
  Json items = Json::array();
  for (const app::ProjectView& view : found.value()) items.push_back(project_json(view));
  const std::int64_t last = found.value().empty() ? 0 : found.value().back().project.id.value;
  return page_answer(std::move(items), last, asked.value());
}

Answer create_project(const Call& call) {
  app::NewProject given;
  if (auto wrong = read_body(call, [&](Fields& fields) {
        given.name = fields.text("name");
        given.description = fields.text_or("description", "");
        given.data_class = fields.text_or("data_class", "internal");
        given.purpose = fields.text_or("purpose", "");
        given.questions = read_questions(fields, "questions");
        given.attributes = read_attributes(fields, "attributes");
      })) {
    return *std::move(wrong);
  }
  return changed_answer(call, app::create_project(*call.services.app, caller_of(call), given));
}

Answer show_project(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  return id.ok() ? project_answer(call, id.value()) : error_answer(id.error());
}

Answer edit_project(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  app::ProjectEdit edit;
  if (auto wrong = read_revision(call, edit.revision)) return *std::move(wrong);
  if (auto wrong = read_body(call, [&](Fields& fields) {
        edit.name = fields.maybe_text("name");
        edit.description = fields.maybe_text("description");
        edit.purpose = fields.maybe_text("purpose");
      })) {
    return *std::move(wrong);
  }
  return changed_answer(call, app::edit_project(*call.services.app, caller_of(call), id.value(), edit));
}

Answer open_project(const Call& call) { return set_state(call, app::ProjectState::open); }

Answer close_project(const Call& call) { return set_state(call, app::ProjectState::closed); }

}  // namespace assay::http
