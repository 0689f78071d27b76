#pragma once
// Whether it is the person: the password, and the code of a second factor. Failures are counted in the
// database, so that a restart forgives none; each guess costs one password hash, whoever is asked about.

#include <string>
#include <string_view>
#include <vector>

#include "app/context.h"
#include "domain/sign_in.h"

namespace assay::app {

// By what a person was known: "password", "totp", "recovery_code".
using Methods = std::vector<std::string>;
std::string methods_text(const Methods& methods);  // "password totp"
Methods methods_from(std::string_view text);

struct PersonProof {
  std::string password, code;
};
// as_enrolled: who has a second factor shows it too. demanded: who has none is refused.
enum class CodeWanted { as_enrolled, demanded };

// Of who has signed in already. Error `forbidden`, at `password` or `code`. A code is used up by being right.
Result<Methods> check_person(Context& context, const Caller& caller, const PersonProof& proof,
                             CodeWanted wanted);

// The password alone. Error `forbidden` at `password`.
Result<Done> check_password_of(Context& context, const Caller& caller, const std::string& password);

// Which codes serve: those of recovery let in, but sign nothing.
enum class CodeKinds { totp, totp_or_recovery };
// The method by which the code is right; it is used up. Error `forbidden` at `code`; `unavailable` when the
// sealing key is not the one the secret was sealed under.
Result<std::string> use_code(Context& context, domain::UserId user, std::string_view code, CodeKinds kinds);

// False also for a user without a password, at the cost of one with.
Result<bool> password_is_right(const Context& context, const std::string& hash, const std::string& password);

// One more failure for this address; `user` 0: nobody has it. The event lock_out is written for both, so that
// they cannot be told apart by the time it takes.
Result<Done> count_failure(Context& context, const Caller& caller, const Digest& name, domain::UserId user);

// Under which the secret of a second factor is sealed, beside its user.
std::string second_factor_about(domain::UserId user);

}  // namespace assay::app
