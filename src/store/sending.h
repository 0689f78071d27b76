#pragma once
// Outgoing webhooks, and the sendings of both channels: written with what they tell of, claimed by whoever
// sends.

#include <optional>
#include <vector>

#include "domain/message.h"
#include "domain/outgoing_webhook.h"
#include "store/connection.h"

namespace assay::store {

Result<domain::OutgoingWebhookId> insert_webhook(Connection& connection,
                                                 const domain::OutgoingWebhook& webhook);
Result<domain::OutgoingWebhook> webhook_by_id(Connection& connection, domain::OutgoingWebhookId id);
// Of a project, newest first, without those that were removed; at most 1000.
Result<std::vector<domain::OutgoingWebhook>> webhooks_of(Connection& connection, domain::ProjectId project);
// Kinds and state.
Result<Done> update_webhook(Connection& connection, const domain::OutgoingWebhook& webhook);

Result<domain::SendingId> insert_sending(Connection& connection, const domain::Sending& sending);
Result<domain::Sending> sending_by_id(Connection& connection, domain::SendingId id);
// Newest first, those with a smaller id than `before`.
Result<std::vector<domain::Sending>> sendings_to(Connection& connection, domain::OutgoingWebhookId webhook,
                                                 std::int64_t before, std::int64_t limit);
// Of the whole server; with a state: those alone.
struct SendingQuery {
  std::string state;
  std::int64_t before = INT64_MAX;
  std::int64_t limit = 100;
};
Result<std::vector<domain::Sending>> sendings(Connection& connection, const SendingQuery& query);

// What is due is now being sent, by us: nobody else claims it until the lease is over. At most one to a
// webhook, and those of one person by e-mail: one, or up to count_max.
struct Claim {
  std::int64_t now_us = 0;
  std::int64_t lease_us = 0;
};
// Whether there is something to claim; costs no write.
Result<bool> sending_is_due(Connection& connection, std::string_view channel, std::int64_t now_us);
// The one that was tried the least goes first: who never answers keeps nobody else waiting for long.
Result<std::optional<domain::Sending>> claim_webhook_sending(Connection& connection, const Claim& claim);
// Whom an e-mail is due for.
Result<std::optional<domain::UserId>> next_mailed(Connection& connection, std::int64_t now_us);
Result<std::vector<domain::Sending>> claim_mail(Connection& connection, domain::UserId user,
                                                std::int64_t count_max, const Claim& claim);
// State, time, status and error as they stand in `sending`, if it is still the try that was claimed.
Result<bool> finish_sending(Connection& connection, const domain::Sending& sending);
// By hand: one that is not on its way is queued anew, with all its tries. False: it is on its way.
Result<bool> send_again(Connection& connection, domain::SendingId id, std::int64_t now_us);
// E-mail of a person that nobody has tried yet leaves at another time.
Result<Done> move_mail(Connection& connection, domain::UserId user, std::int64_t next_at_us);
// Sendings to a webhook that was switched off or removed are given up.
Result<Done> give_up_sendings(Connection& connection, domain::OutgoingWebhookId webhook,
                              std::string_view error);

}  // namespace assay::store
