#include "app/messages.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/message_kinds.h"
#include "app/permissions.h"
#include "app/projects.h"
#include "base/canonical_json.h"
#include "base/clock.h"
#include "store/project.h"
#include "store/sending.h"
#include "store/user.h"

namespace assay::app {
namespace {

constexpr std::int64_t token_notice_us = 7 * day_us;
constexpr std::int64_t kept_us = 180 * day_us;

bool wants_mail(const domain::MessagePreference& preference, const MessageKind& kind) {
  const auto chosen = preference.mail.find(kind.name);
  return chosen == preference.mail.end() ? kind.by_default == ByDefault::mail : chosen->second;
}

Result<Done> queue_mail(const Context& context, store::Transaction& transaction, const MessageKind& kind,
                        const domain::Message& message) {
  if (!context.outbound.has_mail) return Done{};
  store::Connection& connection = transaction.connection();
  Result<domain::MessagePreference> preference = store::message_preference(connection, message.user);
  if (!preference) return preference.error();
  if (!wants_mail(preference.value(), kind)) return Done{};
  Result<std::string> zone = store::time_zone_of(connection, message.user);
  if (!zone) return zone.error();
  domain::Sending sending;
  sending.channel = "mail";
  sending.message = message.id;
  sending.user = message.user;
  sending.project = message.project;
  sending.kind = message.kind;
  sending.created_at = message.created_at;
  sending.next_at = domain::mail_due_us(preference.value(), zone.value(), message.created_at);
  Result<domain::SendingId> queued = store::insert_sending(connection, sending);
  if (!queued) return queued.error();
  return Done{};
}

// What a receiver is told: ids, no names.
Result<std::string> payload_of(const Context& context, const Telling& telling, const std::string& event,
                               std::int64_t now_us) {
  CanonicalJson::Object objects;
  for (const auto& [noun, id] : telling.objects) objects.emplace(noun, id);
  return canonical_bytes(CanonicalJson::Object{{"id", event},
                                               {"kind", telling.kind},
                                               {"project", std::to_string(telling.project.value)},
                                               {"time", utc_text(now_us)},
                                               {"objects", std::move(objects)},
                                               {"link", context.outbound.public_address + telling.link}});
}

Result<Done> queue_webhooks(const Context& context, store::Transaction& transaction, const Telling& telling) {
  if (context.outbound.webhooks.hosts.empty() || telling.project.none()) return Done{};
  store::Connection& connection = transaction.connection();
  Result<std::vector<domain::OutgoingWebhook>> webhooks = store::webhooks_of(connection, telling.project);
  if (!webhooks) return webhooks.error();
  domain::Sending sending;
  sending.channel = "webhook";
  sending.project = telling.project;
  sending.kind = telling.kind;
  sending.event = "msg_" + base64_url(random_bytes(18));
  sending.created_at = sending.next_at = transaction.now_us();
  Result<std::string> payload = payload_of(context, telling, sending.event, sending.created_at);
  if (!payload) return payload.error();
  sending.payload = std::move(payload).value();
  for (const domain::OutgoingWebhook& webhook : webhooks.value()) {
    const bool wants =
        std::find(webhook.kinds.begin(), webhook.kinds.end(), telling.kind) != webhook.kinds.end();
    if (!wants || webhook.state != "on") continue;
    sending.webhook = webhook.id;
    Result<domain::SendingId> queued = store::insert_sending(connection, sending);
    if (!queued) return queued.error();
  }
  return Done{};
}

Result<Done> tell_one(Context& context, store::Transaction& transaction, const MessageKind& kind,
                      domain::Message message) {
  Result<domain::MessageId> id = store::insert_message(transaction.connection(), message);
  if (!id) return id.error();
  message.id = id.value();
  if (auto queued = queue_mail(context, transaction, kind, message); !queued) return queued.error();
  transaction.after_commit(
      [&context, user = message.user.value] { context.tell({.kind = "message", .user = user}); });
  return Done{};
}

Result<bool> was_told(store::Transaction& transaction, const domain::Message& message,
                      std::int64_t quiet_us) {
  if (message.about.empty() || quiet_us == 0) return false;
  Result<std::optional<std::int64_t>> last = store::last_told(transaction.connection(), message);
  if (!last) return last.error();
  return last.value() && message.created_at - *last.value() < quiet_us;
}

Telling telling_of(const store::EndingToken& token) {
  return {.kind = "token_ends",
          .recipients = {token.user},
          .words = {{"token", token.name}, {"day", utc_day(token.expires_at)}},
          .about = fmt::format("token {}", token.id.value),
          .quiet_us = token_notice_us,
          .link = "/tokens"};
}

}  // namespace

Result<Done> tell(Context& context, store::Transaction& transaction, const Telling& telling) {
  const MessageKind* kind = message_kind(telling.kind);
  ASSAY_CHECK(kind != nullptr, "every kind of message has a row in message_kinds.cc");
  domain::Message message;
  message.kind = telling.kind;
  message.words = telling.words;
  message.about = telling.about;
  message.project = telling.project;
  message.link = telling.link;
  message.created_at = transaction.now_us();
  for (const domain::UserId user : telling.recipients) {
    message.user = user;
    Result<bool> known = was_told(transaction, message, telling.quiet_us);
    if (!known) return known.error();
    if (known.value()) continue;
    if (auto told = tell_one(context, transaction, *kind, message); !told) return told.error();
  }
  if (kind->hears == Hears::webhooks_too) {
    if (auto queued = queue_webhooks(context, transaction, telling); !queued) return queued;
  }
  transaction.after_commit([&context] {
    if (context.sending_waits) context.sending_waits();
  });
  return Done{};
}

Result<std::vector<store::MessageRow>> messages(Context& context, const Caller& caller,
                                                const MessagesAsked& asked) {
  if (auto in = allow_signed_in(caller, Access::read); !in) return in.error();
  return context.database.read([&](store::Connection& connection) {
    return store::messages_of(connection, {caller.user.id, asked.only_unread, asked.page.before,
                                           std::min(asked.page.limit, page_max)});
  });
}

Result<std::int64_t> unread_messages(Context& context, const Caller& caller) {
  if (auto in = allow_signed_in(caller, Access::read); !in) return in.error();
  return context.database.read(
      [&](store::Connection& connection) { return store::unread_count(connection, caller.user.id); });
}

// That somebody has read something is no fact of the record.
Result<Done> read_message(Context& context, const Caller& caller, domain::MessageId id) {
  if (auto in = allow_signed_in(caller, Access::write); !in) return in.error();
  Result<bool> read = context.database.maintain([&](store::Transaction& transaction) {
    return store::mark_read(transaction.connection(), caller.user.id, id, transaction.now_us());
  });
  if (!read) return read.error();
  if (!read.value()) return Error{ErrorCode::not_found, "there is no such message of yours", "id"};
  context.tell({.kind = "message", .user = caller.user.id.value});
  return Done{};
}

Result<std::int64_t> read_messages(Context& context, const Caller& caller, domain::MessageId last) {
  if (auto in = allow_signed_in(caller, Access::write); !in) return in.error();
  Result<std::int64_t> read = context.database.maintain([&](store::Transaction& transaction) {
    return store::mark_all_read(transaction.connection(), caller.user.id, last, transaction.now_us());
  });
  if (read) context.tell({.kind = "message", .user = caller.user.id.value});
  return read;
}

Result<Done> tell_of_sign_in(Context& context, store::Transaction& transaction, domain::UserId user,
                             const std::string& what) {
  return tell(
      context, transaction,
      {.kind = "sign_in_changed", .recipients = {user}, .words = {{"what", what}}, .link = "/account"});
}

Result<Done> tell_of_lock_out(Context& context, const Caller& caller, const std::string& email) {
  return context.database.write([&](store::Transaction& transaction) -> Result<store::Outcome<Done>> {
    store::Connection& connection = transaction.connection();
    Result<std::vector<domain::UserId>> administrators = store::active_administrators(connection);
    if (!administrators) return administrators.error();
    domain::AuditEvent event = event_by(caller, "lock_out", "user");
    Telling telling{.kind = "locked_out", .recipients = administrators.value(), .link = "/audit"};
    // What was typed is not kept: it may be a password in the wrong field.
    Result<store::UserWithPassword> known = store::user_by_email(connection, email);
    if (!known && known.error().code != ErrorCode::not_found) return known.error();
    if (known) event.object = known.value().user.id.value;
    telling.words["who"] = known ? known.value().user.name : "somebody unknown";
    telling.about = fmt::format("user {}", event.object);
    telling.quiet_us = hour_us;
    if (auto told = tell(context, transaction, telling); !told) return told.error();
    return store::Outcome<Done>::changed({}, std::move(event));
  });
}

Result<Done> tell_of_refusals(Context& context, const Caller& caller, std::int64_t count) {
  return context.database.write([&](store::Transaction& transaction) -> Result<store::Outcome<Done>> {
    Result<std::vector<domain::UserId>> administrators =
        store::active_administrators(transaction.connection());
    if (!administrators) return administrators.error();
    domain::AuditEvent event = event_by(caller, "many_refusals", "user");
    event.object = caller.user.id.value;
    event.reason = fmt::format("{} within ten minutes", count);
    Telling telling{.kind = "many_refusals", .recipients = administrators.value(), .link = "/audit"};
    const bool is_known = caller.user.id.value > 0;
    telling.words["who"] = is_known ? caller.user.name : "somebody at " + caller.address;
    telling.words["count"] = std::to_string(count);
    telling.about = is_known ? fmt::format("user {}", caller.user.id.value) : "address " + caller.address;
    telling.quiet_us = hour_us;
    if (auto told = tell(context, transaction, telling); !told) return told.error();
    return store::Outcome<Done>::changed({}, std::move(event));
  });
}

Result<Done> look_at_calendar(Context& context) {
  return context.database.maintain([&](store::Transaction& transaction) -> Result<Done> {
    store::Connection& connection = transaction.connection();
    const std::int64_t now_us = transaction.now_us();
    Result<std::vector<store::EndingToken>> ending =
        store::tokens_that_end(connection, now_us, now_us + token_notice_us);
    if (!ending) return ending.error();
    for (const store::EndingToken& token : ending.value()) {
      if (auto told = tell(context, transaction, telling_of(token)); !told) return told;
    }
    Result<std::int64_t> gone = store::forget_messages(connection, now_us - kept_us);
    if (!gone) return gone.error();
    return Done{};
  });
}

}  // namespace assay::app
