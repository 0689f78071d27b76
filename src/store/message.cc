#include "store/message.h"

#include "domain/message_json.h"
#include "store/values.h"

namespace assay::store {
namespace {

constexpr Statement add_message{
    "insert into message (user_id, kind, words, about, project_id, link, created_at) values ($1, $2, $3, $4, "
    "$5, $6, $7) returning message_id"};

#define ASSAY_MESSAGE_SELECT                                                                        \
  "select m.message_id, m.user_id, m.kind, m.words, m.about, m.project_id, m.link, m.created_at, "  \
  "m.read_at, p.name from message m left join project_member w on w.project_id = m.project_id and " \
  "w.user_id = m.user_id left join engagement e on e.engagement_id = w.engagement_id left join "    \
  "project p on p.project_id = w.project_id and coalesce(e.state, '') <> 'ended' "
constexpr Statement list_messages{
    ASSAY_MESSAGE_SELECT "where m.user_id = $1 and m.message_id < $2 order by m.message_id desc limit $3"};
constexpr Statement list_unread{
    ASSAY_MESSAGE_SELECT
    "where m.user_id = $1 and m.message_id < $2 and m.read_at is null order by m.message_id desc limit $3"};
constexpr Statement find_message{ASSAY_MESSAGE_SELECT "where m.message_id = $1"};
constexpr Statement count_unread{"select count(*) from message where user_id = $1 and read_at is null"};
constexpr Statement read_one{
    "update message set read_at = coalesce(read_at, $3) where message_id = $1 and user_id = $2"};
constexpr Statement read_all{
    "update message set read_at = $3 where user_id = $1 and message_id <= $2 and read_at is null"};
constexpr Statement newest_about{
    "select created_at from message where user_id = $1 and kind = $2 and about = $3 order by message_id desc "
    "limit 1"};
constexpr Statement forget_sendings{"delete from sending where created_at < $1"};
constexpr Statement forget_rest{
    "delete from sending where message_id in (select message_id from message where created_at < $1)"};
constexpr Statement forget_old{"delete from message where created_at < $1"};

constexpr Statement find_preference{
    "select digest, digest_hour, quiet_from, quiet_to, mail from message_preference where user_id = $1"};
constexpr Statement put_preference{
    "insert into message_preference (user_id, digest, digest_hour, quiet_from, quiet_to, mail) values ($1, "
    "$2, $3, $4, $5, $6) on conflict (user_id) do update set digest = excluded.digest, digest_hour = "
    "excluded.digest_hour, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, mail = "
    "excluded.mail"};
constexpr Statement find_zone{
    "select o.time_zone from organisation o join user_account u on u.organisation_id = o.organisation_id "
    "where u.user_id = $1"};

constexpr Statement list_told_members{
    "select w.user_id from project_member w join user_account u on u.user_id = w.user_id left join "
    "engagement "
    "e on e.engagement_id = w.engagement_id where w.project_id = $1 and u.state = 'active' and "
    "coalesce(e.state, '') <> 'ended' order by w.user_id"};
constexpr Statement list_owners{
    "select w.user_id from project_member w join user_account u on u.user_id = w.user_id where w.project_id "
    "= "
    "$1 and w.role = 'owner' and u.state = 'active' order by w.user_id"};
constexpr Statement list_administrators{
    "select user_id from user_account where administrator = 1 and state = 'active' order by user_id"};
constexpr Statement list_ending{
    "select token_id, user_id, name, expires_at from api_token where revoked_at is null and expires_at > $1 "
    "and expires_at <= $2 order by token_id limit 10000"};

MessageRow message_of(const Row& row) {
  MessageRow out;
  out.message.id = {row.integer(0)};
  out.message.user = {row.integer(1)};
  out.message.kind = row.text(2);
  out.message.words = domain::words_from(row.text(3));
  out.message.about = row.text(4);
  out.message.project = {row.integer(5)};
  out.message.link = row.text(6);
  out.message.created_at = row.integer(7);
  out.message.read_at = integer_or_none(row, 8);
  out.project_name = row.text(9);
  return out;
}

domain::UserId told_user_of(const Row& row) { return {row.integer(0)}; }

std::optional<int> minute_or_none(const Row& row, int column) {
  return row.null(column) ? std::nullopt : std::optional(static_cast<int>(row.integer(column)));
}

Value minute_or_null(const std::optional<int>& minute) {
  return minute ? Value(std::int64_t{*minute}) : Value(nullptr);
}

}  // namespace

Result<domain::MessageId> insert_message(Connection& connection, const domain::Message& message) {
  const std::string words = domain::words_text(message.words);
  Result<std::int64_t> key =
      key_from(connection, add_message,
               {message.user.value, std::string_view(message.kind), std::string_view(words),
                std::string_view(message.about), key_or_null(message.project.value),
                std::string_view(message.link), message.created_at});
  if (!key) return key.error();
  return domain::MessageId{key.value()};
}

Result<std::vector<MessageRow>> messages_of(Connection& connection, const MessageQuery& query) {
  const Value values[] = {query.user.value, query.before, query.limit};
  return all_rows<MessageRow>(connection, query.only_unread ? list_unread : list_messages, values,
                              message_of);
}

Result<std::vector<MessageRow>> messages_by_id(Connection& connection,
                                               const std::vector<domain::MessageId>& ids) {
  std::vector<MessageRow> out;
  for (const domain::MessageId id : ids) {
    Result<std::int64_t> ran =
        connection.run(find_message, {id.value}, [&](const Row& row) { out.push_back(message_of(row)); });
    if (!ran) return ran.error();
  }
  return out;
}

Result<std::int64_t> unread_count(Connection& connection, domain::UserId user) {
  return key_from(connection, count_unread, {user.value});
}

Result<bool> mark_read(Connection& connection, domain::UserId user, domain::MessageId id,
                       std::int64_t now_us) {
  Result<std::int64_t> changed = connection.run(read_one, {id.value, user.value, now_us});
  if (!changed) return changed.error();
  return changed.value() == 1;
}

Result<std::int64_t> mark_all_read(Connection& connection, domain::UserId user, domain::MessageId last,
                                   std::int64_t now_us) {
  return connection.run(read_all, {user.value, last.value, now_us});
}

Result<std::optional<std::int64_t>> last_told(Connection& connection, const domain::Message& message) {
  std::optional<std::int64_t> at;
  Result<std::int64_t> ran = connection.run(
      newest_about, {message.user.value, std::string_view(message.kind), std::string_view(message.about)},
      [&](const Row& row) { at = row.integer(0); });
  if (!ran) return ran.error();
  return at;
}

Result<std::int64_t> forget_messages(Connection& connection, std::int64_t before_us) {
  for (const Statement& each : {forget_sendings, forget_rest}) {
    Result<std::int64_t> gone = connection.run(each, {before_us});
    if (!gone) return gone;
  }
  return connection.run(forget_old, {before_us});
}

Result<domain::MessagePreference> message_preference(Connection& connection, domain::UserId user) {
  domain::MessagePreference out;
  Result<std::int64_t> ran = connection.run(find_preference, {user.value}, [&](const Row& row) {
    out.digest = row.text(0);
    out.digest_hour = static_cast<int>(row.integer(1));
    out.quiet_from = minute_or_none(row, 2);
    out.quiet_to = minute_or_none(row, 3);
    out.mail = domain::choices_from(row.text(4));
  });
  if (!ran) return ran.error();
  return out;
}

Result<Done> set_message_preference(Connection& connection, domain::UserId user,
                                    const domain::MessagePreference& preference) {
  const std::string mail = domain::choices_text(preference.mail);
  return done_of(connection.run(
      put_preference,
      {user.value, std::string_view(preference.digest), std::int64_t{preference.digest_hour},
       minute_or_null(preference.quiet_from), minute_or_null(preference.quiet_to), std::string_view(mail)}));
}

Result<std::string> time_zone_of(Connection& connection, domain::UserId user) {
  return first_row<std::string>(
      connection, find_zone, {user.value}, [](const Row& row) { return row.string(0); },
      "there is no such user");
}

Result<std::vector<domain::UserId>> members_of(Connection& connection, domain::ProjectId project) {
  const Value values[] = {project.value};
  return all_rows<domain::UserId>(connection, list_told_members, values, told_user_of);
}

Result<std::vector<domain::UserId>> owners_of(Connection& connection, domain::ProjectId project) {
  const Value values[] = {project.value};
  return all_rows<domain::UserId>(connection, list_owners, values, told_user_of);
}

Result<std::vector<domain::UserId>> active_administrators(Connection& connection) {
  return all_rows<domain::UserId>(connection, list_administrators, {}, told_user_of);
}

Result<std::vector<EndingToken>> tokens_that_end(Connection& connection, std::int64_t from_us,
                                                 std::int64_t to_us) {
  const Value values[] = {from_us, to_us};
  return all_rows<EndingToken>(connection, list_ending, values, [](const Row& row) {
    return EndingToken{{row.integer(0)}, {row.integer(1)}, row.string(2), row.integer(3)};
  });
}

}  // namespace assay::store
