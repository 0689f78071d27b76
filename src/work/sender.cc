#include "work/sender.h"

#include <fmt/format.h>

#include <chrono>
#include <exception>

#include "work/mail_text.h"

namespace assay::work {
namespace {

constexpr std::chrono::seconds send_pause{5};

std::optional<app::TryOutcome> outcome_of_sent(const Sent& sent) {
  if (sent.was_stopped) return std::nullopt;
  return app::TryOutcome{sent.error, sent.status, sent.duration_ms, false};
}

app::TryOutcome never(std::string why) { return {std::move(why), std::nullopt, 0, true}; }

}  // namespace

Sender::Sender(Private, app::Context& context, SenderSettings settings, const Log& log)
    : context_(context), settings_(std::move(settings)), log_(log) {}

std::unique_ptr<Sender> Sender::start(app::Context& context, SenderSettings settings, const Log& log) {
  auto sender = std::make_unique<Sender>(Private{}, context, std::move(settings), log);
  Sender& self = *sender;
  context.sending_waits = [&self] {
    const std::lock_guard lock(self.mutex_);
    self.work_waits_ = true;
    self.woken_.notify_all();
  };
  self.thread_.emplace([&self] { self.loop(); });
  return sender;
}

Sender::~Sender() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  woken_.notify_all();
  thread_.reset();
  context_.sending_waits = nullptr;
}

void Sender::wait_a_while() {
  std::unique_lock lock(mutex_);
  woken_.wait_for(lock, send_pause, [this] { return stopping_ || work_waits_; });
  work_waits_ = false;
}

bool Sender::did(const Result<bool>& tried) {
  if (tried) return tried.value();
  log_.write(LogLevel::error, "sending",
             {{"code", std::string_view(error_code_name(tried.error().code))},
              {"message", std::string_view(tried.error().message)}});
  return false;
}

void Sender::loop() {
  while (!stopping_) {
    bool more = false;
    try {
      more = did(try_webhook());
      if (!stopping_) more = did(try_mail()) || more;
    } catch (const std::exception& mistake) {
      log_.write(LogLevel::error, "sending", {{"message", std::string_view(mistake.what())}});
    }
    if (!more) wait_a_while();
  }
}

Result<bool> Sender::try_webhook() {
  if (context_.outbound.webhooks.hosts.empty()) return false;
  Result<std::optional<app::WebhookTry>> claimed = app::claim_webhook(context_);
  if (!claimed) return claimed.error();
  if (!claimed.value()) return false;
  const auto outcome = outcome_of(*claimed.value());
  if (!outcome) return false;
  if (auto kept = app::finish_webhook(context_, *claimed.value(), *outcome); !kept) return kept.error();
  return true;
}

Result<bool> Sender::try_mail() {
  if (!settings_.mail) return false;
  Result<std::optional<app::MailTry>> claimed = app::claim_mail(context_);
  if (!claimed) return claimed.error();
  if (!claimed.value()) return false;
  const auto outcome = outcome_of(*claimed.value());
  if (!outcome) return false;
  if (auto kept = app::finish_mail(context_, *claimed.value(), *outcome); !kept) return kept.error();
  return true;
}

std::optional<app::TryOutcome> Sender::outcome_of(const app::WebhookTry& tried) const {
  if (tried.webhook.state != "on") return never("the webhook was switched off");
  // The list of hosts may have been shortened since the webhook was made.
  const auto url = domain::allowed_webhook_url(tried.webhook.url, context_.outbound.webhooks);
  if (!url) return never(url.error().message);
  std::optional<WebhookPost> request = post_of(tried, context_.clock.now_us());
  if (!request) return never("the secret of the webhook cannot be read: make the webhook anew");
  request->reach = context_.outbound.webhooks.reach;
  request->ca_file = settings_.ca_file;
  return outcome_of_sent(post(*request, stopping_));
}

std::optional<app::TryOutcome> Sender::outcome_of(const app::MailTry& tried) const {
  if (tried.user.state != "active") return never("the user is closed");
  if (tried.messages.empty()) return never("the message is gone");
  const MailWords words = mail_words(tried, context_.outbound.public_address);
  const std::string id = fmt::format("{}.{}", tried.sendings.front().id.value, base64_url(random_bytes(12)));
  const Result<std::string> bytes = mail_bytes({.from = settings_.mail->from,
                                                .to = tried.user.email,
                                                .subject = words.subject,
                                                .text = words.text,
                                                .at_us = context_.clock.now_us(),
                                                .id = id});
  if (!bytes) return never(bytes.error().message);
  return outcome_of_sent(send_mail(*settings_.mail, tried.user.email, bytes.value(), stopping_));
}

std::optional<WebhookPost> post_of(const app::WebhookTry& tried, std::int64_t now_us) {
  const std::int64_t at_s = now_us / 1'000'000;
  const auto signature =
      domain::webhook_signature(tried.webhook.secret, {tried.sending.event, at_s, tried.sending.payload});
  if (!signature) return std::nullopt;
  WebhookPost out;
  out.url = tried.webhook.url;
  out.body = tried.sending.payload;
  out.headers = {"Content-Type: application/json", "webhook-id: " + tried.sending.event,
                 fmt::format("webhook-timestamp: {}", at_s), "webhook-signature: " + *signature, "Expect:"};
  return out;
}

}  // namespace assay::work
