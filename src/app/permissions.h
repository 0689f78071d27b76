#pragma once
// Who may do what: one table of verbs, asked by every verb before it does anything.

#include <span>
#include <string_view>

#include "app/context.h"
#include "domain/project.h"
#include "domain/scope.h"

namespace assay::app {

enum class Verb {
  see_project,
  see_quality,
  see_items,
  see_gold,
  see_snapshots,
  see_jobs,
  see_people,
  change_people,
  engage_provider,
  edit_project,
  close_project,
  edit_schema,
  import_data,
  add_annotations,
  change_gold,
  make_snapshot,
  export_data,
  cancel_job,
  see_protection,
  change_protection,
  erase,
  see_audit,
  see_whole_log,
  prune_log,
  change_sealing_key,
  add_user,
  administer_users,
  invite,
  request_approval,
  approve,
  manage_organisations,
  see_webhooks,
  change_webhooks,
  see_sendings,
  send_again,
  see_batches,
  change_batches,
  assign_items,
  see_own_items,
  answer_own_items
};

struct Permission {
  Verb verb;
  const char* name;
  Access access;
  std::string_view roles;  // of the project, one space between; "administrator": of the server
};
std::span<const Permission> permissions();
bool role_may(std::string_view role, const Permission& permission);
// What breaking the glass lets somebody do who has no role: look.
bool is_for_emergencies(Verb verb);
inline constexpr const char* emergency_role = "emergency";

// Whether the caller may do this in the project; the role is looked up. Strangers are told the project does
// not exist, so that ids tell nothing.
Result<Done> allow(store::Connection& connection, const Caller& caller, Verb verb, domain::ProjectId project);
// The same, and what of the project's rows the caller may see.
Result<domain::Scope> scope_for(store::Connection& connection, const Caller& caller, Verb verb,
                                domain::ProjectId project);
Result<domain::Scope> scope_for(Context& context, const Caller& caller, Verb verb, domain::ProjectId project);
// The same with the role known; nothing: a stranger.
Result<Done> allow_role(const Caller& caller, Verb verb, const std::optional<std::string>& role);
// For verbs of the server.
Result<Done> allow(const Caller& caller, Verb verb);
// What is said of a thing that is not there, word for word also of one that is somebody else's: `found` is
// what looking for it said, and is handed on when it is another trouble.
Error no_such(std::string_view noun);
Error no_such(std::string_view noun, const Error& found);
// Signed in, with this access.
Result<Done> allow_signed_in(const Caller& caller, Access access);
// The person themselves, by a session or on the server's own machine: no token changes how its user signs in.
Result<Done> allow_person(const Caller& caller);
// The same by a session alone.
Result<Done> allow_session(const Caller& caller);

}  // namespace assay::app
