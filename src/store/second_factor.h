#pragma once
// The second factor of a user, its secret sealed, and the hashes of their recovery codes.

#include <optional>
#include <string>
#include <vector>

#include "base/hash.h"
#include "domain/nouns.h"
#include "store/connection.h"

namespace assay::store {

struct SecondFactor {
  std::string sealed_secret;
  bool confirmed = false;
  std::int64_t last_step = 0;
};
Result<std::optional<SecondFactor>> second_factor_of(Connection& connection, domain::UserId user);
// In place of one that was not confirmed. Error `conflict` where there is a confirmed one.
Result<Done> begin_second_factor(Connection& connection, domain::UserId user, std::string_view sealed_secret,
                                 std::int64_t now_us);
Result<Done> confirm_second_factor(Connection& connection, domain::UserId user, std::int64_t now_us);
// False: a code of this step or a later one was used already.
Result<bool> use_step(Connection& connection, domain::UserId user, std::int64_t step);
// With its recovery codes. False: there was none.
Result<bool> remove_second_factor(Connection& connection, domain::UserId user);

// In place of those before.
Result<Done> set_recovery_codes(Connection& connection, domain::UserId user,
                                const std::vector<Digest>& code_sha256);
Result<bool> use_recovery_code(Connection& connection, domain::UserId user, const Digest& code_sha256,
                               std::int64_t now_us);
Result<std::int64_t> recovery_codes_left(Connection& connection, domain::UserId user);

}  // namespace assay::store
