#pragma once
// The one place that connects to others of its own accord (libcurl): a mail server, and the receivers of
// outgoing webhooks. Nothing is fetched: what is answered is looked at for its status alone. No proxy of the
// environment, no redirect, no stored password is used.

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/keys.h"
#include "domain/outgoing_webhook.h"

namespace assay::work {

enum class MailTls { starttls, from_the_start, none };

struct MailServer {
  std::string host;
  int port = 587;
  MailTls tls = MailTls::starttls;
  std::string from;  // address of the sender
  std::string user;  // empty: no signing in
  Secret password;
  std::string ca_file;  // PEM; empty: the system's
};

struct WebhookPost {
  std::string url;
  std::vector<std::string> headers;  // "name: value"
  std::string body;
  domain::WebhookReach reach = domain::WebhookReach::everybody;
  std::string ca_file;
};

struct Sent {
  std::string error;  // for people; nothing of what was sent or answered. Empty: it arrived
  std::optional<std::int64_t> status;
  std::int64_t duration_ms = 0;
  bool was_stopped = false;  // cut short by us: nobody knows whether it arrived
};

inline constexpr std::int64_t post_ms_max = 15'000, mail_ms_max = 60'000, connect_ms_max = 5'000;
inline constexpr std::size_t answer_bytes_max = 1024;

// Waits for the answer, at most mail_ms_max. `bytes` is a whole message, lines ended by CR LF.
// `stop` cuts it short within a second or two.
Sent send_mail(const MailServer& server, const std::string& to, const std::string& bytes,
               const std::atomic<bool>& stop);

// Waits at most post_ms_max. Any 2xx is an arrival. The address that the name leads to is judged when the
// connection is made, not before: another answer of the name server cannot come in between.
Sent post(const WebhookPost& post, const std::atomic<bool>& stop);

}  // namespace assay::work
