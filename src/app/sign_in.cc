#include "app/sign_in.h"

#include <algorithm>

#include "app/permissions.h"
#include "base/clock.h"
#include "domain/sign_in.h"
#include "store/session.h"
#include "store/sign_in.h"
#include "store/user.h"

namespace assay::app {
namespace {

using store::Outcome;
using store::Transaction;

constexpr std::int64_t touches_an_idle_time = 15;  // but often enough for short idle times

Error wrong_password() {
  return Error{
      ErrorCode::forbidden,
      "the e-mail address or the password is wrong; after ten wrong ones in a row nothing is taken for "
      "a while",
      ""};
}

Error wrong_challenge() {
  return Error{ErrorCode::forbidden, "this sign-in took too long or has ended: enter the password again",
               "challenge"};
}

struct Asked {
  std::optional<store::UserWithPassword> found;
  domain::Failures failures;
};

Result<Asked> asked_for(Context& context, const std::string& email, const Digest& name) {
  return context.database.read([&](store::Connection& connection) -> Result<Asked> {
    Asked out;
    Result<store::UserWithPassword> found = store::user_by_email(connection, email);
    if (!found && found.error().code != ErrorCode::not_found) return found.error();
    if (found) out.found = std::move(found).value();
    Result<domain::Failures> failures = store::failures_of(connection, name);
    if (!failures) return failures.error();
    out.failures = failures.value();
    return out;
  });
}

// Again inside of the write: of many guesses at once, none passes that the failures of the others forbid.
Result<domain::User> still_welcome(store::Connection& connection, domain::UserId id, std::int64_t now_us) {
  Result<domain::User> user = store::user_by_id(connection, id);
  if (!user) return user;
  const Digest name = domain::sign_in_name(user.value().email);
  Result<domain::Failures> failures = store::failures_of(connection, name);
  if (!failures) return failures.error();
  if (user.value().state != "active" || failures.value().locked(now_us)) return wrong_password();
  if (auto forgotten = store::forget_failures(connection, name); !forgotten) return forgotten.error();
  return user;
}

struct Entry {
  domain::UserId user;
  Methods methods;
  std::optional<Digest> challenge;  // used up by this; absent: there was none
};

Result<SignedIn> enter(Context& context, const Caller& caller, const Entry& entry) {
  return context.database.write([&](Transaction& transaction) -> Result<Outcome<SignedIn>> {
    store::Connection& connection = transaction.connection();
    Result<domain::User> user = still_welcome(connection, entry.user, transaction.now_us());
    if (!user) return user.error();
    if (entry.challenge) {
      Result<bool> first = store::use_challenge(connection, *entry.challenge);
      if (!first) return first.error();
      if (!first.value()) return wrong_challenge();
    }
    Result<SignedIn> opened = open_session(transaction, user.value(), entry.methods);
    if (!opened) return opened.error();
    Caller self = caller;
    self.user = user.value();
    domain::AuditEvent event = event_by(self, "sign_in", "user");
    event.object = self.user.id.value;
    event.methods = entry.methods;
    return Outcome<SignedIn>::changed(std::move(opened).value(), std::move(event));
  });
}

Result<Arrival> challenge_for(Context& context, domain::UserId user) {
  const std::string secret = new_token();
  Result<Done> kept = context.database.maintain([&](Transaction& transaction) -> Result<Done> {
    auto old = store::remove_expired_challenges(transaction.connection(), transaction.now_us());
    if (!old) return old;
    return store::insert_challenge(transaction.connection(), token_digest(secret), user,
                                   transaction.now_us());
  });
  if (!kept) return kept.error();
  return Arrival{{}, secret};
}

Result<Done> count_wrong_code(Context& context, const Caller& caller, const domain::User& user,
                              const Digest& challenge) {
  Result<Done> failed = context.database.maintain(
      [&](Transaction& transaction) { return store::fail_challenge(transaction.connection(), challenge); });
  if (!failed) return failed;
  return count_failure(context, caller, domain::sign_in_name(user.email), user.id);
}

// Whose sign-in waits for a code, if they are still welcome.
Result<domain::User> challenged(Context& context, const Digest& challenge) {
  return context.database.read([&](store::Connection& connection) -> Result<domain::User> {
    const std::int64_t now = context.clock.now_us();
    Result<store::Challenge> waiting = store::challenge_by_token(connection, challenge);
    if (!waiting && waiting.error().code == ErrorCode::not_found) return wrong_challenge();
    if (!waiting) return waiting.error();
    if (now > waiting.value().expires_at) return wrong_challenge();
    Result<domain::User> user = store::user_by_id(connection, waiting.value().user);
    if (!user) return user;
    Result<domain::Failures> failures =
        store::failures_of(connection, domain::sign_in_name(user.value().email));
    if (!failures) return failures.error();
    if (user.value().state != "active" || failures.value().locked(now)) return wrong_challenge();
    return user;
  });
}

}  // namespace

Result<SignedIn> open_session(Transaction& transaction, const domain::User& user, const Methods& methods) {
  const std::int64_t now = transaction.now_us();
  if (auto old = store::remove_expired_sessions(transaction.connection(), now); !old) return old.error();
  SignedIn out;
  out.secret = new_token();
  out.session.user = user;
  out.session.csrf_token = base64_url(random_bytes(24));
  out.session.methods = methods_text(methods);
  out.session.created_at = now;
  out.session.last_used_at = now;
  out.session.expires_at = now + domain::session_life_us;
  Result<domain::SessionId> id =
      store::insert_session(transaction.connection(), token_digest(out.secret), out.session);
  if (!id) return id.error();
  out.session.id = id.value();
  return out;
}

Result<Arrival> sign_in(Context& context, const Caller& caller, const std::string& email,
                        const std::string& password) {
  Result<std::string> address = domain::email_of(email);
  const std::string wanted = address ? address.value() : "nobody";
  const Digest name = domain::sign_in_name(wanted);
  Result<Asked> asked = asked_for(context, wanted, name);
  if (!asked) return asked.error();
  const auto& found = asked.value().found;
  Result<bool> right = password_is_right(context, found ? found->password_hash : "", password);
  if (!right) return right.error();
  const bool welcome = right.value() && found->user.state == "active" &&
                       !asked.value().failures.locked(context.clock.now_us());
  if (!welcome) {
    const domain::UserId user = found ? found->user.id : domain::UserId{};
    if (auto counted = count_failure(context, caller, name, user); !counted) return counted.error();
    return wrong_password();
  }
  if (found->user.second_factor) return challenge_for(context, found->user.id);
  Result<SignedIn> entered = enter(context, caller, {found->user.id, {"password"}, {}});
  if (!entered) return entered.error();
  return Arrival{std::move(entered).value(), ""};
}

Result<SignedIn> answer_challenge(Context& context, const Caller& caller, const std::string& challenge,
                                  const std::string& code) {
  const Digest digest = token_digest(challenge);
  Result<domain::User> user = challenged(context, digest);
  if (!user) return user.error();
  Result<std::string> method = use_code(context, user.value().id, code, CodeKinds::totp_or_recovery);
  if (!method && method.error().code == ErrorCode::forbidden) {
    if (auto counted = count_wrong_code(context, caller, user.value(), digest); !counted) {
      return counted.error();
    }
  }
  if (!method) return method.error();
  return enter(context, caller, {user.value().id, {"password", method.value()}, digest});
}

Result<Done> sign_out(Context& context, const Caller& caller) {
  if (auto in = allow_session(caller); !in) return in;
  return context.database.write([&](Transaction& transaction) -> Result<Outcome<Done>> {
    auto removed = store::remove_session(transaction.connection(), caller.user.id, caller.session);
    if (!removed) return removed.error();
    domain::AuditEvent event = event_by(caller, "sign_out", "user");
    event.object = caller.user.id.value;
    return Outcome<Done>::changed({}, std::move(event));
  });
}

Result<domain::Session> session_of(Context& context, std::string_view secret, std::int64_t idle_us) {
  const Digest digest = token_digest(secret);
  Result<domain::Session> session = context.database.read(
      [&](store::Connection& connection) { return store::session_by_token(connection, digest); });
  if (!session) return session;
  const std::int64_t now = context.clock.now_us();
  domain::Session& found = session.value();
  if (now > found.expires_at || found.user.state != "active") {
    return Error{ErrorCode::not_found, "the session has ended; sign in", ""};
  }
  const std::int64_t idle_lock_us = context.sign_in.idle_lock_us;
  found.locked = domain::idle_locked(found.last_used_at, now, idle_lock_us);
  const std::int64_t used_at = now - std::clamp(idle_us, std::int64_t{0}, domain::session_life_us);
  // A full disk must not keep people from reading: then the last use is noted another time.
  if (!found.locked &&
      used_at - found.last_used_at > std::min(domain::touch_us, idle_lock_us / touches_an_idle_time)) {
    Result<Done> touched = context.database.maintain([&](Transaction& transaction) {
      return store::touch_session(transaction.connection(), found.id, used_at);
    });
    if (!touched && touched.error().code != ErrorCode::unavailable) return touched.error();
  }
  return session;
}

Result<Done> unlock_session(Context& context, const Caller& caller, const PersonProof& proof) {
  if (auto in = allow_session(caller); !in) return in;
  Result<Methods> methods = check_person(context, caller, proof, CodeWanted::as_enrolled);
  if (!methods) return methods.error();
  return context.database.write([&](Transaction& transaction) -> Result<Outcome<Done>> {
    auto used = store::touch_session(transaction.connection(), caller.session, transaction.now_us());
    if (!used) return used.error();
    domain::AuditEvent event = event_by(caller, "unlock_session", "user");
    event.object = caller.user.id.value;
    event.methods = methods.value();
    return Outcome<Done>::changed({}, std::move(event));
  });
}

}  // namespace assay::app
