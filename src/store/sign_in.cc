#include "store/sign_in.h"

#include "store/values.h"

namespace assay::store {
namespace {

constexpr Statement find_failures{
    "select failed_count, lock_count, last_failed_at, locked_until from sign_in_failure where name_sha256 = "
    "$1"};
constexpr Statement put_failures{
    "insert into sign_in_failure (name_sha256, failed_count, lock_count, last_failed_at, locked_until) "
    "values "
    "($1, $2, $3, $4, $5) on conflict (name_sha256) do update set failed_count = excluded.failed_count, "
    "lock_count = excluded.lock_count, last_failed_at = excluded.last_failed_at, locked_until = "
    "excluded.locked_until"};
constexpr Statement drop_failures{"delete from sign_in_failure where name_sha256 = $1"};
constexpr Statement drop_old_failures{
    "delete from sign_in_failure where last_failed_at < $1 and (locked_until is null or locked_until < $1)"};
constexpr Statement add_challenge{
    "insert into sign_in_challenge (token_sha256, user_id, failed_count, created_at, expires_at) values ($1, "
    "$2, 0, $3, $4)"};
constexpr Statement find_challenge{
    "select user_id, failed_count, expires_at from sign_in_challenge where token_sha256 = $1"};
constexpr Statement count_wrong_code{
    "update sign_in_challenge set failed_count = failed_count + 1 where token_sha256 = $1"};
constexpr Statement drop_tried_challenge{
    "delete from sign_in_challenge where token_sha256 = $1 and failed_count >= $2"};
constexpr Statement drop_challenge{"delete from sign_in_challenge where token_sha256 = $1"};
constexpr Statement drop_challenges{"delete from sign_in_challenge where user_id = $1"};
constexpr Statement drop_expired_challenges{"delete from sign_in_challenge where expires_at < $1"};

}  // namespace

Result<domain::Failures> failures_of(Connection& connection, const Digest& name) {
  domain::Failures found;
  Result<std::int64_t> ran = connection.run(find_failures, {bytes_of(name)}, [&](const Row& row) {
    found = {row.integer(0), row.integer(1), row.integer(2), integer_or_none(row, 3)};
  });
  if (!ran) return ran.error();
  return found;
}

Result<Done> set_failures(Connection& connection, const Digest& name, const domain::Failures& failures) {
  return done_of(connection.run(put_failures, {bytes_of(name), failures.failed_count, failures.lock_count,
                                               failures.last_failed_at, or_null(failures.locked_until)}));
}

Result<bool> forget_failures(Connection& connection, const Digest& name) {
  Result<std::int64_t> removed = connection.run(drop_failures, {bytes_of(name)});
  if (!removed) return removed.error();
  return removed.value() == 1;
}

Result<Done> forget_failures_before(Connection& connection, std::int64_t us) {
  return done_of(connection.run(drop_old_failures, {us}));
}

Result<Done> insert_challenge(Connection& connection, const Digest& token_sha256, domain::UserId user,
                              std::int64_t now_us) {
  return done_of(connection.run(
      add_challenge, {bytes_of(token_sha256), user.value, now_us, now_us + domain::challenge_life_us}));
}

Result<Challenge> challenge_by_token(Connection& connection, const Digest& token_sha256) {
  return first_row<Challenge>(
      connection, find_challenge, {bytes_of(token_sha256)},
      [](const Row& row) {
        return Challenge{{row.integer(0)}, row.integer(1), row.integer(2)};
      },
      "there is no such sign-in that waits for a code");
}

Result<Done> fail_challenge(Connection& connection, const Digest& token_sha256) {
  auto counted = connection.run(count_wrong_code, {bytes_of(token_sha256)});
  if (!counted) return counted.error();
  return done_of(
      connection.run(drop_tried_challenge, {bytes_of(token_sha256), domain::challenge_failures_max}));
}

Result<bool> use_challenge(Connection& connection, const Digest& token_sha256) {
  Result<std::int64_t> removed = connection.run(drop_challenge, {bytes_of(token_sha256)});
  if (!removed) return removed.error();
  return removed.value() == 1;
}

Result<Done> remove_challenges(Connection& connection, domain::UserId user) {
  return done_of(connection.run(drop_challenges, {user.value}));
}

Result<Done> remove_expired_challenges(Connection& connection, std::int64_t now_us) {
  return done_of(connection.run(drop_expired_challenges, {now_us}));
}

}  // namespace assay::store
