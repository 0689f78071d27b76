#pragma once
// Projects, who is in them, their schema versions.

#include <optional>
#include <vector>

#include "domain/label_history.h"
#include "domain/project.h"
#include "domain/schema.h"
#include "store/connection.h"

namespace assay::store {

// What a user may see: everything of the projects they are a member of. List queries demand one.
struct Scope {
  domain::UserId user;
};

Result<domain::ProjectId> insert_project(Connection& connection, const domain::Project& project);
Result<Done> insert_member(Connection& connection, domain::ProjectId project, domain::UserId user,
                           std::string_view role, std::int64_t now_us);
Result<domain::Project> project_by_id(Connection& connection, domain::ProjectId id);
// The role of the user in the project; nothing when they have none.
Result<std::optional<std::string>> role_in(Connection& connection, domain::ProjectId project,
                                           domain::UserId user);
// Newest first, those with a smaller id than `before`.
Result<std::vector<domain::Project>> projects_in(Connection& connection, const Scope& scope,
                                                 std::int64_t before, std::int64_t limit);
// All that are open, whoever may see them: for the server itself. Newest first.
Result<std::vector<domain::ProjectId>> open_projects(Connection& connection);
// False when the project has another revision by now: nothing was changed.
Result<bool> update_project(Connection& connection, const domain::Project& project);

Result<Done> insert_schema(Connection& connection, domain::ProjectId project, const domain::Schema& schema,
                           domain::UserId by);
// The latest, or the latest up to a version.
Result<domain::Schema> latest_schema(Connection& connection, domain::ProjectId project,
                                     std::int64_t version_max = INT64_MAX);
Result<domain::LabelHistory> label_history(Connection& connection, domain::ProjectId project,
                                           std::int64_t version_max = INT64_MAX);
struct SchemaNote {
  std::int64_t version = 0;
  std::int64_t created_at = 0;
  std::string mapping;  // JSON
};
Result<std::vector<SchemaNote>> schema_versions(Connection& connection, domain::ProjectId project);

}  // namespace assay::store
