// The schema of a project and its versions.

#include <nlohmann/json.hpp>

#include "app/projects.h"
#include "http/handlers.h"
#include "http/schema_json.h"
#include "http/services.h"
#include "http/wire_values.h"

namespace assay::http {
namespace {

Answer schema_answer(const Call& call, domain::ProjectId id) {
  const auto found = app::schema(*call.services.app, caller_of(call), id);
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
                  {"versions", std::move(versions)}});
}

}  // namespace

Answer show_schema(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  return id.ok() ? schema_answer(call, id.value()) : error_answer(id.error());
}

Answer change_schema(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  domain::Schema next;
  if (auto wrong = read_body(call, [&](Fields& fields) {
        next.questions = read_questions(fields, "questions");
        next.mapping = read_changes(fields, "mapping");
      })) {
    return *std::move(wrong);
  }
  const auto changed = app::change_schema(*call.services.app, caller_of(call), id.value(), next);
  return changed.ok() ? schema_answer(call, id.value()) : error_answer(changed.error());
}

}  // namespace assay::http
