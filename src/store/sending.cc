#include "store/sending.h"

#include <algorithm>

#include "store/values.h"

namespace assay::store {
namespace {

#define ASSAY_WEBHOOK_COLUMNS \
  "outgoing_webhook_id, project_id, url, sealed_secret, kinds, state, created_at, created_by"
constexpr Statement add_webhook{
    "insert into outgoing_webhook (project_id, url, secret, sealed_secret, kinds, state, created_at, "
    "created_by) values ($1, $2, '', $3, $4, $5, $6, $7) returning outgoing_webhook_id"};
constexpr Statement find_webhook{"select " ASSAY_WEBHOOK_COLUMNS
                                 " from outgoing_webhook where outgoing_webhook_id = $1"};
constexpr Statement list_webhooks{"select " ASSAY_WEBHOOK_COLUMNS
                                  " from outgoing_webhook where project_id = $1 and state <> 'removed' order "
                                  "by outgoing_webhook_id desc limit 1000"};
constexpr Statement set_webhook{
    "update outgoing_webhook set kinds = $2, state = $3 where outgoing_webhook_id = $1"};

#define ASSAY_SENDING_COLUMNS                                                                       \
  "sending_id, channel, state, message_id, user_id, outgoing_webhook_id, project_id, kind, event, " \
  "payload, attempts, next_at, status, duration_ms, error, created_at, sent_at"
constexpr Statement add_sending{
    "insert into sending (channel, state, message_id, user_id, outgoing_webhook_id, project_id, kind, event, "
    "payload, attempts, next_at, error, created_at) values ($1, 'queued', $2, $3, $4, $5, $6, $7, $8, 0, $9, "
    "'', $10) returning sending_id"};
constexpr Statement find_sending{"select " ASSAY_SENDING_COLUMNS " from sending where sending_id = $1"};
constexpr Statement list_to_webhook{
    "select " ASSAY_SENDING_COLUMNS
    " from sending where outgoing_webhook_id = $1 and sending_id < $2 order by sending_id desc limit $3"};
constexpr Statement list_sendings{"select " ASSAY_SENDING_COLUMNS
                                  " from sending where sending_id < $1 order by sending_id desc limit $2"};
constexpr Statement list_in_state{
    "select " ASSAY_SENDING_COLUMNS
    " from sending where sending_id < $1 and state = $3 order by sending_id desc limit $2"};

#define ASSAY_DUE "state in ('queued', 'sending', 'failed') and next_at <= "
#define ASSAY_CLAIM "update sending set state = 'sending', attempts = attempts + 1, next_at = $2 where "
constexpr Statement take_for_webhook{
    ASSAY_CLAIM "sending_id = (select sending_id from sending where channel = 'webhook' and " ASSAY_DUE
                "$1 order by attempts, next_at, sending_id limit 1) returning " ASSAY_SENDING_COLUMNS};
constexpr Statement any_due{"select sending_id from sending where channel = $1 and " ASSAY_DUE "$2 limit 1"};
constexpr Statement next_person{"select user_id from sending where channel = 'mail' and " ASSAY_DUE
                                "$1 order by attempts, next_at, sending_id limit 1"};
constexpr Statement take_mail{
    ASSAY_CLAIM "sending_id in (select sending_id from sending where channel = 'mail' and " ASSAY_DUE
                "$1 and user_id = $3 order by sending_id limit $4) returning " ASSAY_SENDING_COLUMNS};
constexpr Statement end_try{
    "update sending set state = $3, next_at = $4, status = $5, duration_ms = $6, error = $7, sent_at = $8 "
    "where sending_id = $1 and attempts = $2 and state = 'sending'"};
constexpr Statement queue_again{
    "update sending set state = 'queued', attempts = 0, next_at = $2, sent_at = null where sending_id = $1 "
    "and state <> 'sending'"};
constexpr Statement move_untried{
    "update sending set next_at = $2 where user_id = $1 and channel = 'mail' and state = 'queued' and "
    "attempts = 0"};
constexpr Statement give_up_all{
    "update sending set state = 'given_up', error = $2 where outgoing_webhook_id = $1 and state in "
    "('queued', 'failed')"};

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += out.empty() ? word : " " + word;
  return out;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    out.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

domain::OutgoingWebhook webhook_of(const Row& row) {
  domain::OutgoingWebhook out;
  out.id = {row.integer(0)};
  out.project = {row.integer(1)};
  out.url = row.text(2);
  out.sealed_secret = std::string(row.bytes(3));
  out.kinds = words_of(row.text(4));
  out.state = row.text(5);
  out.created_at = row.integer(6);
  out.created_by = {row.integer(7)};
  return out;
}

domain::Sending sending_of(const Row& row) {
  domain::Sending out;
  out.id = {row.integer(0)};
  out.channel = row.text(1);
  out.state = row.text(2);
  out.message = {row.integer(3)};
  out.user = {row.integer(4)};
  out.webhook = {row.integer(5)};
  out.project = {row.integer(6)};
  out.kind = row.text(7);
  out.event = row.text(8);
  out.payload = row.text(9);
  out.attempts = row.integer(10);
  out.next_at = row.integer(11);
  out.status = integer_or_none(row, 12);
  out.duration_ms = integer_or_none(row, 13);
  out.error = row.text(14);
  out.created_at = row.integer(15);
  out.sent_at = integer_or_none(row, 16);
  return out;
}

}  // namespace

Result<domain::OutgoingWebhookId> insert_webhook(Connection& connection,
                                                 const domain::OutgoingWebhook& webhook) {
  const std::string kinds = joined(webhook.kinds);
  Result<std::int64_t> key =
      key_from(connection, add_webhook,
               {webhook.project.value, std::string_view(webhook.url), Bytes{webhook.sealed_secret},
                std::string_view(kinds), std::string_view(webhook.state), webhook.created_at,
                webhook.created_by.value});
  if (!key) return key.error();
  return domain::OutgoingWebhookId{key.value()};
}

Result<domain::OutgoingWebhook> webhook_by_id(Connection& connection, domain::OutgoingWebhookId id) {
  return first_row<domain::OutgoingWebhook>(connection, find_webhook, {id.value}, webhook_of,
                                            "there is no such outgoing webhook");
}

Result<std::vector<domain::OutgoingWebhook>> webhooks_of(Connection& connection, domain::ProjectId project) {
  const Value values[] = {project.value};
  return all_rows<domain::OutgoingWebhook>(connection, list_webhooks, values, webhook_of);
}

Result<Done> update_webhook(Connection& connection, const domain::OutgoingWebhook& webhook) {
  const std::string kinds = joined(webhook.kinds);
  return done_of(connection.run(
      set_webhook, {webhook.id.value, std::string_view(kinds), std::string_view(webhook.state)}));
}

Result<domain::SendingId> insert_sending(Connection& connection, const domain::Sending& sending) {
  Result<std::int64_t> key = key_from(
      connection, add_sending,
      {std::string_view(sending.channel), key_or_null(sending.message.value), key_or_null(sending.user.value),
       key_or_null(sending.webhook.value), key_or_null(sending.project.value), std::string_view(sending.kind),
       std::string_view(sending.event), std::string_view(sending.payload), sending.next_at,
       sending.created_at});
  if (!key) return key.error();
  return domain::SendingId{key.value()};
}

Result<domain::Sending> sending_by_id(Connection& connection, domain::SendingId id) {
  return first_row<domain::Sending>(connection, find_sending, {id.value}, sending_of,
                                    "there is no such sending");
}

Result<std::vector<domain::Sending>> sendings_to(Connection& connection, domain::OutgoingWebhookId webhook,
                                                 std::int64_t before, std::int64_t limit) {
  const Value values[] = {webhook.value, before, limit};
  return all_rows<domain::Sending>(connection, list_to_webhook, values, sending_of);
}

Result<std::vector<domain::Sending>> sendings(Connection& connection, const SendingQuery& query) {
  std::vector<Value> values = {query.before, query.limit};
  if (query.state.empty()) return all_rows<domain::Sending>(connection, list_sendings, values, sending_of);
  values.emplace_back(std::string_view(query.state));
  return all_rows<domain::Sending>(connection, list_in_state, values, sending_of);
}

Result<bool> sending_is_due(Connection& connection, std::string_view channel, std::int64_t now_us) {
  Result<std::int64_t> found = connection.run(any_due, {channel, now_us});
  if (!found) return found.error();
  return found.value() > 0;
}

Result<std::optional<domain::Sending>> claim_webhook_sending(Connection& connection, const Claim& claim) {
  std::optional<domain::Sending> taken;
  Result<std::int64_t> ran = connection.run(take_for_webhook, {claim.now_us, claim.now_us + claim.lease_us},
                                            [&](const Row& row) { taken = sending_of(row); });
  if (!ran) return ran.error();
  return taken;
}

Result<std::optional<domain::UserId>> next_mailed(Connection& connection, std::int64_t now_us) {
  std::optional<domain::UserId> user;
  Result<std::int64_t> ran =
      connection.run(next_person, {now_us}, [&](const Row& row) { user = domain::UserId{row.integer(0)}; });
  if (!ran) return ran.error();
  return user;
}

Result<std::vector<domain::Sending>> claim_mail(Connection& connection, domain::UserId user,
                                                std::int64_t count_max, const Claim& claim) {
  const Value values[] = {claim.now_us, claim.now_us + claim.lease_us, user.value, count_max};
  Result<std::vector<domain::Sending>> taken =
      all_rows<domain::Sending>(connection, take_mail, values, sending_of);
  if (!taken) return taken;
  std::sort(taken.value().begin(), taken.value().end(),
            [](const domain::Sending& a, const domain::Sending& b) { return a.id < b.id; });
  return taken;
}

Result<bool> finish_sending(Connection& connection, const domain::Sending& sending) {
  Result<std::int64_t> changed =
      connection.run(end_try, {sending.id.value, sending.attempts, std::string_view(sending.state),
                               sending.next_at, or_null(sending.status), or_null(sending.duration_ms),
                               std::string_view(sending.error), or_null(sending.sent_at)});
  if (!changed) return changed.error();
  return changed.value() == 1;
}

Result<bool> send_again(Connection& connection, domain::SendingId id, std::int64_t now_us) {
  Result<std::int64_t> changed = connection.run(queue_again, {id.value, now_us});
  if (!changed) return changed.error();
  return changed.value() == 1;
}

Result<Done> move_mail(Connection& connection, domain::UserId user, std::int64_t next_at_us) {
  return done_of(connection.run(move_untried, {user.value, next_at_us}));
}

Result<Done> give_up_sendings(Connection& connection, domain::OutgoingWebhookId webhook,
                              std::string_view error) {
  return done_of(connection.run(give_up_all, {webhook.value, error}));
}

}  // namespace assay::store
