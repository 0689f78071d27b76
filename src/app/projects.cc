#include "app/projects.h"

#include <algorithm>

#include "app/permissions.h"
#include "store/engagement.h"
#include "store/names.h"

namespace assay::app {
namespace {

constexpr std::int64_t page_max = 1000;

Result<Done> insert_questions(store::Connection& connection, domain::ProjectId project,
                              const std::vector<domain::Question>& questions,
                              std::vector<store::NewName>& made) {
  store::Names names(connection, {.project = project});
  for (const domain::Question& question : questions) {
    Result<std::int64_t> key = names.key(store::NameKind::question, question.name);
    if (!key) return key.error();
  }
  made.assign(names.made().begin(), names.made().end());
  return names.flush();
}

struct MadeProject {
  domain::Project project;
  domain::Schema schema;
  std::vector<store::NewName> names;
};

Result<MadeProject> insert_all(store::Transaction& transaction, const Caller& caller, domain::Project project,
                               const std::vector<domain::Question>& questions) {
  store::Connection& connection = transaction.connection();
  project.created_at = transaction.now_us();
  project.created_by = caller.user.id;
  Result<domain::ProjectId> id = store::insert_project(connection, project);
  if (!id) return id.error();
  project.id = id.value();
  auto member = store::insert_member(connection, project.id, caller.user.id, "owner", transaction.now_us());
  if (!member) return member.error();
  const domain::Schema first{1, questions, {}, transaction.now_us()};
  auto schema = store::insert_schema(connection, project.id, first, caller.user.id);
  if (!schema) return schema.error();
  std::vector<store::NewName> made;
  auto inserted = insert_questions(connection, project.id, questions, made);
  if (!inserted) return inserted.error();
  return MadeProject{project, first, std::move(made)};
}

domain::AuditEvent project_event(const Caller& caller, std::string verb, const domain::Project& project) {
  domain::AuditEvent event = event_by(caller, std::move(verb), "project");
  event.project = project.id;
  event.object = project.id.value;
  event.after = sha256(project.name + "\n" + project.description + "\n" + project.state);
  return event;
}

ProjectView view_of(Context& context, const Caller& caller, const domain::Project& project) {
  ProjectView view;
  view.project = project;
  const auto standing = context.database.read([&](store::Connection& connection) {
    return store::standing_of(connection, project.id, caller.user.id);
  });
  if (!standing || !standing.value()) return view;
  view.role = standing.value()->role;
  view.engagement = standing.value()->engagement;
  const Result<domain::Scope> scope = scope_for(context, caller, Verb::see_quality, project.id);
  if (!scope) return view;
  Result<live::SharedTable> table = context.live.table(scope.value());
  if (!table) return view;
  view.sizes = table.value()->sizes();
  view.sees_gold = scope.value().sees_gold;
  view.log_position = table.value()->log_position();
  return view;
}

}  // namespace

std::vector<std::string_view> rights_of(std::string_view role) {
  std::vector<std::string_view> out;
  for (const Permission& permission : permissions()) {
    if (role_may(role, permission)) out.emplace_back(permission.name);
  }
  return out;
}

Result<domain::Project> create_project(Context& context, const Caller& caller, const NewProject& given) {
  if (auto in = allow_signed_in(caller, Access::write); !in) return in.error();
  Result<domain::Project> checked = domain::checked_project(
      {.name = given.name, .description = given.description, .data_class = given.data_class});
  if (!checked) return checked;
  if (auto questions = domain::check_schema(given.questions); !questions) return questions.error();
  return context.database.write(
      [&](store::Transaction& transaction) -> Result<store::Outcome<domain::Project>> {
        Result<MadeProject> made = insert_all(transaction, caller, checked.value(), given.questions);
        if (!made) return made.error();
        transaction.after_commit([&context, made = made.value()] {
          auto table = std::make_shared<live::ProjectTable>();
          table->arrive({.names = made.names});
          table->set_schema(made.schema);
          context.live.adopt(made.project.id, std::move(table));
        });
        domain::AuditEvent event = project_event(caller, "create_project", made.value().project);
        return store::Outcome<domain::Project>::changed(made.value().project, std::move(event));
      });
}

Result<ProjectView> project(Context& context, const Caller& caller, domain::ProjectId id) {
  Result<domain::Project> found =
      context.database.read([&](store::Connection& connection) -> Result<domain::Project> {
        if (auto may = allow(connection, caller, Verb::see_project, id); !may) return may.error();
        return store::project_by_id(connection, id);
      });
  if (!found) return found.error();
  return view_of(context, caller, found.value());
}

Result<std::vector<ProjectView>> projects(Context& context, const Caller& caller, const Page& page) {
  if (auto in = allow_signed_in(caller, Access::read); !in) return in.error();
  Result<std::vector<domain::Project>> found = context.database.read([&](store::Connection& connection) {
    return store::projects_in(connection, {caller.user.id}, page.before, std::min(page.limit, page_max));
  });
  if (!found) return found.error();
  std::vector<ProjectView> out;
  for (const domain::Project& each : found.value()) out.push_back(view_of(context, caller, each));
  return out;
}

Result<domain::Project> edit_project(Context& context, const Caller& caller, domain::ProjectId id,
                                     const ProjectEdit& edit) {
  Result<domain::Project> edited = context.database.write([&](store::Transaction& transaction)
                                                              -> Result<store::Outcome<domain::Project>> {
    store::Connection& connection = transaction.connection();
    if (auto may = allow(connection, caller, Verb::edit_project, id); !may) return may.error();
    Result<domain::Project> before = store::project_by_id(connection, id);
    if (!before) return before.error();
    domain::Project next = before.value();
    next.revision = edit.revision;
    if (edit.name) next.name = *edit.name;
    if (edit.description) next.description = *edit.description;
    Result<domain::Project> checked = domain::checked_project(next);
    if (!checked) return checked.error();
    Result<bool> updated = store::update_project(connection, checked.value());
    if (!updated) return updated.error();
    if (!updated.value()) {
      return Error{ErrorCode::conflict, "somebody else has edited the project; read it again", "if-match"};
    }
    ++checked.value().revision;
    domain::AuditEvent event = project_event(caller, "edit_project", checked.value());
    event.before = project_event(caller, "", before.value()).after;
    return store::Outcome<domain::Project>::changed(checked.value(), std::move(event));
  });
  if (edited) context.tell({.kind = "project", .project = id.value});
  return edited;
}

Result<domain::Project> set_project_state(Context& context, const Caller& caller, domain::ProjectId id,
                                          ProjectState state) {
  const std::string word = state == ProjectState::open ? "open" : "closed";
  Result<domain::Project> changed =
      context.database.write([&](store::Transaction& transaction) -> Result<store::Outcome<domain::Project>> {
        store::Connection& connection = transaction.connection();
        if (auto may = allow(connection, caller, Verb::close_project, id); !may) return may.error();
        Result<domain::Project> found = store::project_by_id(connection, id);
        if (!found) return found.error();
        domain::Project next = found.value();
        if (next.state == word) {
          return Error{ErrorCode::conflict, "the project is " + word + " already", "project"};
        }
        next.state = word;
        Result<bool> updated = store::update_project(connection, next);
        if (!updated) return updated.error();
        ++next.revision;
        const std::string verb = state == ProjectState::open ? "open_project" : "close_project";
        return store::Outcome<domain::Project>::changed(next, project_event(caller, verb, next));
      });
  if (changed && state == ProjectState::closed) context.live.evict(id);
  if (changed && state == ProjectState::open) context.live.load_soon(id);
  if (changed) context.tell({.kind = "project", .project = id.value});
  return changed;
}

Result<SchemaView> schema(Context& context, const Caller& caller, domain::ProjectId id) {
  return context.database.read([&](store::Connection& connection) -> Result<SchemaView> {
    if (auto may = allow(connection, caller, Verb::see_project, id); !may) return may.error();
    Result<domain::Schema> latest = store::latest_schema(connection, id);
    if (!latest) return latest.error();
    Result<std::vector<store::SchemaNote>> versions = store::schema_versions(connection, id);
    if (!versions) return versions.error();
    return SchemaView{std::move(latest).value(), std::move(versions).value()};
  });
}

Result<domain::Schema> change_schema(Context& context, const Caller& caller, domain::ProjectId id,
                                     const domain::Schema& next) {
  if (auto checked = domain::check_schema(next.questions); !checked) return checked.error();
  return context.database.write(
      [&](store::Transaction& transaction) -> Result<store::Outcome<domain::Schema>> {
        store::Connection& connection = transaction.connection();
        if (auto may = allow(connection, caller, Verb::edit_schema, id); !may) return may.error();
        Result<domain::Schema> before = store::latest_schema(connection, id);
        if (!before) return before.error();
        auto mapped = domain::check_mapping(before.value(), next.questions, next.mapping);
        if (!mapped) return mapped.error();
        domain::Schema made{before.value().version + 1, next.questions, next.mapping, transaction.now_us()};
        auto inserted = store::insert_schema(connection, id, made, caller.user.id);
        if (!inserted) return inserted.error();
        std::vector<store::NewName> names;
        auto questions = insert_questions(connection, id, made.questions, names);
        if (!questions) return questions.error();
        // Labels have other names now: who holds the table has the new schema, who asks next reads it anew.
        transaction.after_commit([&context, id, made, names] {
          context.live.changed(id, [made, names](live::ProjectTable& table) {
            table.arrive({.names = names});
            table.set_schema(made);
          });
          context.live.evict(id);
        });
        domain::AuditEvent event = event_by(caller, "change_schema", "schema");
        event.project = id;
        event.object = made.version;
        event.before = sha256(domain::questions_json(before.value().questions));
        event.after = sha256(domain::questions_json(made.questions));
        return store::Outcome<domain::Schema>::changed(made, std::move(event));
      });
}

}  // namespace assay::app
