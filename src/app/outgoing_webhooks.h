#pragma once
// Webhooks by which a project tells other programs: its owner makes them, among the hosts that the server's
// settings allow.

#include <string>
#include <vector>

#include "app/context.h"
#include "app/projects.h"
#include "domain/message.h"
#include "domain/outgoing_webhook.h"

namespace assay::app {

// An outgoing webhook of a project; nobody is told of one in another project.
struct WebhookPlace {
  domain::ProjectId project;
  domain::OutgoingWebhookId webhook;
};

inline constexpr std::size_t webhooks_max = 20;  // of one project

// Without their secrets.
Result<std::vector<domain::OutgoingWebhook>> outgoing_webhooks(Context& context, const Caller& caller,
                                                               domain::ProjectId project);
struct NewWebhook {
  std::string url;
  std::vector<std::string> kinds;
};
// With its secret, which is shown this once.
Result<domain::OutgoingWebhook> add_outgoing_webhook(Context& context, const Caller& caller,
                                                     domain::ProjectId project, const NewWebhook& given);
struct WebhookEdit {
  std::optional<std::vector<std::string>> kinds;
  std::optional<bool> on;
};
// What waits for one that is switched off is given up.
Result<domain::OutgoingWebhook> edit_outgoing_webhook(Context& context, const Caller& caller,
                                                      const WebhookPlace& place, const WebhookEdit& edit);
Result<Done> remove_outgoing_webhook(Context& context, const Caller& caller, const WebhookPlace& place);

Result<std::vector<domain::Sending>> webhook_sendings(Context& context, const Caller& caller,
                                                      const WebhookPlace& place, const Page& page);
// By hand: the same bytes under the same name, with all tries.
Result<domain::Sending> send_webhook_again(Context& context, const Caller& caller, const WebhookPlace& place,
                                           domain::SendingId id);

}  // namespace assay::app
