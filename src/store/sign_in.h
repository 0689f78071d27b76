#pragma once
// Failed sign-ins by the hash of the address, and sign-ins that wait for their code. Secrets are kept as
// SHA-256 alone.

#include <optional>

#include "domain/nouns.h"
#include "domain/sign_in.h"
#include "store/connection.h"

namespace assay::store {

// Without a row: no failures.
Result<domain::Failures> failures_of(Connection& connection, const Digest& name);
Result<Done> set_failures(Connection& connection, const Digest& name, const domain::Failures& failures);
// Whether there was anything to forget.
Result<bool> forget_failures(Connection& connection, const Digest& name);
Result<Done> forget_failures_before(Connection& connection, std::int64_t us);

struct Challenge {
  domain::UserId user;
  std::int64_t failed_count = 0;
  std::int64_t expires_at = 0;
};
Result<Done> insert_challenge(Connection& connection, const Digest& token_sha256, domain::UserId user,
                              std::int64_t now_us);
Result<Challenge> challenge_by_token(Connection& connection, const Digest& token_sha256);
// One more wrong code; the challenge goes with the last that is allowed.
Result<Done> fail_challenge(Connection& connection, const Digest& token_sha256);
// False: it was used already.
Result<bool> use_challenge(Connection& connection, const Digest& token_sha256);
Result<Done> remove_challenges(Connection& connection, domain::UserId user);
Result<Done> remove_expired_challenges(Connection& connection, std::int64_t now_us);

}  // namespace assay::store
