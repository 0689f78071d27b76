#pragma once
// What people are told, how they want it, and how it leaves the server: messages, preferences, sendings.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/nouns.h"
#include "domain/outgoing_webhook.h"

namespace assay::domain {

struct MessageTag;
struct SendingTag;
using MessageId = Id<MessageTag>;
using SendingId = Id<SendingTag>;

// Small words and ids: never content of items, labels or secrets.
using MessageWords = std::map<std::string, std::string>;

struct Message {
  MessageId id;
  UserId user;  // who is told
  std::string kind;
  MessageWords words;
  std::string about;  // what must not be told twice, "token 12"; empty: nothing
  ProjectId project;  // none: of the server
  std::string link;   // path in the application
  std::int64_t created_at = 0;
  std::optional<std::int64_t> read_at;  // absent: not read
};

// When a person is written to. Minutes and hours are those of their organisation's clock.
struct MessagePreference {
  std::string digest = "off";  // off: each message by itself; hourly; daily
  int digest_hour = 8;         // of daily
  // No e-mail from the one until the other; the end may be on the next day. Both or none.
  std::optional<int> quiet_from, quiet_to;
  std::map<std::string, bool> mail;  // by kind, where it differs from the kind's own
};
Result<Done> check_preference(const MessagePreference& preference);

// When an e-mail that is ready at `us` may leave: when the digest is due, and not in quiet hours. A zone that
// this machine does not know any more counts as UTC.
std::int64_t mail_due_us(const MessagePreference& preference, std::string_view zone, std::int64_t us);
// The same for one that is tried again: quiet hours alone.
std::int64_t after_quiet_us(const MessagePreference& preference, std::string_view zone, std::int64_t us);

// A message on its way over a channel. queued -> sending -> sent | failed | given_up; failed -> sending.
// A sending whose process died is taken up again when its lease is over.
struct Sending {
  SendingId id;
  std::string channel;  // mail, webhook
  std::string state = "queued";
  MessageId message;          // none: to a webhook
  UserId user;                // none: to a webhook
  OutgoingWebhookId webhook;  // none: by e-mail
  ProjectId project;          // none: of the server
  std::string kind;
  std::string event;    // name of what is told, the same for every try; empty: by e-mail
  std::string payload;  // of a webhook, canonical JSON
  std::int64_t attempts = 0;
  std::int64_t next_at = 0;  // when it is tried; while sending: when its lease is over
  std::optional<std::int64_t> status;
  std::optional<std::int64_t> duration_ms;
  std::string error;  // of the last try, without content
  std::int64_t created_at = 0;
  std::optional<std::int64_t> sent_at;
};

inline constexpr int attempts_max = 6;
// How long to wait after so many tries have failed, 1 minute to 12 hours; `share` of 0..1 spreads it by a
// tenth in both directions, so that what failed together is not tried together. Nothing: give up.
std::optional<std::int64_t> wait_before_retry_us(std::int64_t attempts, double share);

}  // namespace assay::domain
