#include "app/outgoing_webhooks.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/message_kinds.h"
#include "app/permissions.h"
#include "app/projects.h"
#include "app/sealing.h"
#include "store/sending.h"

namespace assay::app {
namespace {

using domain::OutgoingWebhook;

Result<Done> check_kinds(const std::vector<std::string>& kinds) {
  if (kinds.empty()) return Error{ErrorCode::invalid, "choose at least one kind of messages", "kinds"};
  for (const std::string& name : kinds) {
    const MessageKind* kind = message_kind(name);
    const bool is_once = std::count(kinds.begin(), kinds.end(), name) == 1;
    if (kind != nullptr && kind->hears == Hears::webhooks_too && is_once) continue;
    return Error{ErrorCode::invalid,
                 fmt::format("webhooks are not told of the kind {}, or it is named twice", name), "kinds"};
  }
  return Done{};
}

Result<OutgoingWebhook> webhook_seen_by(store::Connection& connection, const Caller& caller,
                                        const WebhookPlace& place, Verb verb = Verb::change_webhooks) {
  if (auto may = allow(connection, caller, verb, place.project); !may) return may.error();
  Result<OutgoingWebhook> found = store::webhook_by_id(connection, place.webhook);
  const bool is_there = found && found.value().project == place.project && found.value().state != "removed";
  if (found && !is_there) {
    return Error{ErrorCode::not_found, "there is no such outgoing webhook", ""};
  }
  return found;
}

domain::AuditEvent webhook_event(const Caller& caller, const char* verb, const OutgoingWebhook& webhook) {
  domain::AuditEvent event = event_by(caller, verb, "outgoing_webhook");
  event.project = webhook.project;
  event.object = webhook.id.value;
  std::string kinds;
  for (const std::string& kind : webhook.kinds) kinds += kind + "\n";
  event.after = sha256(webhook.url + "\n" + webhook.state + "\n" + kinds);
  return event;
}

Result<Done> check_room(store::Connection& connection, domain::ProjectId project) {
  Result<std::vector<OutgoingWebhook>> others = store::webhooks_of(connection, project);
  if (!others) return others.error();
  if (others.value().size() < webhooks_max) return Done{};
  return Error{ErrorCode::conflict,
               fmt::format("a project has at most {} outgoing webhooks: remove one", webhooks_max), "url"};
}

Result<store::Outcome<OutgoingWebhook>> keep_edited(store::Transaction& transaction, const Caller& caller,
                                                    const OutgoingWebhook& webhook, const char* verb) {
  store::Connection& connection = transaction.connection();
  if (auto kept = store::update_webhook(connection, webhook); !kept) return kept.error();
  if (webhook.state != "on") {
    auto ended = store::give_up_sendings(connection, webhook.id, "the webhook was switched off");
    if (!ended) return ended.error();
  }
  return store::Outcome<OutgoingWebhook>::changed(webhook, webhook_event(caller, verb, webhook));
}

}  // namespace

Result<std::vector<OutgoingWebhook>> outgoing_webhooks(Context& context, const Caller& caller,
                                                       domain::ProjectId project) {
  return context.database.read([&](store::Connection& connection) -> Result<std::vector<OutgoingWebhook>> {
    if (auto may = allow(connection, caller, Verb::see_webhooks, project); !may) return may.error();
    return store::webhooks_of(connection, project);
  });
}

Result<OutgoingWebhook> add_outgoing_webhook(Context& context, const Caller& caller,
                                             domain::ProjectId project, const NewWebhook& given) {
  if (context.sealing_key == nullptr) {
    return Error{ErrorCode::unavailable, "this server has no key to seal secrets of webhooks under", ""};
  }
  return context.database.write(
      [&](store::Transaction& transaction) -> Result<store::Outcome<OutgoingWebhook>> {
        store::Connection& connection = transaction.connection();
        if (auto may = allow(connection, caller, Verb::change_webhooks, project); !may) return may.error();
        auto url = domain::allowed_webhook_url(given.url, context.outbound.webhooks);
        if (!url) return url.error();
        if (auto kinds = check_kinds(given.kinds); !kinds) return kinds.error();
        if (auto room = check_room(connection, project); !room) return room.error();
        OutgoingWebhook made;
        made.project = project;
        made.url = given.url;
        made.secret = domain::new_webhook_secret();
        made.sealed_secret = seal(*context.sealing_key, webhook_secret_about(made), made.secret);
        made.kinds = given.kinds;
        made.created_at = transaction.now_us();
        made.created_by = caller.user.id;
        Result<domain::OutgoingWebhookId> id = store::insert_webhook(connection, made);
        if (!id) return id.error();
        made.id = id.value();
        return store::Outcome<OutgoingWebhook>::changed(made,
                                                        webhook_event(caller, "add_outgoing_webhook", made));
      });
}

Result<OutgoingWebhook> edit_outgoing_webhook(Context& context, const Caller& caller,
                                              const WebhookPlace& place, const WebhookEdit& edit) {
  return context.database.write(
      [&](store::Transaction& transaction) -> Result<store::Outcome<OutgoingWebhook>> {
        Result<OutgoingWebhook> found = webhook_seen_by(transaction.connection(), caller, place);
        if (!found) return found.error();
        OutgoingWebhook next = std::move(found).value();
        if (edit.kinds) next.kinds = *edit.kinds;
        if (edit.on) next.state = *edit.on ? "on" : "off";
        if (auto kinds = check_kinds(next.kinds); !kinds) return kinds.error();
        return keep_edited(transaction, caller, next, "edit_outgoing_webhook");
      });
}

Result<Done> remove_outgoing_webhook(Context& context, const Caller& caller, const WebhookPlace& place) {
  Result<OutgoingWebhook> removed =
      context.database.write([&](store::Transaction& transaction) -> Result<store::Outcome<OutgoingWebhook>> {
        Result<OutgoingWebhook> found = webhook_seen_by(transaction.connection(), caller, place);
        if (!found) return found.error();
        OutgoingWebhook next = std::move(found).value();
        next.state = "removed";
        return keep_edited(transaction, caller, next, "remove_outgoing_webhook");
      });
  if (!removed) return removed.error();
  return Done{};
}

Result<std::vector<domain::Sending>> webhook_sendings(Context& context, const Caller& caller,
                                                      const WebhookPlace& place, const Page& page) {
  return context.database.read([&](store::Connection& connection) -> Result<std::vector<domain::Sending>> {
    auto found = webhook_seen_by(connection, caller, place, Verb::see_webhooks);
    if (!found) return found.error();
    return store::sendings_to(connection, place.webhook, page.before, std::min(page.limit, page_max));
  });
}

Result<domain::Sending> send_webhook_again(Context& context, const Caller& caller, const WebhookPlace& place,
                                           domain::SendingId id) {
  return context.database.write(
      [&](store::Transaction& transaction) -> Result<store::Outcome<domain::Sending>> {
        store::Connection& connection = transaction.connection();
        Result<OutgoingWebhook> webhook = webhook_seen_by(connection, caller, place);
        if (!webhook) return webhook.error();
        Result<domain::Sending> found = store::sending_by_id(connection, id);
        if (!found) return found.error();
        if (found.value().webhook != place.webhook) {
          return Error{ErrorCode::not_found, "there is no such sending to this webhook", "sending"};
        }
        if (webhook.value().state != "on") {
          return Error{ErrorCode::conflict, "the webhook is off: switch it on first", "webhook"};
        }
        Result<bool> queued = store::send_again(connection, id, transaction.now_us());
        if (!queued) return queued.error();
        if (!queued.value()) return Error{ErrorCode::conflict, "it is being sent just now", "sending"};
        transaction.after_commit([&context] {
          if (context.sending_waits) context.sending_waits();
        });
        Result<domain::Sending> next = store::sending_by_id(connection, id);
        if (!next) return next.error();
        return store::Outcome<domain::Sending>::changed(
            next.value(), webhook_event(caller, "send_webhook_again", webhook.value()));
      });
}

}  // namespace assay::app
