#include "store/user.h"

#include "store/values.h"

namespace assay::store {
namespace {

// People of an organisation that is not active are locked out.
#define ASSAY_USER_COLUMNS                                                                                \
  "u.user_id, u.organisation_id, o.name, u.email, u.name, u.administrator, case when o.state = 'active' " \
  "then u.state else 'locked' end, u.created_at"

constexpr Statement add_organisation{
    "insert into organisation (name, kind, state, time_zone, created_at) values ($1, 'client', 'active', "
    "'UTC', "
    "$2) returning organisation_id"};
constexpr Statement add_user{
    "insert into user_account (organisation_id, email, name, password_hash, administrator, state, "
    "created_at) "
    "values ($1, $2, $3, $4, $5, $6, $7) returning user_id"};
constexpr Statement count_users{"select count(*) from user_account"};
constexpr Statement find_user{
    "select " ASSAY_USER_COLUMNS
    " from user_account u join organisation o on o.organisation_id = u.organisation_id "
    "where u.user_id = $1"};
constexpr Statement list_users{
    "select " ASSAY_USER_COLUMNS
    " from user_account u join organisation o on o.organisation_id = u.organisation_id "
    "order by u.user_id"};
constexpr Statement find_email{"select " ASSAY_USER_COLUMNS
                               ", coalesce(u.password_hash, '') from user_account u join organisation o on "
                               "o.organisation_id = u.organisation_id where u.email = $1"};
constexpr Statement add_link{"insert into setup_link (token_sha256, created_at) values ($1, $2)"};
constexpr Statement use_link{
    "update setup_link set used_at = $2 where token_sha256 = $1 and used_at is null"};
constexpr Statement add_session{
    "insert into session (token_sha256, user_id, csrf_token, created_at, last_used_at, expires_at) values "
    "($1, "
    "$2, $3, $4, $5, $6)"};
constexpr Statement find_session{
    "select " ASSAY_USER_COLUMNS
    ", s.csrf_token, s.created_at, s.last_used_at, s.expires_at from session s join "
    "user_account u on u.user_id = s.user_id join organisation o on "
    "o.organisation_id = u.organisation_id where s.token_sha256 = $1"};
constexpr Statement use_session{"update session set last_used_at = $2 where token_sha256 = $1"};
constexpr Statement end_session{"delete from session where token_sha256 = $1"};
constexpr Statement add_token{
    "insert into api_token (user_id, name, prefix, token_sha256, scopes, created_at, expires_at) values ($1, "
    "$2, "
    "$3, $4, $5, $6, $7) returning token_id"};
constexpr Statement find_token{
    "select token_id, user_id, name, prefix, scopes, created_at, expires_at, last_used_at, revoked_at from "
    "api_token where token_sha256 = $1"};
constexpr Statement list_tokens{
    "select token_id, user_id, name, prefix, scopes, created_at, expires_at, last_used_at, revoked_at from "
    "api_token where user_id = $1 order by token_id desc limit 1000"};
constexpr Statement end_token{
    "update api_token set revoked_at = $3 where token_id = $1 and user_id = $2 and revoked_at is null"};
constexpr Statement use_token{"update api_token set last_used_at = $2 where token_id = $1"};

domain::User user_of(const Row& row) {
  domain::User user;
  user.id = {row.integer(0)};
  user.organisation = {row.integer(1)};
  user.organisation_name = row.text(2);
  user.email = row.text(3);
  user.name = row.text(4);
  user.administrator = row.integer(5) != 0;
  user.state = row.text(6);
  user.created_at = row.integer(7);
  return user;
}

domain::ApiToken token_of(const Row& row) {
  domain::ApiToken token;
  token.id = {row.integer(0)};
  token.user = {row.integer(1)};
  token.name = row.text(2);
  token.prefix = row.text(3);
  token.scopes = row.text(4);
  token.created_at = row.integer(5);
  token.expires_at = integer_or_none(row, 6);
  token.last_used_at = integer_or_none(row, 7);
  token.revoked_at = integer_or_none(row, 8);
  return token;
}

}  // namespace

Result<domain::OrganisationId> insert_organisation(Connection& connection, std::string_view name,
                                                   std::int64_t now_us) {
  Result<std::int64_t> key = key_from(connection, add_organisation, {name, now_us});
  if (!key) return key.error();
  return domain::OrganisationId{key.value()};
}

Result<domain::UserId> insert_user(Connection& connection, const domain::User& user,
                                   std::string_view password_hash) {
  Result<std::int64_t> key =
      key_from(connection, add_user,
               {user.organisation.value, std::string_view(user.email), std::string_view(user.name),
                text_or_null(password_hash), std::int64_t{user.administrator}, std::string_view(user.state),
                user.created_at});
  if (!key && key.error().code == ErrorCode::conflict) {
    return Error{ErrorCode::conflict, "there is a user with this e-mail address already", "email"};
  }
  if (!key) return key.error();
  return domain::UserId{key.value()};
}

Result<std::int64_t> user_count(Connection& connection) { return key_from(connection, count_users, {}); }

Result<domain::User> user_by_id(Connection& connection, domain::UserId id) {
  return first_row<domain::User>(connection, find_user, {id.value}, user_of, "there is no such user");
}

Result<std::vector<domain::User>> all_users(Connection& connection) {
  return all_rows<domain::User>(connection, list_users, {}, user_of);
}

Result<UserWithPassword> user_by_email(Connection& connection, std::string_view email) {
  return first_row<UserWithPassword>(
      connection, find_email, {email},
      [](const Row& row) {
        return UserWithPassword{user_of(row), row.string(8)};
      },
      "there is no such user");
}

Result<Done> insert_setup_link(Connection& connection, const Digest& token_sha256, std::int64_t now_us) {
  return done_of(connection.run(add_link, {bytes_of(token_sha256), now_us}));
}

Result<bool> use_setup_link(Connection& connection, const Digest& token_sha256, std::int64_t now_us) {
  Result<std::int64_t> changed = connection.run(use_link, {bytes_of(token_sha256), now_us});
  if (!changed) return changed.error();
  return changed.value() == 1;
}

Result<Done> insert_session(Connection& connection, const Digest& token_sha256,
                            const domain::Session& session) {
  return done_of(connection.run(
      add_session, {bytes_of(token_sha256), session.user.id.value, std::string_view(session.csrf_token),
                    session.created_at, session.last_used_at, session.expires_at}));
}

Result<domain::Session> session_by_token(Connection& connection, const Digest& token_sha256) {
  return first_row<domain::Session>(
      connection, find_session, {bytes_of(token_sha256)},
      [](const Row& row) {
        return domain::Session{user_of(row), row.string(8), row.integer(9), row.integer(10), row.integer(11)};
      },
      "there is no such session; sign in");
}

Result<Done> touch_session(Connection& connection, const Digest& token_sha256, std::int64_t now_us) {
  return done_of(connection.run(use_session, {bytes_of(token_sha256), now_us}));
}

Result<Done> remove_session(Connection& connection, const Digest& token_sha256) {
  return done_of(connection.run(end_session, {bytes_of(token_sha256)}));
}

Result<domain::TokenId> insert_token(Connection& connection, const domain::ApiToken& token,
                                     const Digest& token_sha256) {
  Result<std::int64_t> key = key_from(
      connection, add_token,
      {token.user.value, std::string_view(token.name), std::string_view(token.prefix), bytes_of(token_sha256),
       std::string_view(token.scopes), token.created_at, or_null(token.expires_at)});
  if (!key) return key.error();
  return domain::TokenId{key.value()};
}

Result<domain::ApiToken> token_by_hash(Connection& connection, const Digest& token_sha256) {
  return first_row<domain::ApiToken>(connection, find_token, {bytes_of(token_sha256)}, token_of,
                                     "there is no such token");
}

Result<std::vector<domain::ApiToken>> tokens_of(Connection& connection, domain::UserId user) {
  const Value values[] = {user.value};
  return all_rows<domain::ApiToken>(connection, list_tokens, values, token_of);
}

Result<bool> revoke_token(Connection& connection, domain::TokenId id, domain::UserId user,
                          std::int64_t now_us) {
  Result<std::int64_t> changed = connection.run(end_token, {id.value, user.value, now_us});
  if (!changed) return changed.error();
  return changed.value() == 1;
}

Result<Done> touch_token(Connection& connection, domain::TokenId id, std::int64_t now_us) {
  return done_of(connection.run(use_token, {id.value, now_us}));
}

}  // namespace assay::store
