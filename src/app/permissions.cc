#include "app/permissions.h"

#include <fmt/format.h>

#include <array>

#include "store/engagement.h"
#include "store/item_read.h"
#include "store/project.h"

namespace assay::app {
namespace {

constexpr std::array permission_table = {
    Permission{Verb::see_project, "see_project", Access::read,
               "owner expert lead reviewer annotator auditor"},
    Permission{Verb::see_quality, "see_quality", Access::read, "owner expert lead reviewer auditor"},
    Permission{Verb::see_items, "see_items", Access::read, "owner expert lead reviewer auditor"},
    Permission{Verb::see_gold, "see_gold", Access::read, "owner expert auditor"},
    Permission{Verb::see_snapshots, "see_snapshots", Access::read, "owner expert auditor"},
    Permission{Verb::see_jobs, "see_jobs", Access::read, "owner expert auditor"},
    Permission{Verb::see_people, "see_people", Access::read, "owner expert lead auditor"},
    Permission{Verb::change_people, "change_people", Access::write, "owner lead"},
    Permission{Verb::engage_provider, "engage_provider", Access::write, "owner"},
    Permission{Verb::edit_project, "edit_project", Access::write, "owner"},
    Permission{Verb::close_project, "close_project", Access::write, "owner"},
    Permission{Verb::edit_schema, "edit_schema", Access::write, "owner"},
    Permission{Verb::import_data, "import_data", Access::write, "owner"},
    Permission{Verb::add_annotations, "add_annotations", Access::write, "owner lead"},
    Permission{Verb::change_gold, "change_gold", Access::write, "owner expert"},
    Permission{Verb::see_batches, "see_batches", Access::read, "owner expert lead reviewer auditor"},
    Permission{Verb::change_batches, "change_batches", Access::write, "owner"},
    Permission{Verb::assign_items, "assign_items", Access::write, "lead"},
    Permission{Verb::see_own_items, "see_own_items", Access::read, "annotator"},
    Permission{Verb::answer_own_items, "answer_own_items", Access::write, "annotator"},
    Permission{Verb::make_snapshot, "make_snapshot", Access::write, "owner expert auditor"},
    Permission{Verb::export_data, "export_data", Access::read, "owner expert auditor"},
    Permission{Verb::cancel_job, "cancel_job", Access::write, "owner"},
    Permission{Verb::see_protection, "see_protection", Access::read, "owner auditor"},
    Permission{Verb::change_protection, "change_protection", Access::write, "owner"},
    Permission{Verb::erase, "erase", Access::write, "owner"},
    Permission{Verb::see_audit, "see_audit", Access::read, "owner auditor"},
    Permission{Verb::see_whole_log, "see_whole_log", Access::read, "administrator"},
    Permission{Verb::prune_log, "prune_log", Access::write, "administrator"},
    Permission{Verb::change_sealing_key, "change_sealing_key", Access::write, "administrator"},
    Permission{Verb::add_user, "add_user", Access::write, "administrator"},
    Permission{Verb::administer_users, "administer_users", Access::write, "administrator"},
    Permission{Verb::invite, "invite", Access::write, "administrator"},
    Permission{Verb::request_approval, "request_approval", Access::write, "owner expert lead"},
    Permission{Verb::approve, "approve", Access::write, "owner expert"},
    Permission{Verb::manage_organisations, "manage_organisations", Access::write, "administrator"},
    Permission{Verb::see_webhooks, "see_webhooks", Access::read, "owner"},
    Permission{Verb::change_webhooks, "change_webhooks", Access::write, "owner"},
    Permission{Verb::see_sendings, "see_sendings", Access::read, "administrator"},
    Permission{Verb::send_again, "send_again", Access::write, "administrator"},
};

const Permission& permission_of(Verb verb) {
  for (const Permission& row : permission_table) {
    if (row.verb == verb) return row;
  }
  ASSAY_CHECK(false, "every verb has a row in permissions.cc");
  return permission_table.front();
}

bool names_role(std::string_view roles, std::string_view role) {
  for (std::size_t at = 0; at < roles.size();) {
    const std::size_t end = std::min(roles.find(' ', at), roles.size());
    if (roles.substr(at, end - at) == role) return true;
    at = end + 1;
  }
  return false;
}

Result<std::optional<domain::Scope>> emergency_scope(store::Connection& connection, const Caller& caller,
                                                     domain::ProjectId id) {
  const auto broken = store::broken_glass_of(connection, id, caller.user.id, caller.at_us);
  if (!broken) return broken.error();
  if (!broken.value()) return std::optional<domain::Scope>();
  const Result<domain::Project> project = store::project_by_id(connection, id);
  if (!project) return project.error();
  domain::Scope scope{.project = id, .reads_are_logged = true, .purpose = project.value().purpose};
  scope.break_glass = broken.value()->id;
  return std::optional(scope);
}

Error forbidden(const Permission& row) {
  return Error{ErrorCode::forbidden, fmt::format("this needs the role {}", row.roles), row.name};
}

}  // namespace

std::span<const Permission> permissions() { return permission_table; }

bool role_may(std::string_view role, const Permission& permission) {
  return names_role(permission.roles, role);
}

bool is_for_emergencies(Verb verb) { return verb == Verb::see_project || verb == Verb::see_items; }

Result<Done> allow_signed_in(const Caller& caller, Access access) {
  if (!caller.signed_in()) return Error{ErrorCode::forbidden, "sign in first", ""};
  if (access == Access::write && caller.access == Access::read) {
    return Error{ErrorCode::forbidden, "this token may only read", "token"};
  }
  return Done{};
}

Result<Done> allow_person(const Caller& caller) {
  if (auto in = allow_signed_in(caller, Access::write); !in) return in;
  if (caller.came_by != CameBy::token) return Done{};
  return Error{ErrorCode::forbidden, "no token may do this: the person signs in and does it", "token"};
}

Result<Done> allow_session(const Caller& caller) {
  if (auto person = allow_person(caller); !person) return person;
  if (!caller.session.none()) return Done{};
  return Error{ErrorCode::forbidden, "sign in first", ""};
}

Result<Done> allow(store::Connection& connection, const Caller& caller, Verb verb,
                   domain::ProjectId project) {
  if (auto in = allow_signed_in(caller, permission_of(verb).access); !in) return in;
  Result<std::optional<std::string>> role = store::role_in(connection, project, caller.user.id);
  if (!role) return role.error();
  if (!role.value() && is_for_emergencies(verb)) {
    const auto broken = store::broken_glass_of(connection, project, caller.user.id, caller.at_us);
    if (!broken) return broken.error();
    if (broken.value()) return Done{};
  }
  return allow_role(caller, verb, role.value());
}

Result<domain::Scope> scope_for(store::Connection& connection, const Caller& caller, Verb verb,
                                domain::ProjectId project) {
  if (auto in = allow_signed_in(caller, permission_of(verb).access); !in) return in.error();
  Result<std::optional<store::Standing>> found = store::standing_of(connection, project, caller.user.id);
  if (!found) return found.error();
  const std::optional<store::Standing>& standing = found.value();
  if (!standing && is_for_emergencies(verb)) {
    Result<std::optional<domain::Scope>> emergency = emergency_scope(connection, caller, project);
    if (!emergency) return emergency.error();
    if (emergency.value()) return *emergency.value();
  }
  const auto role = standing ? std::optional(standing->role) : std::nullopt;
  if (auto may = allow_role(caller, verb, role); !may) return may.error();
  const bool sees_gold = names_role(permission_of(Verb::see_gold).roles, standing->role);
  return domain::Scope{
      project,   standing->provider, standing->organisation, domain::is_regulated(standing->data_class),
      sees_gold, standing->purpose};
}

Result<domain::Scope> scope_for(Context& context, const Caller& caller, Verb verb,
                                domain::ProjectId project) {
  return context.database.read(
      [&](store::Connection& connection) { return scope_for(connection, caller, verb, project); });
}

Result<Done> allow_role(const Caller& caller, Verb verb, const std::optional<std::string>& role) {
  const Permission& row = permission_of(verb);
  if (auto in = allow_signed_in(caller, row.access); !in) return in;
  if (!role) return Error{ErrorCode::not_found, "there is no such project", "project"};
  if (!names_role(row.roles, *role)) return forbidden(row);
  return Done{};
}

Error no_such(std::string_view noun) {
  return {ErrorCode::not_found, fmt::format("there is no such {}", noun), std::string(noun)};
}

Error no_such(std::string_view noun, const Error& found) {
  return found.code == ErrorCode::not_found ? no_such(noun) : found;
}

Result<Done> allow(const Caller& caller, Verb verb) {
  const Permission& row = permission_of(verb);
  if (auto in = allow_signed_in(caller, row.access); !in) return in;
  if (!caller.user.administrator) return forbidden(row);
  return Done{};
}

domain::AuditEvent event_by(const Caller& caller, std::string verb, std::string object_kind) {
  domain::AuditEvent event;
  if (caller.signed_in()) event.user = caller.user.id;
  event.verb = std::move(verb);
  event.object_kind = std::move(object_kind);
  event.request_id = caller.request_id;
  return event;
}

}  // namespace assay::app
