#include "app/break_glass.h"

#include <fmt/format.h>

#include "app/messages.h"
#include "app/permissions.h"
#include "store/item_read.h"
#include "store/message.h"
#include "store/project.h"
#include "store/user.h"

namespace assay::app {
namespace {

using domain::BreakGlass;
using store::Connection;
using store::Outcome;
using store::Transaction;

domain::AuditEvent event_about(const Caller& caller, const char* verb, const BreakGlass& broken,
                               const std::string& reason) {
  domain::AuditEvent event = event_by(caller, verb, "break_glass");
  event.project = broken.project;
  event.object = broken.id.value;
  event.reason = reason;
  return event;
}

// The same for a project that is not there, one of another client's people and one that is about nobody.
Result<Done> check_may_break(Connection& connection, const Caller& caller, domain::ProjectId id) {
  const Result<std::string> kind = store::organisation_kind(connection, caller.user.organisation);
  if (!kind) return kind.error();
  const Result<domain::Project> project = store::project_by_id(connection, id);
  if (!project) return no_such("project", project.error());
  const Result<domain::User> maker = store::user_by_id(connection, project.value().created_by);
  if (!maker) return maker.error();
  const bool own = kind.value() == "client" && maker.value().organisation == caller.user.organisation &&
                   domain::is_regulated(project.value().data_class);
  if (!own || caller.user.administrator) return no_such("project");
  const Result<std::optional<std::string>> role = store::role_in(connection, id, caller.user.id);
  if (!role) return role.error();
  if (!role.value()) return Done{};
  return Error{ErrorCode::conflict, fmt::format("you have a part in this project: {}", *role.value()),
               "project"};
}

Result<Done> raise_alarm(Context& context, Transaction& transaction, const Caller& caller,
                         const BreakGlass& broken) {
  Result<std::vector<domain::UserId>> owners = store::owners_of(transaction.connection(), broken.project);
  if (!owners) return owners.error();
  return tell(context, transaction,
              {.kind = "glass_broken",
               .recipients = std::move(owners).value(),
               .project = broken.project,
               .words = {{"who", caller.user.name}},
               .objects = {{"break_glass", std::to_string(broken.id.value)}},
               .link = fmt::format("/projects/{}/protection", broken.project.value)});
}

}  // namespace

Result<BreakGlass> break_glass(Context& context, const Caller& caller, domain::ProjectId project,
                               const std::string& given) {
  if (auto in = allow_session(caller); !in) return in.error();
  return context.database.write([&](Transaction& transaction) -> Result<Outcome<BreakGlass>> {
    Connection& connection = transaction.connection();
    if (auto may = check_may_break(connection, caller, project); !may) return may.error();
    const Result<std::string> reason = domain::checked_reason(given, "reason");
    if (!reason) return reason.error();
    BreakGlass broken{.project = project, .user = caller.user.id, .reason = reason.value()};
    broken.opened_at = transaction.now_us();
    broken.expires_at = transaction.now_us() + domain::break_glass_us;
    const Result<domain::BreakGlassId> id = store::insert_break_glass(connection, broken);
    if (!id) return id.error();
    broken.id = id.value();
    if (auto raised = raise_alarm(context, transaction, caller, broken); !raised) return raised.error();
    return Outcome<BreakGlass>::changed(broken, event_about(caller, "break_glass", broken, broken.reason));
  });
}

Result<std::vector<BreakGlass>> broken_glass(Context& context, const Caller& caller,
                                             domain::ProjectId project) {
  return context.database.read([&](Connection& connection) -> Result<std::vector<BreakGlass>> {
    if (auto may = allow(connection, caller, Verb::see_protection, project); !may) return may.error();
    return store::broken_glass_in(connection, project);
  });
}

Result<BreakGlass> review_break_glass(Context& context, const Caller& caller, domain::ProjectId project,
                                      domain::BreakGlassId id, const std::string& given) {
  return context.database.write([&](Transaction& transaction) -> Result<Outcome<BreakGlass>> {
    Connection& connection = transaction.connection();
    if (auto may = allow(connection, caller, Verb::change_protection, project); !may) return may.error();
    const Result<std::string> review = domain::checked_reason(given, "review");
    if (!review) return review.error();
    const auto all = store::broken_glass_in(connection, project);
    if (!all) return all.error();
    for (BreakGlass broken : all.value()) {
      if (broken.id != id) continue;
      if (broken.user == caller.user.id)
        return Error{ErrorCode::forbidden, "another owner reviews what you did", "review"};
      broken.reviewed_by = caller.user.id;
      broken.reviewed_at = transaction.now_us();
      broken.review = review.value();
      const Result<bool> kept = store::review_break_glass(connection, broken);
      if (!kept) return kept.error();
      if (!kept.value()) return Error{ErrorCode::conflict, "this was reviewed before", "state"};
      return Outcome<BreakGlass>::changed(broken,
                                          event_about(caller, "review_break_glass", broken, broken.review));
    }
    return no_such("break-glass");
  });
}

}  // namespace assay::app
