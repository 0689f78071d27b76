#include "store/user.h"

#include "domain/sign_in.h"
#include "store/subject_keys.h"
#include "store/values.h"

namespace assay::store {
namespace {

// People of an organisation that is not active are locked out.
#define ASSAY_USER_COLUMNS                                                                                \
  "u.user_id, u.organisation_id, o.name, u.email, u.name, u.administrator, case when o.state = 'active' " \
  "then u.state else 'locked' end, u.created_at, "                                                        \
  "(select count(*) from second_factor f where f.user_id = u.user_id and f.confirmed_at is not null), "   \
  "case when u.password_hash is null then 0 else 1 end"

constexpr Statement add_organisation{
    "insert into organisation (name, kind, state, time_zone, created_at) values ($1, 'client', 'active', "
    "'UTC', "
    "$2) returning organisation_id"};
constexpr Statement find_kind{"select kind from organisation where organisation_id = $1"};
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
constexpr Statement list_users_of{
    "select " ASSAY_USER_COLUMNS
    " from user_account u join organisation o on o.organisation_id = u.organisation_id "
    "where u.organisation_id = $1 order by u.email"};
constexpr Statement find_email{"select " ASSAY_USER_COLUMNS
                               ", coalesce(u.password_hash, '') from user_account u join organisation o on "
                               "o.organisation_id = u.organisation_id where u.email = $1"};
constexpr Statement add_link{"insert into setup_link (token_sha256, created_at) values ($1, $2)"};
constexpr Statement use_link{
    "update setup_link set used_at = $2 where token_sha256 = $1 and used_at is null and created_at > $3"};
constexpr Statement find_password{"select coalesce(password_hash, '') from user_account where user_id = $1"};
constexpr Statement change_password{"update user_account set password_hash = $2 where user_id = $1"};
constexpr Statement change_state{"update user_account set state = $2 where user_id = $1"};
constexpr Statement change_name{"update user_account set name = $2 where user_id = $1"};
constexpr Statement change_invited{
    "update user_account set organisation_id = $2, administrator = $3 where user_id = $1"};
constexpr Statement count_administrators{
    "select count(*) from user_account where administrator = 1 and state = 'active'"};
constexpr Statement add_tie{
    "insert into credential_tie (user_id, by_user_id, kind, created_at) values ($1, $2, $3, $4)"};
constexpr Statement count_ties{
    "select count(*) from credential_tie where created_at > $3 and ((user_id = $1 and by_user_id = $2) or "
    "(user_id = $2 and by_user_id = $1))"};
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
constexpr Statement end_tokens{
    "update api_token set revoked_at = $2 where user_id = $1 and revoked_at is null"};
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
  user.second_factor = row.integer(8) != 0;
  user.has_password = row.integer(9) != 0;
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

std::string_view tie_name(Tie kind) {
  switch (kind) {
    case Tie::created:
      return "created";
    case Tie::invited:
      return "invited";
    case Tie::reset:
      return "reset";
  }
  return "";
}

}  // namespace

Result<domain::OrganisationId> insert_organisation(Connection& connection, std::string_view name,
                                                   std::int64_t now_us) {
  Result<std::int64_t> key = key_from(connection, add_organisation, {name, now_us});
  if (!key) return key.error();
  return domain::OrganisationId{key.value()};
}

Result<std::string> organisation_kind(Connection& connection, domain::OrganisationId id) {
  return first_row<std::string>(
      connection, find_kind, {id.value}, [](const Row& row) { return row.string(0); },
      "there is no such organisation");
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
  // A number that an older copy of the database gives out a second time is not whom it was given to first.
  if (connection.subject_keys() != nullptr) {
    auto taken = connection.subject_keys()->unbury(SubjectKind::person, key.value());
    if (!taken) return taken.error();
  }
  return domain::UserId{key.value()};
}

Result<std::int64_t> user_count(Connection& connection) { return key_from(connection, count_users, {}); }

Result<domain::User> user_by_id(Connection& connection, domain::UserId id) {
  return first_row<domain::User>(connection, find_user, {id.value}, user_of, "there is no such user");
}

Result<std::vector<domain::User>> all_users(Connection& connection) {
  return all_rows<domain::User>(connection, list_users, {}, user_of);
}

Result<std::vector<domain::User>> users_of(Connection& connection, domain::OrganisationId organisation) {
  const Value values[] = {organisation.value};
  return all_rows<domain::User>(connection, list_users_of, values, user_of);
}

Result<UserWithPassword> user_by_email(Connection& connection, std::string_view email) {
  return first_row<UserWithPassword>(
      connection, find_email, {email},
      [](const Row& row) {
        return UserWithPassword{user_of(row), row.string(10)};
      },
      "there is no such user");
}

Result<std::string> password_hash_of(Connection& connection, domain::UserId id) {
  return first_row<std::string>(
      connection, find_password, {id.value}, [](const Row& row) { return row.string(0); },
      "there is no such user");
}

Result<Done> set_password_hash(Connection& connection, domain::UserId id, std::string_view password_hash) {
  return done_of(connection.run(change_password, {id.value, password_hash}));
}

Result<Done> set_user_state(Connection& connection, domain::UserId id, std::string_view state) {
  return done_of(connection.run(change_state, {id.value, state}));
}

Result<Done> set_user_name(Connection& connection, domain::UserId id, std::string_view name) {
  return done_of(connection.run(change_name, {id.value, name}));
}

Result<Done> set_invited(Connection& connection, const domain::User& user) {
  return done_of(connection.run(change_invited,
                                {user.id.value, user.organisation.value, std::int64_t{user.administrator}}));
}

Result<std::int64_t> active_administrator_count(Connection& connection) {
  return key_from(connection, count_administrators, {});
}

Result<Done> insert_tie(Connection& connection, domain::UserId user, domain::UserId by, Tie kind,
                        std::int64_t now_us) {
  return done_of(connection.run(add_tie, {user.value, by.value, tie_name(kind), now_us}));
}

Result<bool> tied_since(Connection& connection, domain::UserId a, domain::UserId b, std::int64_t since_us) {
  Result<std::int64_t> ties = key_from(connection, count_ties, {a.value, b.value, since_us});
  if (!ties) return ties.error();
  return ties.value() > 0;
}

Result<Done> insert_setup_link(Connection& connection, const Digest& token_sha256, std::int64_t now_us) {
  return done_of(connection.run(add_link, {bytes_of(token_sha256), now_us}));
}

Result<bool> use_setup_link(Connection& connection, const Digest& token_sha256, std::int64_t now_us) {
  Result<std::int64_t> changed =
      connection.run(use_link, {bytes_of(token_sha256), now_us, now_us - domain::setup_link_life_us});
  if (!changed) return changed.error();
  return changed.value() == 1;
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

Result<Done> revoke_tokens_of(Connection& connection, domain::UserId user, std::int64_t now_us) {
  return done_of(connection.run(end_tokens, {user.value, now_us}));
}

Result<Done> touch_token(Connection& connection, domain::TokenId id, std::int64_t now_us) {
  return done_of(connection.run(use_token, {id.value, now_us}));
}

}  // namespace assay::store
