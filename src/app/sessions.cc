#include "app/sessions.h"

#include "app/messages.h"
#include "app/permissions.h"
#include "store/session.h"
#include "store/sign_in.h"
#include "store/user.h"

namespace assay::app {
namespace {

using store::Outcome;
using store::Transaction;

domain::AuditEvent own_event(const Caller& caller, const char* verb) {
  domain::AuditEvent event = event_by(caller, verb, "user");
  event.object = caller.user.id.value;
  return event;
}

}  // namespace

Result<std::vector<domain::Session>> sessions(Context& context, const Caller& caller) {
  if (auto in = allow_signed_in(caller, Access::read); !in) return in.error();
  const std::int64_t now = context.clock.now_us();
  Result<std::vector<domain::Session>> found = context.database.read(
      [&](store::Connection& connection) { return store::sessions_of(connection, caller.user.id, now); });
  if (!found) return found;
  for (domain::Session& session : found.value()) {
    session.locked = domain::idle_locked(session.last_used_at, now, context.sign_in.idle_lock_us);
  }
  return found;
}

Result<Done> end_session(Context& context, const Caller& caller, domain::SessionId id) {
  if (auto in = allow_person(caller); !in) return in;
  return context.database.write([&](Transaction& transaction) -> Result<Outcome<Done>> {
    Result<bool> removed = store::remove_session(transaction.connection(), caller.user.id, id);
    if (!removed) return removed.error();
    if (!removed.value()) {
      return Error{ErrorCode::not_found, "there is no such session of yours; it may have ended", "session"};
    }
    return Outcome<Done>::changed({}, own_event(caller, "end_session"));
  });
}

Result<std::int64_t> end_other_sessions(Context& context, const Caller& caller) {
  if (auto in = allow_session(caller); !in) return in.error();
  return context.database.write([&](Transaction& transaction) -> Result<Outcome<std::int64_t>> {
    Result<std::int64_t> removed =
        store::remove_sessions(transaction.connection(), caller.user.id, caller.session);
    if (!removed) return removed.error();
    if (removed.value() == 0) return Outcome<std::int64_t>::unchanged(0);
    return Outcome<std::int64_t>::changed(removed.value(), own_event(caller, "end_sessions"));
  });
}

Result<Done> change_password(Context& context, const Caller& caller, const std::string& old_password,
                             const std::string& new_password) {
  if (auto in = allow_session(caller); !in) return in;
  if (auto checked = domain::check_password(new_password); !checked) {
    return Error{checked.error().code, checked.error().message, "new_password"};
  }
  Result<Done> right = check_password_of(context, caller, old_password);
  if (!right) return Error{right.error().code, right.error().message, "old_password"};
  if (old_password == new_password) {
    return Error{ErrorCode::invalid, "this is the old password", "new_password"};
  }
  Result<std::string> hash = password_hash(new_password, context.password_cost);
  if (!hash) return hash.error();
  return context.database.write([&](Transaction& transaction) -> Result<Outcome<Done>> {
    store::Connection& connection = transaction.connection();
    auto kept = store::set_password_hash(connection, caller.user.id, hash.value());
    if (!kept) return kept.error();
    auto ended = store::remove_sessions(connection, caller.user.id, caller.session);
    if (!ended) return ended.error();
    auto waiting = store::remove_challenges(connection, caller.user.id);
    if (!waiting) return waiting.error();
    auto told = tell_of_sign_in(context, transaction, caller.user.id, "Your password was changed");
    if (!told) return told.error();
    return Outcome<Done>::changed({}, own_event(caller, "change_password"));
  });
}

}  // namespace assay::app
