#include "app/projects.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/messages.h"
#include "app/permissions.h"
#include "store/engagement.h"
#include "store/names.h"

namespace assay::app {
namespace {

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
                               const NewProject& given) {
  store::Connection& connection = transaction.connection();
  project.created_at = transaction.now_us();
  project.created_by = caller.user.id;
  Result<domain::ProjectId> id = store::insert_project(connection, project);
  if (!id) return id.error();
  project.id = id.value();
  auto member = store::insert_member(connection, project.id, caller.user.id, "owner", transaction.now_us());
  if (!member) return member.error();
  const domain::Schema first{1, given.questions, {}, transaction.now_us(), given.attributes};
  auto schema = store::insert_schema(connection, project.id, first, caller.user.id);
  if (!schema) return schema.error();
  std::vector<store::NewName> made;
  auto inserted = insert_questions(connection, project.id, given.questions, made);
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

// Everybody who is in it, but who closes it.
Result<Done> tell_of_closing(Context& context, store::Transaction& transaction, const Caller& caller,
                             domain::ProjectId id) {
  Result<std::vector<domain::UserId>> members = store::members_of(transaction.connection(), id);
  if (!members) return members.error();
  std::erase(members.value(), caller.user.id);
  return tell(context, transaction,
              {.kind = "project_closed",
               .recipients = std::move(members).value(),
               .project = id,
               .objects = {{"project", std::to_string(id.value)}},
               .link = fmt::format("/projects/{}/overview", id.value)});
}

ProjectView view_of(Context& context, const Caller& caller, const domain::Project& project) {
  ProjectView view;
  view.project = project;
  const auto standing = context.database.read([&](store::Connection& connection) {
    return store::standing_of(connection, project.id, caller.user.id);
  });
  if (!standing) return view;
  if (!standing.value()) {
    view.role = emergency_role;  // whoever sees it without a part in it
    return view;
  }
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
    const bool may =
        role == emergency_role ? is_for_emergencies(permission.verb) : role_may(role, permission);
    if (may) out.emplace_back(permission.name);
  }
  return out;
}

Result<domain::Project> create_project(Context& context, const Caller& caller, const NewProject& given) {
  if (auto in = allow_signed_in(caller, Access::write); !in) return in.error();
  Result<domain::Project> checked = domain::checked_project({.name = given.name,
                                                             .description = given.description,
                                                             .data_class = given.data_class,
                                                             .purpose = given.purpose});
  if (!checked) return checked;
  if (auto questions = domain::check_schema(given.questions); !questions) return questions.error();
  if (auto attributes = domain::check_declared(given.attributes); !attributes) return attributes.error();
  return context.database.write(
      [&](store::Transaction& transaction) -> Result<store::Outcome<domain::Project>> {
        Result<MadeProject> made = insert_all(transaction, caller, checked.value(), given);
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
    if (edit.purpose) next.purpose = *edit.purpose;
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
        if (state == ProjectState::closed) {
          if (auto told = tell_of_closing(context, transaction, caller, id); !told) return told.error();
        }
        const std::string verb = state == ProjectState::open ? "open_project" : "close_project";
        return store::Outcome<domain::Project>::changed(next, project_event(caller, verb, next));
      });
  if (changed && state == ProjectState::closed) context.live.evict(id);
  if (changed && state == ProjectState::open) context.live.load_soon(id);
  if (changed) context.tell({.kind = "project", .project = id.value});
  return changed;
}

namespace {

Result<SchemaView> read_schema(store::Connection& connection, domain::ProjectId id) {
  Result<domain::Schema> latest = store::latest_schema(connection, id);
  if (!latest) return latest.error();
  Result<std::vector<store::SchemaNote>> versions = store::schema_versions(connection, id);
  if (!versions) return versions.error();
  return SchemaView{std::move(latest).value(), std::move(versions).value(), {}};
}

// The version after `before`.
Result<domain::Schema> next_schema(const domain::Schema& before, const SchemaChange& change,
                                   std::int64_t now_us) {
  auto mapped = domain::check_mapping(before, change.questions, change.mapping);
  if (!mapped) return mapped.error();
  return domain::Schema{before.version + 1, change.questions, change.mapping, now_us,
                        change.attributes.value_or(before.attributes)};
}

}  // namespace

Result<SchemaView> schema(Context& context, const Caller& caller, domain::ProjectId id) {
  Result<SchemaView> view = context.database.read([&](store::Connection& connection) -> Result<SchemaView> {
    if (auto may = allow(connection, caller, Verb::see_project, id); !may) return may.error();
    return read_schema(connection, id);
  });
  if (!view || view.value().schema.attributes.empty()) return view;
  const Result<domain::Scope> scope = scope_for(context, caller, Verb::see_items, id);
  if (!scope) return view;
  const Result<live::SharedTable> table = context.live.table(scope.value());
  if (table) view.value().fit = fit_of(*table.value(), view.value().schema.attributes);
  return view;
}

Result<SchemaView> change_schema(Context& context, const Caller& caller, domain::ProjectId id,
                                 const SchemaChange& change) {
  if (auto checked = domain::check_schema(change.questions); !checked) return checked.error();
  if (change.attributes) {
    if (auto checked = domain::check_declared(*change.attributes); !checked) return checked.error();
  }
  Result<domain::Schema> changed =
      context.database.write([&](store::Transaction& transaction) -> Result<store::Outcome<domain::Schema>> {
        store::Connection& connection = transaction.connection();
        if (auto may = allow(connection, caller, Verb::edit_schema, id); !may) return may.error();
        Result<domain::Schema> before = store::latest_schema(connection, id);
        if (!before) return before.error();
        Result<domain::Schema> next = next_schema(before.value(), change, transaction.now_us());
        if (!next) return next.error();
        const domain::Schema& made = next.value();
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
        event.before = sha256(domain::canonical_schema(before.value()));
        event.after = sha256(domain::canonical_schema(made));
        return store::Outcome<domain::Schema>::changed(made, std::move(event));
      });
  return changed ? schema(context, caller, id) : Result<SchemaView>(changed.error());
}

}  // namespace assay::app
