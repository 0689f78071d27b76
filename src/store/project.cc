#include "store/project.h"

#include "store/values.h"

namespace assay::store {
namespace {

#define ASSAY_PROJECT_COLUMNS                                                                      \
  "p.project_id, p.name, p.description, p.kind, p.state, p.data_class, p.revision, p.created_at, " \
  "p.created_by, p.purpose"

constexpr Statement add_project{
    "insert into project (name, description, kind, state, data_class, revision, created_at, created_by, "
    "purpose) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning project_id"};
constexpr Statement add_member{
    "insert into project_member (project_id, user_id, role, created_at) values ($1, $2, $3, $4)"};
constexpr Statement find_project{"select " ASSAY_PROJECT_COLUMNS " from project p where p.project_id = $1"};
constexpr Statement find_role{"select role from project_member where project_id = $1 and user_id = $2"};
constexpr Statement list_projects{
    "select " ASSAY_PROJECT_COLUMNS
    " from project p join project_member m on m.project_id = p.project_id where "
    "m.user_id = $1 and p.project_id < $2 order by p.project_id desc limit $3"};
constexpr Statement list_open_projects{
    "select project_id from project where state = 'open' order by project_id desc"};
constexpr Statement edit_project{
    "update project set name = $3, description = $4, state = $5, purpose = $6, revision = revision + 1 where "
    "project_id = $1 and revision = $2"};
constexpr Statement add_schema{
    "insert into schema_version (project_id, version, document, mapping, attributes, after_annotation, "
    "after_gold, created_at, created_by) values ($1, $2, $3, $4, $7, (select coalesce(max(sequence), 0) from "
    "annotation), "
    "(select coalesce(max(gold_id), 0) from gold), $5, $6)"};
constexpr Statement schema_at{
    "select version, document, mapping, created_at, attributes from schema_version where project_id = $1 and "
    "version <= "
    "$2 order by version desc limit 1"};
constexpr Statement schema_steps_to{
    "select version, after_annotation, after_gold, mapping from schema_version where project_id = $1 and "
    "version <= $2 order by version"};
constexpr Statement list_schemas{
    "select version, created_at, mapping from schema_version where project_id = $1 order by version desc "
    "limit "
    "1000"};

domain::Project project_of(const Row& row) {
  domain::Project project;
  project.id = {row.integer(0)};
  project.name = row.text(1);
  project.description = row.text(2);
  project.kind = row.text(3);
  project.state = row.text(4);
  project.data_class = row.text(5);
  project.revision = row.integer(6);
  project.created_at = row.integer(7);
  project.created_by = {row.integer(8)};
  project.purpose = row.text(9);
  return project;
}

struct SchemaRow {
  std::int64_t version = 0;
  std::string document, mapping;
  std::int64_t created_at = 0;
  std::string attributes;
};

}  // namespace

Result<domain::ProjectId> insert_project(Connection& connection, const domain::Project& project) {
  Result<std::int64_t> key = key_from(
      connection, add_project,
      {std::string_view(project.name), std::string_view(project.description), std::string_view(project.kind),
       std::string_view(project.state), std::string_view(project.data_class), project.revision,
       project.created_at, project.created_by.value, std::string_view(project.purpose)});
  if (!key) return key.error();
  return domain::ProjectId{key.value()};
}

Result<Done> insert_member(Connection& connection, domain::ProjectId project, domain::UserId user,
                           std::string_view role, std::int64_t now_us) {
  return done_of(connection.run(add_member, {project.value, user.value, role, now_us}));
}

Result<domain::Project> project_by_id(Connection& connection, domain::ProjectId id) {
  return first_row<domain::Project>(connection, find_project, {id.value}, project_of,
                                    "there is no such project");
}

Result<std::optional<std::string>> role_in(Connection& connection, domain::ProjectId project,
                                           domain::UserId user) {
  std::optional<std::string> role;
  Result<std::int64_t> ran =
      connection.run(find_role, {project.value, user.value}, [&](const Row& row) { role = row.string(0); });
  if (!ran) return ran.error();
  return role;
}

Result<std::vector<domain::Project>> projects_in(Connection& connection, const Scope& scope,
                                                 std::int64_t before, std::int64_t limit) {
  const Value values[] = {scope.user.value, before, limit};
  return all_rows<domain::Project>(connection, list_projects, values, project_of);
}

Result<std::vector<domain::ProjectId>> open_projects(Connection& connection) {
  return all_rows<domain::ProjectId>(connection, list_open_projects, {},
                                     [](const Row& row) { return domain::ProjectId{row.integer(0)}; });
}

Result<bool> update_project(Connection& connection, const domain::Project& project) {
  Result<std::int64_t> changed =
      connection.run(edit_project, {project.id.value, project.revision, std::string_view(project.name),
                                    std::string_view(project.description), std::string_view(project.state),
                                    std::string_view(project.purpose)});
  if (!changed) return changed.error();
  return changed.value() == 1;
}

Result<Done> insert_schema(Connection& connection, domain::ProjectId project, const domain::Schema& schema,
                           domain::UserId by) {
  const std::string document = domain::questions_json(schema.questions);
  const std::string mapping = domain::mapping_json(schema.mapping);
  const std::string attributes = domain::attributes_json(schema.attributes);
  return done_of(connection.run(
      add_schema, {project.value, schema.version, std::string_view(document), std::string_view(mapping),
                   schema.created_at, by.value, std::string_view(attributes)}));
}

Result<domain::Schema> latest_schema(Connection& connection, domain::ProjectId project,
                                     std::int64_t version_max) {
  Result<SchemaRow> row = first_row<SchemaRow>(
      connection, schema_at, {project.value, version_max},
      [](const Row& at) {
        return SchemaRow{at.integer(0), at.string(1), at.string(2), at.integer(3), at.string(4)};
      },
      "the project has no schema");
  if (!row) return row.error();
  Result<std::vector<domain::Question>> questions = domain::questions_from_json(row.value().document);
  if (!questions) return questions.error();
  Result<std::vector<domain::CategoryChange>> mapping = domain::mapping_from_json(row.value().mapping);
  if (!mapping) return mapping.error();
  Result<std::vector<domain::ItemAttribute>> attributes =
      domain::attributes_from_json(row.value().attributes);
  if (!attributes) return attributes.error();
  return domain::Schema{row.value().version, std::move(questions).value(), std::move(mapping).value(),
                        row.value().created_at, std::move(attributes).value()};
}

Result<domain::LabelHistory> label_history(Connection& connection, domain::ProjectId project,
                                           std::int64_t version_max) {
  std::vector<domain::SchemaStep> steps;
  std::optional<Error> wrong;
  Result<std::int64_t> ran =
      connection.run(schema_steps_to, {project.value, version_max}, [&](const Row& row) {
        auto mapping = domain::mapping_from_json(row.text(3));
        if (!mapping && !wrong) wrong = mapping.error();
        if (!mapping) return;
        steps.push_back({row.integer(0), row.integer(1), row.integer(2), std::move(mapping).value()});
      });
  if (!ran) return ran.error();
  if (wrong) return *wrong;
  return domain::LabelHistory(std::move(steps));
}

Result<std::vector<SchemaNote>> schema_versions(Connection& connection, domain::ProjectId project) {
  const Value values[] = {project.value};
  return all_rows<SchemaNote>(connection, list_schemas, values, [](const Row& row) {
    return SchemaNote{row.integer(0), row.integer(1), row.string(2)};
  });
}

}  // namespace assay::store
