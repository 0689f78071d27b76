#pragma once
// What is told, sent: e-mail and outgoing webhooks, one try after the other. Which try is whose is settled in
// the database, so that several servers on one database send nothing twice, and a try of a process that died
// is made again.

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "app/context.h"
#include "app/sendings.h"
#include "base/background.h"
#include "base/log.h"
#include "work/outbound.h"

namespace assay::work {

struct SenderSettings {
  std::optional<MailServer> mail;  // absent: no e-mail
  std::string ca_file;             // for webhooks; empty: the system's
};

class Sender {
 public:
  // Context and log outlive the sender; the context's sending_waits becomes its wake-up.
  static std::unique_ptr<Sender> start(app::Context& context, SenderSettings settings, const Log& log);
  ~Sender();  // cuts the try that runs short; it is made again when its lease is over
  Sender(const Sender&) = delete;
  Sender& operator=(const Sender&) = delete;

  struct Private {
    explicit Private() = default;
  };
  Sender(Private, app::Context& context, SenderSettings settings, const Log& log);

 private:
  void loop();
  void wait_a_while();
  // Whether there was one to make.
  Result<bool> try_webhook();
  Result<bool> try_mail();
  bool did(const Result<bool>& tried);
  // Nothing: the server stops, and nobody knows how the try ended.
  std::optional<app::TryOutcome> outcome_of(const app::WebhookTry& tried) const;
  std::optional<app::TryOutcome> outcome_of(const app::MailTry& tried) const;

  app::Context& context_;
  const SenderSettings settings_;
  const Log& log_;
  std::mutex mutex_;
  std::condition_variable woken_;
  std::atomic<bool> stopping_{false};
  bool work_waits_ = true;
  std::optional<BackgroundThread> thread_;
};

// The request by which a webhook is told; nothing when its secret is none.
std::optional<WebhookPost> post_of(const app::WebhookTry& tried, std::int64_t now_us);

}  // namespace assay::work
