#include "store/session.h"

#include "store/user.h"
#include "store/values.h"

namespace assay::store {
namespace {

#define ASSAY_SESSION_COLUMNS "session_id, user_id, csrf_token, methods, created_at, last_used_at, expires_at"

constexpr Statement add_session{
    "insert into user_session (token_sha256, user_id, csrf_token, methods, created_at, last_used_at, "
    "expires_at) values ($1, $2, $3, $4, $5, $6, $7) returning session_id"};
constexpr Statement find_session{"select " ASSAY_SESSION_COLUMNS
                                 " from user_session where token_sha256 = $1"};
constexpr Statement list_sessions{"select " ASSAY_SESSION_COLUMNS
                                  " from user_session where user_id = $1 and expires_at > $2 order by "
                                  "session_id desc limit 1000"};
constexpr Statement use_session{
    "update user_session set last_used_at = $2 where session_id = $1 and last_used_at < $2"};
constexpr Statement end_session{"delete from user_session where session_id = $1 and user_id = $2"};
constexpr Statement end_sessions{"delete from user_session where user_id = $1 and session_id <> $2"};
constexpr Statement end_expired{"delete from user_session where expires_at < $1"};

domain::Session session_of(const Row& row) {
  domain::Session session;
  session.id = {row.integer(0)};
  session.user.id = {row.integer(1)};
  session.csrf_token = row.text(2);
  session.methods = row.text(3);
  session.created_at = row.integer(4);
  session.last_used_at = row.integer(5);
  session.expires_at = row.integer(6);
  return session;
}

}  // namespace

Result<domain::SessionId> insert_session(Connection& connection, const Digest& token_sha256,
                                         const domain::Session& session) {
  Result<std::int64_t> key = key_from(
      connection, add_session,
      {bytes_of(token_sha256), session.user.id.value, std::string_view(session.csrf_token),
       std::string_view(session.methods), session.created_at, session.last_used_at, session.expires_at});
  if (!key) return key.error();
  return domain::SessionId{key.value()};
}

Result<domain::Session> session_by_token(Connection& connection, const Digest& token_sha256) {
  Result<domain::Session> session = first_row<domain::Session>(
      connection, find_session, {bytes_of(token_sha256)}, session_of, "there is no such session; sign in");
  if (!session) return session;
  Result<domain::User> user = user_by_id(connection, session.value().user.id);
  if (!user) return user.error();
  session.value().user = std::move(user).value();
  return session;
}

Result<std::vector<domain::Session>> sessions_of(Connection& connection, domain::UserId user,
                                                 std::int64_t now_us) {
  const Value values[] = {user.value, now_us};
  return all_rows<domain::Session>(connection, list_sessions, values, session_of);
}

Result<Done> touch_session(Connection& connection, domain::SessionId id, std::int64_t used_at) {
  return done_of(connection.run(use_session, {id.value, used_at}));
}

Result<bool> remove_session(Connection& connection, domain::UserId user, domain::SessionId id) {
  Result<std::int64_t> removed = connection.run(end_session, {id.value, user.value});
  if (!removed) return removed.error();
  return removed.value() == 1;
}

Result<std::int64_t> remove_sessions(Connection& connection, domain::UserId user, domain::SessionId but) {
  return connection.run(end_sessions, {user.value, but.value});
}

Result<Done> remove_expired_sessions(Connection& connection, std::int64_t now_us) {
  return done_of(connection.run(end_expired, {now_us}));
}

}  // namespace assay::store
