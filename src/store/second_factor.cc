#include "store/second_factor.h"

#include "store/values.h"

namespace assay::store {
namespace {

constexpr Statement find_factor{
    "select sealed_secret, coalesce(confirmed_at, 0), last_step from second_factor where user_id = $1"};
constexpr Statement drop_unconfirmed{"delete from second_factor where user_id = $1 and confirmed_at is null"};
constexpr Statement add_factor{
    "insert into second_factor (user_id, sealed_secret, created_at, last_step) values ($1, $2, $3, 0)"};
constexpr Statement confirm_factor{
    "update second_factor set confirmed_at = $2 where user_id = $1 and confirmed_at is null"};
constexpr Statement advance_step{
    "update second_factor set last_step = $2 where user_id = $1 and last_step < $2"};
constexpr Statement drop_factor{"delete from second_factor where user_id = $1"};
constexpr Statement add_code{"insert into recovery_code (user_id, code_sha256) values ($1, $2)"};
constexpr Statement use_code{
    "update recovery_code set used_at = $3 where user_id = $1 and code_sha256 = $2 and used_at is null"};
constexpr Statement drop_codes{"delete from recovery_code where user_id = $1"};
constexpr Statement count_codes{"select count(*) from recovery_code where user_id = $1 and used_at is null"};

Result<bool> changed_one(Result<std::int64_t> changed) {
  if (!changed) return changed.error();
  return changed.value() == 1;
}

}  // namespace

Result<std::optional<SecondFactor>> second_factor_of(Connection& connection, domain::UserId user) {
  std::optional<SecondFactor> found;
  Result<std::int64_t> ran = connection.run(find_factor, {user.value}, [&](const Row& row) {
    found = SecondFactor{std::string(row.bytes(0)), row.integer(1) != 0, row.integer(2)};
  });
  if (!ran) return ran.error();
  return found;
}

Result<Done> begin_second_factor(Connection& connection, domain::UserId user, std::string_view sealed_secret,
                                 std::int64_t now_us) {
  if (auto dropped = connection.run(drop_unconfirmed, {user.value}); !dropped) return dropped.error();
  auto added = connection.run(add_factor, {user.value, Bytes{sealed_secret}, now_us});
  if (!added && added.error().code == ErrorCode::conflict) {
    return Error{ErrorCode::conflict, "there is a second factor already: remove it first", ""};
  }
  return done_of(std::move(added));
}

Result<Done> confirm_second_factor(Connection& connection, domain::UserId user, std::int64_t now_us) {
  return done_of(connection.run(confirm_factor, {user.value, now_us}));
}

Result<bool> use_step(Connection& connection, domain::UserId user, std::int64_t step) {
  return changed_one(connection.run(advance_step, {user.value, step}));
}

Result<bool> remove_second_factor(Connection& connection, domain::UserId user) {
  if (auto dropped = connection.run(drop_codes, {user.value}); !dropped) return dropped.error();
  return changed_one(connection.run(drop_factor, {user.value}));
}

Result<Done> set_recovery_codes(Connection& connection, domain::UserId user,
                                const std::vector<Digest>& code_sha256) {
  if (auto dropped = connection.run(drop_codes, {user.value}); !dropped) return dropped.error();
  for (const Digest& code : code_sha256) {
    auto added = connection.run(add_code, {user.value, bytes_of(code)});
    if (!added) return added.error();
  }
  return Done{};
}

Result<bool> use_recovery_code(Connection& connection, domain::UserId user, const Digest& code_sha256,
                               std::int64_t now_us) {
  return changed_one(connection.run(use_code, {user.value, bytes_of(code_sha256), now_us}));
}

Result<std::int64_t> recovery_codes_left(Connection& connection, domain::UserId user) {
  return key_from(connection, count_codes, {user.value});
}

}  // namespace assay::store
