// The schema of a project and its versions.

#include <nlohmann/json.hpp>

#include "app/projects.h"
#include "http/handlers.h"
#include "http/schema_json.h"
#include "http/services.h"
#include "http/wire_values.h"

namespace assay::http {
namespace {

Json fit_json(const std::optional<app::AttributesFit>& fit) {
  if (!fit) return nullptr;
  Json attributes = Json::array();
  for (const app::AttributeFit& each : fit->attributes) {
    attributes.push_back(
        {{"name", each.name}, {"fitting", each.fitting}, {"unfit", each.unfit}, {"missing", each.missing}});
  }
  return {{"unfit_items", fit->unfit_items}, {"attributes", std::move(attributes)}};
}

Answer schema_answer(const Result<app::SchemaView>& found) {
  if (!found.ok()) return error_answer(found.error());
  Json versions = Json::array();
  for (const store::SchemaNote& note : found.value().versions) {
    const auto mapping = domain::mapping_from_json(note.mapping);
    if (!mapping.ok()) return error_answer({ErrorCode::internal, "a kept mapping cannot be read", "schema"});
    versions.push_back({{"version", note.version},
                        {"created_at", time_json(note.created_at)},
                        {"mapping", changes_on_wire(mapping.value())}});
  }
  return json_of({{"version", found.value().schema.version},
                  {"questions", questions_on_wire(found.value().schema.questions)},
                  {"attributes", attributes_on_wire(found.value().schema.attributes)},
                  {"fit", fit_json(found.value().fit)},
                  {"versions", std::move(versions)}});
}

}  // namespace

Answer show_schema(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  return schema_answer(app::schema(*call.services.app, caller_of(call), id.value()));
}

Answer change_schema(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  app::SchemaChange change;
  if (auto wrong = read_body(call, [&](Fields& fields) {
        change.questions = read_questions(fields, "questions");
        change.mapping = read_changes(fields, "mapping");
        if (fields.any("attributes") != nullptr) change.attributes = read_attributes(fields, "attributes");
      })) {
    return *std::move(wrong);
  }
  return schema_answer(app::change_schema(*call.services.app, caller_of(call), id.value(), change));
}

}  // namespace assay::http
