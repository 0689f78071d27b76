#pragma once
// Who somebody is to an issuer, and sign-ins on their way to it and back.

#include <optional>
#include <string>
#include <string_view>

#include "domain/user.h"
#include "store/connection.h"

namespace assay::store {

// A person as an issuer knows them.
struct Identity {
  std::string_view issuer, subject;
};

Result<std::optional<domain::UserId>> user_by_identity(Connection& connection, const Identity& identity);
// Error `conflict` when the user is another person of this issuer already.
Result<Done> insert_identity(Connection& connection, const Identity& identity, domain::UserId user,
                             std::int64_t now_us);
// Of all issuers. How many there were.
Result<std::int64_t> remove_identities(Connection& connection, domain::UserId user);

// Invited becomes active; any other state stays.
Result<Done> activate_invited(Connection& connection, domain::UserId user);
Result<std::optional<domain::OrganisationId>> organisation_by_name(Connection& connection,
                                                                   std::string_view name);

struct PendingSignIn {
  Digest state_sha256{}, browser_sha256{};
  std::string return_to;
  std::int64_t created_at = 0;
};
Result<Done> insert_pending(Connection& connection, const PendingSignIn& pending);
// Takes it away: where and when it began. Nothing when there is none of this browser.
Result<std::optional<PendingSignIn>> take_pending(Connection& connection, const Digest& state_sha256,
                                                  const Digest& browser_sha256);
// Those that began before then, and of the others the oldest beyond so many.
Result<Done> forget_pending(Connection& connection, std::int64_t before_us, std::int64_t count_max);

}  // namespace assay::store
