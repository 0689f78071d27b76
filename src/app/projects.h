#pragma once
// Projects and their schema.

#include <optional>
#include <string>
#include <vector>

#include "app/attribute_fit.h"
#include "app/context.h"
#include "domain/project.h"
#include "domain/schema.h"
#include "store/project.h"

namespace assay::app {

// Names of the verbs that the role may do.
std::vector<std::string_view> rights_of(std::string_view role);

struct NewProject {
  std::string name, description;
  std::string data_class = "internal";
  std::vector<domain::Question> questions;
  std::string purpose;  // what items about people may be used for
  std::vector<domain::ItemAttribute> attributes;
};

// A project with what is counted of it.
struct ProjectView {
  domain::Project project;
  std::string role;                                // of the caller
  domain::EngagementId engagement;                 // that they work in; none: on the client's side
  std::optional<live::ProjectTable::Sizes> sizes;  // of what they may see; absent: nothing
  bool sees_gold = false;
  std::int64_t log_position = 0;
};

// The caller becomes its owner.
Result<domain::Project> create_project(Context& context, const Caller& caller, const NewProject& given);
Result<ProjectView> project(Context& context, const Caller& caller, domain::ProjectId id);

inline constexpr std::int64_t page_max = 1000;  // rows of a page, at most

struct Page {
  std::int64_t before = INT64_MAX;  // the smallest id of the page before
  std::int64_t limit = 100;         // at most 1000
};
Result<std::vector<ProjectView>> projects(Context& context, const Caller& caller, const Page& page);

struct ProjectEdit {
  std::optional<std::string> name, description, purpose;
  std::int64_t revision = 0;  // the one that was read: conflict when it is not the newest
};
Result<domain::Project> edit_project(Context& context, const Caller& caller, domain::ProjectId id,
                                     const ProjectEdit& edit);
enum class ProjectState { open, closed };
Result<domain::Project> set_project_state(Context& context, const Caller& caller, domain::ProjectId id,
                                          ProjectState state);

struct SchemaView {
  domain::Schema schema;
  std::vector<store::SchemaNote> versions;
  // How the items that are there fit, of what the caller may see; absent: nothing is declared, or they may
  // not.
  std::optional<AttributesFit> fit;
};
Result<SchemaView> schema(Context& context, const Caller& caller, domain::ProjectId id);
// Questions as given, with their mapping; attributes as given, absent: as they were. Items that do not fit
// what is declared of them are kept and counted in the answer.
struct SchemaChange {
  std::vector<domain::Question> questions;
  std::vector<domain::CategoryChange> mapping;
  std::optional<std::vector<domain::ItemAttribute>> attributes;
};
Result<SchemaView> change_schema(Context& context, const Caller& caller, domain::ProjectId id,
                                 const SchemaChange& change);

}  // namespace assay::app
