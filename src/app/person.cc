#include "app/person.h"

#include <fmt/format.h>

#include "app/messages.h"
#include "base/clock.h"
#include "domain/totp.h"
#include "store/second_factor.h"
#include "store/sign_in.h"
#include "store/user.h"

namespace assay::app {
namespace {

using store::Transaction;
using MaybeMethod = std::optional<std::string>;

Error wrong_own_password() {
  return Error{
      ErrorCode::forbidden,
      "the password is wrong, or there were ten wrong ones in a row: then nothing is taken for a while",
      "password"};
}
Error wrong_code() {
  return Error{ErrorCode::forbidden,
               "the code is wrong or was used already: take the next one the application shows", "code"};
}
Error other_key() {
  return Error{
      ErrorCode::unavailable,
      "the server has not the key that this second factor was sealed under: use a recovery code, and "
      "tell its administrator to put sealing.key back",
      "code"};
}

Result<MaybeMethod> by_recovery_code(Transaction& transaction, domain::UserId user, std::string_view code) {
  const Digest digest = sha256(domain::recovery_code_typed(code));
  Result<bool> used = store::use_recovery_code(transaction.connection(), user, digest, transaction.now_us());
  if (!used) return used.error();
  return used.value() ? MaybeMethod("recovery_code") : MaybeMethod();
}

// Somebody else may have seen it; or a button was pressed twice.
Result<Done> tell_of_used_code(Context& context, Transaction& transaction, domain::UserId user) {
  return tell(context, transaction,
              {.kind = "sign_in_changed",
               .recipients = {user},
               .words = {{"what", "A code of your second factor was typed that had been used before"}},
               .about = "a code that was used",
               .quiet_us = minute_us * 60,
               .link = "/account"});
}

Result<MaybeMethod> by_totp(Context& context, Transaction& transaction, domain::UserId user,
                            std::string_view code) {
  Result<std::optional<store::SecondFactor>> factor = store::second_factor_of(transaction.connection(), user);
  if (!factor) return factor.error();
  if (!factor.value() || !factor.value()->confirmed) return MaybeMethod();
  if (context.sealing_key == nullptr) return other_key();
  const auto secret =
      open_sealed(*context.sealing_key, second_factor_about(user), factor.value()->sealed_secret);
  if (!secret) return other_key();
  const auto step =
      domain::matching_step(secret->bytes(), code, transaction.now_us(), factor.value()->last_step);
  if (!step) {
    const bool is_used = domain::matching_step(secret->bytes(), code, transaction.now_us(), 0).has_value();
    if (!is_used) return MaybeMethod();
    if (auto told = tell_of_used_code(context, transaction, user); !told) return told.error();
    return MaybeMethod();
  }
  Result<bool> first = store::use_step(transaction.connection(), user, *step);
  if (!first) return first.error();
  return first.value() ? MaybeMethod("totp") : MaybeMethod();
}

struct KnownPassword {
  std::string hash;
  domain::Failures failures;
};

Result<KnownPassword> known(Context& context, const domain::User& user, const Digest& name) {
  return context.database.read([&](store::Connection& connection) -> Result<KnownPassword> {
    Result<std::string> hash = store::password_hash_of(connection, user.id);
    if (!hash) return hash.error();
    Result<domain::Failures> failures = store::failures_of(connection, name);
    if (!failures) return failures.error();
    return KnownPassword{std::move(hash).value(), failures.value()};
  });
}

Result<Done> forget(Context& context, const KnownPassword& before, const Digest& name) {
  if (before.failures.last_failed_at == 0) return Done{};
  Result<bool> forgotten = context.database.maintain(
      [&](Transaction& transaction) { return store::forget_failures(transaction.connection(), name); });
  if (!forgotten) return forgotten.error();
  return Done{};
}

}  // namespace

std::string methods_text(const Methods& methods) { return fmt::format("{}", fmt::join(methods, " ")); }

Methods methods_from(std::string_view text) {
  Methods out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

bool lacks_demanded_factor(const Context& context, const domain::User& user, const Methods& methods) {
  if (context.sign_in.second_factor != SecondFactor::demanded || user.second_factor) return false;
  return methods.empty() ? user.has_password : methods.front() == "password";
}

std::string second_factor_about(domain::UserId user) {
  return fmt::format("assay/second-factor/v1\n{}", user.value);
}

Result<bool> password_is_right(const Context& context, const std::string& hash, const std::string& password) {
  // One that is too long is nobody's, and costs what others do.
  const bool too_long = password.size() > domain::password_bytes_max;
  const std::string tried = too_long ? "" : password;
  if (!hash.empty()) return password_matches(hash, tried) && !too_long;
  Result<std::string> burnt = password_hash(tried, context.password_cost);
  if (!burnt) return burnt.error();
  return false;
}

Result<Done> count_failure(Context& context, const Caller& caller, const Digest& name, domain::UserId user) {
  Result<bool> locks = context.database.maintain([&](Transaction& transaction) -> Result<bool> {
    store::Connection& connection = transaction.connection();
    const std::int64_t now = transaction.now_us();
    if (auto old = store::forget_failures_before(connection, now - domain::failures_kept_us); !old) {
      return old.error();
    }
    Result<domain::Failures> before = store::failures_of(connection, name);
    if (!before) return before.error();
    const domain::Failures after = domain::after_failure(before.value(), now);
    if (auto kept = store::set_failures(connection, name, after); !kept) return kept.error();
    return after.locked(now) && !before.value().locked(now);
  });
  if (!locks) return locks.error();
  if (!locks.value()) return Done{};
  return context.database.write([&](Transaction&) -> Result<store::Outcome<Done>> {
    Caller nobody = caller;
    nobody.user = {};
    domain::AuditEvent event = event_by(nobody, "lock_out", "user");
    event.object = user.value;
    return store::Outcome<Done>::changed({}, std::move(event));
  });
}

Result<std::string> use_code(Context& context, domain::UserId user, std::string_view code, CodeKinds kinds) {
  Result<MaybeMethod> method =
      context.database.maintain([&](Transaction& transaction) -> Result<MaybeMethod> {
        if (kinds == CodeKinds::totp_or_recovery) {
          Result<MaybeMethod> recovered = by_recovery_code(transaction, user, code);
          if (!recovered || recovered.value()) return recovered;
        }
        return by_totp(context, transaction, user, code);
      });
  if (!method) return method.error();
  if (!method.value()) return wrong_code();
  return *method.value();
}

Result<Done> check_password_of(Context& context, const Caller& caller, const std::string& password) {
  const domain::User& user = caller.user;
  const Digest name = domain::sign_in_name(user.email);
  Result<KnownPassword> before = known(context, user, name);
  if (!before) return before.error();
  Result<bool> right = password_is_right(context, before.value().hash, password);
  if (!right) return right.error();
  if (!right.value() || before.value().failures.locked(context.clock.now_us())) {
    if (auto counted = count_failure(context, caller, name, user.id); !counted) return counted.error();
    return wrong_own_password();
  }
  // Failures stay until the code is right too: a password alone does not buy more guesses at codes.
  if (user.second_factor) return Done{};
  return forget(context, before.value(), name);
}

Result<Methods> check_person(Context& context, const Caller& caller, const PersonProof& proof,
                             CodeWanted wanted) {
  if (auto right = check_password_of(context, caller, proof.password); !right) return right.error();
  const domain::User& user = caller.user;
  if (!user.second_factor) {
    if (wanted == CodeWanted::as_enrolled) return Methods{"password"};
    return Error{ErrorCode::forbidden, "this needs a second factor: enrol one first", "code"};
  }
  if (proof.code.empty()) return Error{ErrorCode::forbidden, "type the code of your second factor", "code"};
  const Digest name = domain::sign_in_name(user.email);
  const CodeKinds kinds = wanted == CodeWanted::demanded ? CodeKinds::totp : CodeKinds::totp_or_recovery;
  Result<std::string> method = use_code(context, user.id, proof.code, kinds);
  if (!method && method.error().code == ErrorCode::forbidden) {
    if (auto counted = count_failure(context, caller, name, user.id); !counted) return counted.error();
  }
  if (!method) return method.error();
  Result<bool> forgotten = context.database.maintain(
      [&](Transaction& transaction) { return store::forget_failures(transaction.connection(), name); });
  if (!forgotten) return forgotten.error();
  return Methods{"password", method.value()};
}

}  // namespace assay::app
