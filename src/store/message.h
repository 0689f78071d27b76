#pragma once
// Messages, preferences of people, and who is to be told.

#include <optional>
#include <vector>

#include "domain/message.h"
#include "store/connection.h"

namespace assay::store {

Result<domain::MessageId> insert_message(Connection& connection, const domain::Message& message);

// A message as it is shown: with the name of its project, where the person is still a member.
struct MessageRow {
  domain::Message message;
  std::string project_name;  // empty: none
};
struct MessageQuery {
  domain::UserId user;
  bool only_unread = false;
  std::int64_t before = INT64_MAX;
  std::int64_t limit = 100;
};
Result<std::vector<MessageRow>> messages_of(Connection& connection, const MessageQuery& query);
Result<std::vector<MessageRow>> messages_by_id(Connection& connection,
                                               const std::vector<domain::MessageId>& ids);
Result<std::int64_t> unread_count(Connection& connection, domain::UserId user);
// False: there is no such message of the user. One that was read stays as it is.
Result<bool> mark_read(Connection& connection, domain::UserId user, domain::MessageId id,
                       std::int64_t now_us);
// All up to an id, so that none is marked that came since; how many.
Result<std::int64_t> mark_all_read(Connection& connection, domain::UserId user, domain::MessageId last,
                                   std::int64_t now_us);
// When the person was last told of this; nothing: never.
Result<std::optional<std::int64_t>> last_told(Connection& connection, const domain::Message& message);
// Messages made before, with their sendings, and sendings to webhooks: they go.
Result<std::int64_t> forget_messages(Connection& connection, std::int64_t before_us);

Result<domain::MessagePreference> message_preference(Connection& connection, domain::UserId user);
Result<Done> set_message_preference(Connection& connection, domain::UserId user,
                                    const domain::MessagePreference& preference);
// Of the organisation of the user; "UTC" where nobody has said otherwise.
Result<std::string> time_zone_of(Connection& connection, domain::UserId user);

// Who is in it, but for those whose engagement has ended.
Result<std::vector<domain::UserId>> members_of(Connection& connection, domain::ProjectId project);
Result<std::vector<domain::UserId>> owners_of(Connection& connection, domain::ProjectId project);
Result<std::vector<domain::UserId>> active_administrators(Connection& connection);

// Valid tokens that end in the time from, to.
struct EndingToken {
  domain::TokenId id;
  domain::UserId user;
  std::string name;
  std::int64_t expires_at = 0;
};
Result<std::vector<EndingToken>> tokens_that_end(Connection& connection, std::int64_t from_us,
                                                 std::int64_t to_us);

}  // namespace assay::store
