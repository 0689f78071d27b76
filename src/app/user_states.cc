#include "app/user_states.h"

#include "app/messages.h"
#include "app/permissions.h"
#include "domain/sign_in.h"
#include "store/invitation.h"
#include "store/second_factor.h"
#include "store/session.h"
#include "store/sign_in.h"
#include "store/user.h"

namespace assay::app {
namespace {

using store::Connection;
using store::Outcome;
using store::Transaction;

constexpr std::size_t reason_bytes_max = 1000;

const char* name_of(domain::UserVerb verb) {
  switch (verb) {
    case domain::UserVerb::lock:
      return "lock_user";
    case domain::UserVerb::unlock:
      return "unlock_user";
    case domain::UserVerb::close:
      return "close_user";
  }
  return "";
}

Result<Done> check_change(const Caller& caller, const UserChange& change) {
  if (auto may = allow(caller, Verb::administer_users); !may) return may;
  if (change.reason.size() > reason_bytes_max) {
    return Error{ErrorCode::invalid, "a reason has at most 1000 bytes", "reason"};
  }
  if (change.user != caller.user.id || caller.came_by == CameBy::this_machine) return Done{};
  return Error{ErrorCode::conflict, "this is you: another administrator does that", "user"};
}

domain::AuditEvent event_about(const Caller& caller, const char* verb, const UserChange& change) {
  domain::AuditEvent event = event_by(caller, verb, "user");
  event.object = change.user.value;
  event.reason = change.reason;
  return event;
}

Result<Done> out_at_once(Transaction& transaction, domain::UserId user) {
  if (auto ended = store::remove_sessions(transaction.connection(), user); !ended) return ended.error();
  return store::remove_challenges(transaction.connection(), user);
}

// What goes with a user for ever.
Result<Done> close_ways_in(Transaction& transaction, domain::UserId user) {
  Connection& connection = transaction.connection();
  if (auto revoked = store::revoke_tokens_of(connection, user, transaction.now_us()); !revoked)
    return revoked;
  auto ended =
      store::end_invitations_of(connection, user, store::InvitationEnd::revoked, transaction.now_us());
  if (!ended) return ended;
  if (auto removed = store::remove_second_factor(connection, user); !removed) return removed.error();
  return Done{};
}

// The state after the verb. Unlocking whom failed sign-ins alone keep out changes no state.
Result<std::string> next_state(Connection& connection, domain::UserVerb verb, const domain::User& user) {
  if (verb != domain::UserVerb::unlock) return domain::user_state_after(verb, user.state);
  Result<bool> forgotten = store::forget_failures(connection, domain::sign_in_name(user.email));
  if (!forgotten) return forgotten.error();
  if (forgotten.value() && user.state == "active") return user.state;
  return domain::user_state_after(verb, user.state);
}

Result<Done> settle(Transaction& transaction, domain::UserVerb verb, const domain::User& user) {
  Connection& connection = transaction.connection();
  Result<std::string> state = next_state(connection, verb, user);
  if (!state) return state.error();
  if (auto set = store::set_user_state(connection, user.id, state.value()); !set) return set;
  if (verb == domain::UserVerb::unlock) return Done{};
  if (auto out = out_at_once(transaction, user.id); !out) return out;
  if (verb == domain::UserVerb::close) {
    if (auto closed = close_ways_in(transaction, user.id); !closed) return closed;
  }
  return check_administrators(connection, 1);
}

}  // namespace

Result<Done> check_administrators(Connection& connection, std::int64_t least) {
  const Result<std::int64_t> there = store::active_administrator_count(connection);
  if (!there) return there.error();
  if (there.value() >= least) return Done{};
  return Error{ErrorCode::conflict, "the server would be left without an administrator", "user"};
}

Result<std::vector<UserView>> users(Context& context, const Caller& caller) {
  if (auto may = allow(caller, Verb::administer_users); !may) return may.error();
  const std::int64_t now = context.clock.now_us();
  return context.database.read([&](Connection& connection) -> Result<std::vector<UserView>> {
    Result<std::vector<domain::User>> all = store::all_users(connection);
    if (!all) return all.error();
    std::vector<UserView> out;
    for (domain::User& user : all.value()) {
      Result<domain::Failures> failures = store::failures_of(connection, domain::sign_in_name(user.email));
      if (!failures) return failures.error();
      out.push_back({std::move(user), {}});
      if (failures.value().locked(now)) out.back().locked_out_until = failures.value().locked_until;
    }
    return out;
  });
}

Result<domain::User> user_by_email(Context& context, const Caller& caller, const std::string& email) {
  if (auto may = allow(caller, Verb::administer_users); !may) return may.error();
  Result<std::string> address = domain::email_of(email);
  if (!address) return address.error();
  Result<store::UserWithPassword> found = context.database.read(
      [&](Connection& connection) { return store::user_by_email(connection, address.value()); });
  if (!found) return Error{found.error().code, found.error().message, "email"};
  return std::move(found.value().user);
}

Result<domain::User> change_user_state(Context& context, const Caller& caller, domain::UserVerb verb,
                                       const UserChange& change) {
  if (auto may = check_change(caller, change); !may) return may.error();
  if (verb == domain::UserVerb::unlock) {
    if (auto person = allow_person(caller); !person) return person.error();
  }
  return context.database.write([&](Transaction& transaction) -> Result<Outcome<domain::User>> {
    Result<domain::User> user = store::user_by_id(transaction.connection(), change.user);
    if (!user) return user.error();
    if (auto settled = settle(transaction, verb, user.value()); !settled) return settled.error();
    Result<domain::User> after = store::user_by_id(transaction.connection(), change.user);
    if (!after) return after.error();
    return Outcome<domain::User>::changed(std::move(after).value(),
                                          event_about(caller, name_of(verb), change));
  });
}

Result<std::int64_t> end_sessions_of(Context& context, const Caller& caller, const UserChange& change) {
  if (auto may = check_change(caller, change); !may) return may.error();
  return context.database.write([&](Transaction& transaction) -> Result<Outcome<std::int64_t>> {
    Result<domain::User> user = store::user_by_id(transaction.connection(), change.user);
    if (!user) return user.error();
    Result<std::int64_t> ended = store::remove_sessions(transaction.connection(), change.user);
    if (!ended) return ended.error();
    if (ended.value() == 0) return Outcome<std::int64_t>::unchanged(0);
    return Outcome<std::int64_t>::changed(ended.value(), event_about(caller, "end_sessions", change));
  });
}

Result<Done> reset_second_factor(Context& context, const Caller& caller, const UserChange& change) {
  if (auto may = check_change(caller, change); !may) return may;
  if (auto person = allow_person(caller); !person) return person;
  return context.database.write([&](Transaction& transaction) -> Result<Outcome<Done>> {
    Connection& connection = transaction.connection();
    Result<bool> removed = store::remove_second_factor(connection, change.user);
    if (!removed) return removed.error();
    if (!removed.value()) {
      return Error{ErrorCode::not_found, "there is no second factor of this user", "user"};
    }
    if (auto out = out_at_once(transaction, change.user); !out) return out.error();
    auto tied =
        store::insert_tie(connection, change.user, caller.user.id, store::Tie::reset, transaction.now_us());
    if (!tied) return tied.error();
    auto told = tell_of_sign_in(context, transaction, change.user,
                                "Your second factor was removed by an administrator");
    if (!told) return told.error();
    return Outcome<Done>::changed({}, event_about(caller, "reset_second_factor", change));
  });
}

Result<Done> set_password(Context& context, const Caller& caller, domain::UserId id,
                          const std::string& password) {
  if (auto may = check_change(caller, {id, ""}); !may) return may;
  if (caller.came_by != CameBy::this_machine) {
    return Error{ErrorCode::forbidden, "passwords of others are set on the server's own machine", ""};
  }
  if (auto checked = domain::check_password(password); !checked) return checked;
  Result<std::string> hash = password_hash(password, context.password_cost);
  if (!hash) return hash.error();
  return context.database.write([&](Transaction& transaction) -> Result<Outcome<Done>> {
    Connection& connection = transaction.connection();
    Result<domain::User> user = store::user_by_id(connection, id);
    if (!user) return user.error();
    if (user.value().state == "invited" || user.value().state == "closed") {
      return Error{ErrorCode::conflict, "only who has come in and not left has a password", "state"};
    }
    if (auto kept = store::set_password_hash(connection, id, hash.value()); !kept) return kept.error();
    auto forgotten = store::forget_failures(connection, domain::sign_in_name(user.value().email));
    if (!forgotten) return forgotten.error();
    if (auto out = out_at_once(transaction, id); !out) return out.error();
    auto tied = store::insert_tie(connection, id, caller.user.id, store::Tie::reset, transaction.now_us());
    if (!tied) return tied.error();
    auto told = tell_of_sign_in(context, transaction, id, "Your password was set by an administrator");
    if (!told) return told.error();
    return Outcome<Done>::changed({}, event_about(caller, "set_password", {id, ""}));
  });
}

}  // namespace assay::app
