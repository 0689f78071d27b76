#include "app/sendings.h"

#include <algorithm>

#include "app/messages.h"
#include "app/permissions.h"
#include "app/projects.h"
#include "app/sealing.h"
#include "base/big_endian.h"
#include "base/keys.h"
#include "store/sending.h"
#include "store/user.h"

namespace assay::app {
namespace {

// Longer than any try may take (work/outbound.h): who has not ended by then has died.
constexpr std::int64_t lease_us = 5 * 60'000'000LL;
constexpr std::int64_t digest_max = 100;

double share_at_random() { return static_cast<double>(from_big_endian(random_bytes(4))) / 4294967296.0; }

Result<bool> is_due(Context& context, std::string_view channel) {
  return context.database.read([&](store::Connection& connection) {
    return store::sending_is_due(connection, channel, context.clock.now_us());
  });
}

domain::Sending ended(domain::Sending sending, const TryOutcome& outcome, std::int64_t now_us) {
  sending.status = outcome.status;
  sending.duration_ms = outcome.duration_ms;
  sending.error = outcome.error;
  if (outcome.error.empty()) {
    sending.state = "sent";
    sending.sent_at = now_us;
    return sending;
  }
  const auto wait = domain::wait_before_retry_us(sending.attempts, share_at_random());
  sending.state = wait && !outcome.is_final ? "failed" : "given_up";
  sending.next_at = now_us + wait.value_or(0);
  return sending;
}

Result<MailTry> mail_try_of(store::Transaction& transaction, domain::UserId id) {
  store::Connection& connection = transaction.connection();
  MailTry out;
  Result<domain::User> user = store::user_by_id(connection, id);
  if (!user) return user.error();
  out.user = std::move(user).value();
  Result<domain::MessagePreference> preference = store::message_preference(connection, id);
  if (!preference) return preference.error();
  out.preference = std::move(preference).value();
  Result<std::string> zone = store::time_zone_of(connection, id);
  if (!zone) return zone.error();
  out.time_zone = std::move(zone).value();
  const std::int64_t count_max = out.preference.digest == "off" ? 1 : digest_max;
  auto taken = store::claim_mail(connection, id, count_max, {transaction.now_us(), lease_us});
  if (!taken) return taken.error();
  out.sendings = std::move(taken).value();
  std::vector<domain::MessageId> ids;
  for (const domain::Sending& sending : out.sendings) ids.push_back(sending.message);
  Result<std::vector<store::MessageRow>> messages = store::messages_by_id(connection, ids);
  if (!messages) return messages.error();
  out.messages = std::move(messages).value();
  return out;
}

Result<Done> tell_given_up(Context& context, store::Transaction& transaction, const WebhookTry& tried) {
  const auto url = domain::webhook_url_of(tried.webhook.url);
  return tell(context, transaction,
              {.kind = "webhook_given_up",
               .recipients = {tried.webhook.created_by},
               .project = tried.webhook.project,
               .words = {{"host", url.ok() ? url.value().host : ""},
                         {"attempts", std::to_string(tried.sending.attempts)}},
               .about = "outgoing webhook " + std::to_string(tried.webhook.id.value),
               .quiet_us = 24 * 3'600'000'000LL,
               .link = "/projects/" + std::to_string(tried.webhook.project.value) + "/webhooks"});
}

}  // namespace

Result<std::optional<WebhookTry>> claim_webhook(Context& context) {
  Result<bool> due = is_due(context, "webhook");
  if (!due) return due.error();
  if (!due.value()) return std::optional<WebhookTry>();
  return context.database.maintain([&](store::Transaction& transaction) -> Result<std::optional<WebhookTry>> {
    store::Connection& connection = transaction.connection();
    auto taken = store::claim_webhook_sending(connection, {transaction.now_us(), lease_us});
    if (!taken) return taken.error();
    if (!taken.value()) return std::optional<WebhookTry>();
    Result<domain::OutgoingWebhook> webhook = store::webhook_by_id(connection, taken.value()->webhook);
    if (!webhook) return webhook.error();
    // Without its secret nothing can be signed, and the sender says so.
    if (const auto secret = open_webhook_secret(context, webhook.value()))
      webhook.value().secret = std::string(secret->bytes());
    return std::optional(WebhookTry{*taken.value(), std::move(webhook).value()});
  });
}

Result<std::optional<MailTry>> claim_mail(Context& context) {
  Result<bool> due = is_due(context, "mail");
  if (!due) return due.error();
  if (!due.value()) return std::optional<MailTry>();
  return context.database.maintain([&](store::Transaction& transaction) -> Result<std::optional<MailTry>> {
    auto next = store::next_mailed(transaction.connection(), transaction.now_us());
    if (!next) return next.error();
    if (!next.value()) return std::optional<MailTry>();
    Result<MailTry> made = mail_try_of(transaction, *next.value());
    if (!made) return made.error();
    return std::optional(std::move(made).value());
  });
}

Result<Done> finish_webhook(Context& context, const WebhookTry& tried, const TryOutcome& outcome) {
  return context.database.maintain([&](store::Transaction& transaction) -> Result<Done> {
    const domain::Sending next = ended(tried.sending, outcome, transaction.now_us());
    Result<bool> kept = store::finish_sending(transaction.connection(), next);
    if (!kept) return kept.error();
    // Who has switched a webhook off need not hear that it sends no more.
    if (!kept.value() || next.state != "given_up" || tried.webhook.state != "on") return Done{};
    return tell_given_up(context, transaction, tried);
  });
}

Result<Done> finish_mail(Context& context, const MailTry& tried, const TryOutcome& outcome) {
  return context.database.maintain([&](store::Transaction& transaction) -> Result<Done> {
    for (const domain::Sending& sending : tried.sendings) {
      domain::Sending next = ended(sending, outcome, transaction.now_us());
      if (next.state == "failed") {
        next.next_at = domain::after_quiet_us(tried.preference, tried.time_zone, next.next_at);
      }
      Result<bool> kept = store::finish_sending(transaction.connection(), next);
      if (!kept) return kept.error();
    }
    return Done{};
  });
}

Result<std::vector<domain::Sending>> sendings(Context& context, const Caller& caller,
                                              const SendingsAsked& asked) {
  if (auto may = allow(caller, Verb::see_sendings); !may) return may.error();
  return context.database.read([&](store::Connection& connection) {
    return store::sendings(connection,
                           {asked.state, asked.page.before, std::min(asked.page.limit, page_max)});
  });
}

Result<domain::Sending> send_again(Context& context, const Caller& caller, domain::SendingId id) {
  if (auto may = allow(caller, Verb::send_again); !may) return may.error();
  return context.database.write(
      [&](store::Transaction& transaction) -> Result<store::Outcome<domain::Sending>> {
        store::Connection& connection = transaction.connection();
        Result<domain::Sending> found = store::sending_by_id(connection, id);
        if (!found) return found.error();
        Result<bool> queued = store::send_again(connection, id, transaction.now_us());
        if (!queued) return queued.error();
        if (!queued.value()) return Error{ErrorCode::conflict, "it is being sent just now", "sending"};
        transaction.after_commit([&context] {
          if (context.sending_waits) context.sending_waits();
        });
        Result<domain::Sending> next = store::sending_by_id(connection, id);
        if (!next) return next.error();
        domain::AuditEvent event = event_by(caller, "send_again", "sending");
        event.object = id.value;
        return store::Outcome<domain::Sending>::changed(next.value(), std::move(event));
      });
}

}  // namespace assay::app
