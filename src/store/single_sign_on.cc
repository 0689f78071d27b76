#include "store/single_sign_on.h"

#include "store/values.h"

namespace assay::store {
namespace {

constexpr Statement find_identity{"select user_id from user_identity where issuer = $1 and subject = $2"};
constexpr Statement add_identity{
    "insert into user_identity (issuer, subject, user_id, created_at) values ($1, $2, $3, $4)"};
constexpr Statement end_identities{"delete from user_identity where user_id = $1"};
constexpr Statement activate{
    "update user_account set state = 'active' where user_id = $1 and state = 'invited'"};
constexpr Statement find_organisation_named{"select organisation_id from organisation where name = $1"};
constexpr Statement add_pending{
    "insert into pending_sign_in (state_sha256, browser_sha256, return_to, created_at) values ($1, $2, $3, "
    "$4)"};
constexpr Statement take{
    "delete from pending_sign_in where state_sha256 = $1 and browser_sha256 = $2 returning return_to, "
    "created_at"};
constexpr Statement forget{"delete from pending_sign_in where created_at < $1"};
constexpr Statement forget_beyond{
    "delete from pending_sign_in where created_at <= (select created_at from pending_sign_in order by "
    "created_at desc limit 1 offset $1)"};

Result<std::optional<std::int64_t>> maybe_key(Connection& connection, const Statement& statement,
                                              std::initializer_list<Value> values) {
  std::optional<std::int64_t> found;
  Result<std::int64_t> ran =
      connection.run(statement, values, [&](const Row& row) { found = row.integer(0); });
  if (!ran) return ran.error();
  return found;
}

}  // namespace

Result<std::optional<domain::UserId>> user_by_identity(Connection& connection, const Identity& identity) {
  const auto key = maybe_key(connection, find_identity, {identity.issuer, identity.subject});
  if (!key) return key.error();
  return key.value() ? std::optional(domain::UserId{*key.value()}) : std::nullopt;
}

Result<Done> insert_identity(Connection& connection, const Identity& identity, domain::UserId user,
                             std::int64_t now_us) {
  return done_of(connection.run(add_identity, {identity.issuer, identity.subject, user.value, now_us}));
}

Result<std::int64_t> remove_identities(Connection& connection, domain::UserId user) {
  return connection.run(end_identities, {user.value});
}

Result<Done> activate_invited(Connection& connection, domain::UserId user) {
  return done_of(connection.run(activate, {user.value}));
}

Result<std::optional<domain::OrganisationId>> organisation_by_name(Connection& connection,
                                                                   std::string_view name) {
  const auto key = maybe_key(connection, find_organisation_named, {name});
  if (!key) return key.error();
  return key.value() ? std::optional(domain::OrganisationId{*key.value()}) : std::nullopt;
}

Result<Done> insert_pending(Connection& connection, const PendingSignIn& pending) {
  return done_of(
      connection.run(add_pending, {bytes_of(pending.state_sha256), bytes_of(pending.browser_sha256),
                                   std::string_view(pending.return_to), pending.created_at}));
}

Result<std::optional<PendingSignIn>> take_pending(Connection& connection, const Digest& state_sha256,
                                                  const Digest& browser_sha256) {
  std::optional<PendingSignIn> taken;
  Result<std::int64_t> ran =
      connection.run(take, {bytes_of(state_sha256), bytes_of(browser_sha256)}, [&](const Row& row) {
        taken = PendingSignIn{state_sha256, browser_sha256, row.string(0), row.integer(1)};
      });
  if (!ran) return ran.error();
  return taken;
}

Result<Done> forget_pending(Connection& connection, std::int64_t before_us, std::int64_t count_max) {
  auto forgotten = done_of(connection.run(forget, {before_us}));
  if (!forgotten) return forgotten;
  return done_of(connection.run(forget_beyond, {count_max}));
}

}  // namespace assay::store
