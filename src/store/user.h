#pragma once
// Organisations, users, tokens of the interface, the set-up link.

#include <optional>
#include <string>
#include <vector>

#include "domain/user.h"
#include "store/connection.h"

namespace assay::store {

Result<domain::OrganisationId> insert_organisation(Connection& connection, std::string_view name,
                                                   std::int64_t now_us);
Result<std::string> organisation_kind(Connection& connection, domain::OrganisationId id);
Result<domain::UserId> insert_user(Connection& connection, const domain::User& user,
                                   std::string_view password_hash);
Result<std::int64_t> user_count(Connection& connection);
Result<domain::User> user_by_id(Connection& connection, domain::UserId id);
Result<std::vector<domain::User>> all_users(Connection& connection);
// Of one organisation, by e-mail address.
Result<std::vector<domain::User>> users_of(Connection& connection, domain::OrganisationId organisation);

struct UserWithPassword {
  domain::User user;
  std::string password_hash;  // empty: cannot sign in with a password
};
Result<UserWithPassword> user_by_email(Connection& connection, std::string_view email);

Result<std::string> password_hash_of(Connection& connection, domain::UserId id);  // empty: has none
Result<Done> set_password_hash(Connection& connection, domain::UserId id, std::string_view password_hash);
Result<Done> set_user_state(Connection& connection, domain::UserId id, std::string_view state);
// What an invited user says of themselves.
Result<Done> set_user_name(Connection& connection, domain::UserId id, std::string_view name);
// Organisation and rights of one who was invited otherwise before.
Result<Done> set_invited(Connection& connection, const domain::User& user);
Result<std::int64_t> active_administrator_count(Connection& connection);

// Who had a hand in whose way in: `by` created, invited or reset the other since then.
enum class Tie { created, invited, reset };
Result<Done> insert_tie(Connection& connection, domain::UserId user, domain::UserId by, Tie kind,
                        std::int64_t now_us);
Result<bool> tied_since(Connection& connection, domain::UserId a, domain::UserId b, std::int64_t since_us);

// Secrets are kept as SHA-256 alone.
Result<Done> insert_setup_link(Connection& connection, const Digest& token_sha256, std::int64_t now_us);
Result<bool> use_setup_link(Connection& connection, const Digest& token_sha256, std::int64_t now_us);

Result<domain::TokenId> insert_token(Connection& connection, const domain::ApiToken& token,
                                     const Digest& token_sha256);
Result<domain::ApiToken> token_by_hash(Connection& connection, const Digest& token_sha256);
Result<std::vector<domain::ApiToken>> tokens_of(Connection& connection, domain::UserId user);
Result<bool> revoke_token(Connection& connection, domain::TokenId id, domain::UserId user,
                          std::int64_t now_us);
Result<Done> revoke_tokens_of(Connection& connection, domain::UserId user, std::int64_t now_us);
Result<Done> touch_token(Connection& connection, domain::TokenId id, std::int64_t now_us);

}  // namespace assay::store
