#include "app/second_factor.h"

#include <fmt/format.h>

#include "app/messages.h"
#include "app/permissions.h"
#include "domain/totp.h"
#include "store/second_factor.h"

namespace assay::app {
namespace {

using store::Outcome;
using store::Transaction;
using Codes = std::vector<std::string>;

domain::AuditEvent event_of_user(const Caller& caller, const char* verb, const Methods& methods = {}) {
  domain::AuditEvent event = event_by(caller, verb, "user");
  event.object = caller.user.id.value;
  event.methods = methods;
  return event;
}

Result<Codes> make_codes(store::Connection& connection, domain::UserId user) {
  Codes codes;
  std::vector<Digest> digests;
  for (int n = 0; n < domain::recovery_code_count; ++n) {
    codes.push_back(domain::recovery_code(random_bytes(domain::recovery_code_bytes)));
    digests.push_back(sha256(domain::recovery_code_typed(codes.back())));
  }
  if (auto kept = store::set_recovery_codes(connection, user, digests); !kept) return kept.error();
  return codes;
}

Result<Done> check_key(const Context& context) {
  if (context.sealing_key != nullptr) return Done{};
  return Error{ErrorCode::unavailable, "this server has no key to seal second factors under", ""};
}

// The step of the first code, which shows that the application has the secret.
Result<std::int64_t> confirmed_step(const Context& context, Transaction& transaction, const Caller& caller,
                                    const std::string& code) {
  auto factor = store::second_factor_of(transaction.connection(), caller.user.id);
  if (!factor) return factor.error();
  if (!factor.value() || factor.value()->confirmed) {
    return Error{ErrorCode::conflict, "begin the enrolment first", "state"};
  }
  const auto secret =
      open_sealed(*context.sealing_key, second_factor_about(caller.user.id), factor.value()->sealed_secret);
  if (!secret) return Error{ErrorCode::conflict, "begin the enrolment again", "state"};
  const auto step = domain::matching_step(secret->bytes(), code, transaction.now_us(), 0);
  if (step) return *step;
  return Error{
      ErrorCode::forbidden,
      "this is not the code the application shows now: look again, and whether the telephone's clock is "
      "right",
      "code"};
}

}  // namespace

Result<SecondFactorView> second_factor(Context& context, const Caller& caller) {
  if (auto in = allow_signed_in(caller, Access::read); !in) return in.error();
  Result<std::int64_t> left = context.database.read(
      [&](store::Connection& connection) { return store::recovery_codes_left(connection, caller.user.id); });
  if (!left) return left.error();
  return SecondFactorView{caller.user.second_factor, left.value(),
                          context.sign_in.second_factor == SecondFactor::demanded};
}

Result<NewSecondFactor> begin_second_factor(Context& context, const Caller& caller,
                                            const std::string& password) {
  if (auto in = allow_session(caller); !in) return in.error();
  if (auto key = check_key(context); !key) return key.error();
  if (caller.user.second_factor) {
    return Error{ErrorCode::conflict, "there is a second factor already: remove it first", "state"};
  }
  if (auto right = check_password_of(context, caller, password); !right) return right.error();
  const Secret secret(random_bytes(domain::totp_secret_bytes));
  const std::string sealed = seal(*context.sealing_key, second_factor_about(caller.user.id), secret.bytes());
  const std::string issuer = fmt::format("Assay {}", caller.user.organisation_name);
  const NewSecondFactor made{domain::base32(secret.bytes()),
                             domain::otpauth_uri(issuer, caller.user.email, secret.bytes())};
  return context.database.write([&](Transaction& transaction) -> Result<Outcome<NewSecondFactor>> {
    auto begun =
        store::begin_second_factor(transaction.connection(), caller.user.id, sealed, transaction.now_us());
    if (!begun) return begun.error();
    return Outcome<NewSecondFactor>::changed(made, event_of_user(caller, "begin_second_factor"));
  });
}

Result<Codes> confirm_second_factor(Context& context, const Caller& caller, const std::string& code) {
  if (auto in = allow_session(caller); !in) return in.error();
  if (auto key = check_key(context); !key) return key.error();
  return context.database.write([&](Transaction& transaction) -> Result<Outcome<Codes>> {
    store::Connection& connection = transaction.connection();
    Result<std::int64_t> step = confirmed_step(context, transaction, caller, code);
    if (!step) return step.error();
    auto confirmed = store::confirm_second_factor(connection, caller.user.id, transaction.now_us());
    if (!confirmed) return confirmed.error();
    if (auto used = store::use_step(connection, caller.user.id, step.value()); !used) return used.error();
    Result<Codes> codes = make_codes(connection, caller.user.id);
    if (!codes) return codes.error();
    auto told = tell_of_sign_in(context, transaction, caller.user.id, "You have a second factor from now on");
    if (!told) return told.error();
    return Outcome<Codes>::changed(std::move(codes).value(), event_of_user(caller, "enrol_second_factor"));
  });
}

Result<Done> remove_second_factor(Context& context, const Caller& caller, const PersonProof& proof) {
  if (auto in = allow_session(caller); !in) return in;
  if (!caller.user.second_factor) {
    return Error{ErrorCode::conflict, "there is no second factor to remove", "state"};
  }
  Result<Methods> methods = check_person(context, caller, proof, CodeWanted::as_enrolled);
  if (!methods) return methods.error();
  return context.database.write([&](Transaction& transaction) -> Result<Outcome<Done>> {
    auto removed = store::remove_second_factor(transaction.connection(), caller.user.id);
    if (!removed) return removed.error();
    auto told = tell_of_sign_in(context, transaction, caller.user.id, "Your second factor was removed");
    if (!told) return told.error();
    return Outcome<Done>::changed({}, event_of_user(caller, "remove_second_factor", methods.value()));
  });
}

Result<Codes> new_recovery_codes(Context& context, const Caller& caller, const PersonProof& proof) {
  if (auto in = allow_session(caller); !in) return in.error();
  Result<Methods> methods = check_person(context, caller, proof, CodeWanted::demanded);
  if (!methods) return methods.error();
  return context.database.write([&](Transaction& transaction) -> Result<Outcome<Codes>> {
    Result<Codes> codes = make_codes(transaction.connection(), caller.user.id);
    if (!codes) return codes.error();
    auto told = tell_of_sign_in(context, transaction, caller.user.id,
                                "New recovery codes were made: those before let nobody in");
    if (!told) return told.error();
    return Outcome<Codes>::changed(std::move(codes).value(),
                                   event_of_user(caller, "make_recovery_codes", methods.value()));
  });
}

}  // namespace assay::app
