#pragma once
// Sessions of people; their secrets are kept as SHA-256 alone. A session that ends leaves no row: that it
// ended is in the log.

#include <vector>

#include "domain/user.h"
#include "store/connection.h"

namespace assay::store {

Result<domain::SessionId> insert_session(Connection& connection, const Digest& token_sha256,
                                         const domain::Session& session);
// With its user as they are now.
Result<domain::Session> session_by_token(Connection& connection, const Digest& token_sha256);
// Newest first; those that have expired are not among them.
Result<std::vector<domain::Session>> sessions_of(Connection& connection, domain::UserId user,
                                                 std::int64_t now_us);
// Never back.
Result<Done> touch_session(Connection& connection, domain::SessionId id, std::int64_t used_at);
Result<bool> remove_session(Connection& connection, domain::UserId user, domain::SessionId id);
// All of the user's, or all but one. How many there were.
Result<std::int64_t> remove_sessions(Connection& connection, domain::UserId user, domain::SessionId but = {});
Result<Done> remove_expired_sessions(Connection& connection, std::int64_t now_us);

}  // namespace assay::store
