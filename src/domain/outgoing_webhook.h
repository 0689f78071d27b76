#pragma once
// A webhook that goes out: where to, what of, signed by what. Not the one by which a labelling tool comes in.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/nouns.h"

namespace assay::domain {

struct OutgoingWebhookTag;
using OutgoingWebhookId = Id<OutgoingWebhookTag>;

struct OutgoingWebhook {
  OutgoingWebhookId id;
  ProjectId project;
  std::string url;
  std::string secret;         // "whsec_" and base64; shown once, then only while something is signed
  std::string sealed_secret;  // as it is kept, because who signs needs it
  std::vector<std::string> kinds;
  std::string state = "on";  // on, off, removed
  std::int64_t created_at = 0;
  UserId created_by;
};

// How far from the server a webhook may lead. http without TLS stays on this machine in any case.
enum class WebhookReach { everybody, machine, private_networks };

// What the server's settings allow.
struct WebhookRules {
  std::vector<std::string> hosts;  // host, host:port or *.domain; none: no webhooks at all
  WebhookReach reach = WebhookReach::everybody;
};

struct WebhookUrl {
  bool is_https = true;
  std::string host;  // lower case; an IPv6 address without its brackets
  int port = 443;
};

// https://host[:port][/path], in the plainest spelling: no user, no fragment, no escapes in the host. Error
// `invalid` says what is wrong.
Result<WebhookUrl> webhook_url_of(std::string_view text);
// An address that is well formed, of a host on the list, and http only where the rules let it be.
Result<WebhookUrl> allowed_webhook_url(std::string_view text, const WebhookRules& rules);
// A row of the list of hosts: host, host:port or *.domain, lower case.
bool is_host_rule(std::string_view text);

std::string new_webhook_secret();
struct SignedText {
  std::string_view event;  // the webhook-id
  std::int64_t at_s = 0;   // the webhook-timestamp
  std::string_view body;
};
// "v1,..." of Standard Webhooks 1.0: HMAC-SHA-256 over "event.at.body" by the secret's bytes, in base64.
// Nothing when the secret is none.
std::optional<std::string> webhook_signature(std::string_view secret, const SignedText& text);

}  // namespace assay::domain
