#pragma once
// What is on its way out of the server: for the sender, which does it, and for the administrator, who looks
// after it.

#include <optional>
#include <string>
#include <vector>

#include "app/context.h"
#include "app/projects.h"
#include "domain/message.h"
#include "domain/outgoing_webhook.h"
#include "store/message.h"

namespace assay::app {

// A try to tell a webhook; it is ours until the lease is over.
struct WebhookTry {
  domain::Sending sending;
  domain::OutgoingWebhook webhook;
};
Result<std::optional<WebhookTry>> claim_webhook(Context& context);

// A try to write to a person: one message, or all that are due when they want a digest.
struct MailTry {
  std::vector<domain::Sending> sendings;
  std::vector<store::MessageRow> messages;  // as many
  domain::User user;
  domain::MessagePreference preference;
  std::string time_zone;
};
Result<std::optional<MailTry>> claim_mail(Context& context);

// How a try ended. `error` is for people and holds nothing of what was sent or answered; empty: it arrived.
struct TryOutcome {
  std::string error;
  std::optional<std::int64_t> status;
  std::int64_t duration_ms = 0;
  bool is_final = false;  // a failure that no further try can mend
};
// Sent, tried again later, or given up: then whoever made the webhook is told, in the same transaction.
Result<Done> finish_webhook(Context& context, const WebhookTry& tried, const TryOutcome& outcome);
Result<Done> finish_mail(Context& context, const MailTry& tried, const TryOutcome& outcome);

// For the administrator of the server.
struct SendingsAsked {
  std::string state;  // empty: all
  Page page;
};
Result<std::vector<domain::Sending>> sendings(Context& context, const Caller& caller,
                                              const SendingsAsked& asked);
Result<domain::Sending> send_again(Context& context, const Caller& caller, domain::SendingId id);

}  // namespace assay::app
