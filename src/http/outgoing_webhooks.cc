// Webhooks by which a project tells other programs.

#include "app/outgoing_webhooks.h"

#include <nlohmann/json.hpp>

#include "app/message_kinds.h"
#include "http/handlers.h"
#include "http/sending_json.h"
#include "http/services.h"

namespace assay::http {
namespace {

Json webhook_json(const domain::OutgoingWebhook& webhook) {
  return {{"id", id_json(webhook.id.value)},
          {"url", webhook.url},
          {"kinds", webhook.kinds},
          {"state", webhook.state},
          {"created_at", time_json(webhook.created_at)}};
}

// What may be chosen.
Json kinds_json() {
  Json kinds = Json::array();
  for (const app::MessageKind& kind : app::message_kinds()) {
    if (kind.hears == app::Hears::webhooks_too) {
      kinds.push_back({{"kind", kind.name}, {"title", kind.title}});
    }
  }
  return kinds;
}

Result<app::WebhookPlace> place_of(const Call& call) {
  const auto project = path_id<domain::ProjectTag>(call, "id");
  if (!project.ok()) return project.error();
  const auto webhook = path_id<domain::OutgoingWebhookTag>(call, "webhook");
  if (!webhook.ok()) return webhook.error();
  return app::WebhookPlace{project.value(), webhook.value()};
}

}  // namespace

Answer list_outgoing_webhooks(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  return answer_of(app::outgoing_webhooks(*call.services.app, caller_of(call), id.value()),
                   [&](const auto& webhooks) {
                     Json items = Json::array();
                     for (const domain::OutgoingWebhook& each : webhooks) items.push_back(webhook_json(each));
                     return Json{{"items", std::move(items)},
                                 {"next", nullptr},
                                 {"kinds", kinds_json()},
                                 {"hosts", call.services.app->outbound.webhooks.hosts}};
                   });
}

Answer add_outgoing_webhook(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  app::NewWebhook given;
  if (auto wrong = read_body(call, [&](Fields& fields) {
        given.url = fields.text("url");
        given.kinds = fields.texts("kinds");
      })) {
    return *std::move(wrong);
  }
  return answer_of(app::add_outgoing_webhook(*call.services.app, caller_of(call), id.value(), given),
                   [](const domain::OutgoingWebhook& made) {
                     Json json = webhook_json(made);
                     json["secret"] = made.secret;
                     return json;
                   });
}

Answer edit_outgoing_webhook(const Call& call) {
  const auto place = place_of(call);
  if (!place.ok()) return error_answer(place.error());
  app::WebhookEdit edit;
  if (auto wrong = read_body(call, [&](Fields& fields) {
        const nlohmann::json* kinds = fields.any("kinds");
        if (kinds != nullptr && !kinds->is_null()) edit.kinds = fields.texts("kinds");
        if (const auto state = fields.maybe_text("state")) {
          if (*state != "on" && *state != "off") fields.fail("state", "a webhook is on or off");
          edit.on = *state == "on";
        }
      })) {
    return *std::move(wrong);
  }
  return answer_of(app::edit_outgoing_webhook(*call.services.app, caller_of(call), place.value(), edit),
                   webhook_json);
}

Answer remove_outgoing_webhook(const Call& call) {
  const auto place = place_of(call);
  if (!place.ok()) return error_answer(place.error());
  const auto done = app::remove_outgoing_webhook(*call.services.app, caller_of(call), place.value());
  return done.ok() ? done_answer() : error_answer(done.error());
}

Answer list_webhook_sendings(const Call& call) {
  const auto place = place_of(call);
  if (!place.ok()) return error_answer(place.error());
  const auto asked = page_asked(call);
  if (!asked.ok()) return error_answer(asked.error());
  return sendings_answer(app::webhook_sendings(*call.services.app, caller_of(call), place.value(),
                                               {asked.value().before, asked.value().limit}),
                         asked.value());
}

Answer send_webhook_again(const Call& call) {
  const auto place = place_of(call);
  if (!place.ok()) return error_answer(place.error());
  const auto id = path_id<domain::SendingTag>(call, "sending");
  if (!id.ok()) return error_answer(id.error());
  return answer_of(app::send_webhook_again(*call.services.app, caller_of(call), place.value(), id.value()),
                   sending_json);
}

}  // namespace assay::http
