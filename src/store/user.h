#pragma once
// Organisations, users, sessions, tokens of the interface, the set-up link.

#include <optional>
#include <string>
#include <vector>

#include "domain/user.h"
#include "store/connection.h"

namespace assay::store {

Result<domain::OrganisationId> insert_organisation(Connection& connection, std::string_view name,
                                                   std::int64_t now_us);
Result<domain::UserId> insert_user(Connection& connection, const domain::User& user,
                                   std::string_view password_hash);
Result<std::int64_t> user_count(Connection& connection);
Result<domain::User> user_by_id(Connection& connection, domain::UserId id);
Result<std::vector<domain::User>> all_users(Connection& connection);

struct UserWithPassword {
  domain::User user;
  std::string password_hash;  // empty: cannot sign in with a password
};
Result<UserWithPassword> user_by_email(Connection& connection, std::string_view email);

// Secrets are kept as SHA-256 alone.
Result<Done> insert_setup_link(Connection& connection, const Digest& token_sha256, std::int64_t now_us);
Result<bool> use_setup_link(Connection& connection, const Digest& token_sha256, std::int64_t now_us);

Result<Done> insert_session(Connection& connection, const Digest& token_sha256,
                            const domain::Session& session);
Result<domain::Session> session_by_token(Connection& connection, const Digest& token_sha256);
Result<Done> touch_session(Connection& connection, const Digest& token_sha256, std::int64_t now_us);
Result<Done> remove_session(Connection& connection, const Digest& token_sha256);

Result<domain::TokenId> insert_token(Connection& connection, const domain::ApiToken& token,
                                     const Digest& token_sha256);
Result<domain::ApiToken> token_by_hash(Connection& connection, const Digest& token_sha256);
Result<std::vector<domain::ApiToken>> tokens_of(Connection& connection, domain::UserId user);
Result<bool> revoke_token(Connection& connection, domain::TokenId id, domain::UserId user,
                          std::int64_t now_us);
Result<Done> touch_token(Connection& connection, domain::TokenId id, std::int64_t now_us);

}  // namespace assay::store
