#include "work/runner.h"

#include <chrono>
#include <exception>

#include "app/batch_clock.h"
#include "app/exports.h"
#include "app/imports.h"
#include "app/jobs.h"
#include "app/legal_holds.h"
#include "app/messages.h"
#include "store/job.h"

namespace assay::work {
namespace {

constexpr std::int64_t head_every_us = 60'000'000;
constexpr std::int64_t batches_every_us = 60'000'000;
constexpr std::int64_t calendar_every_us = 3'600'000'000;

void note_error(const Log& log, const char* event, const Error& error) {
  log.write(LogLevel::error, event,
            {{"code", std::string_view(error_code_name(error.code))},
             {"message", std::string_view(error.message)}});
}

}  // namespace

Runner::Runner(Private, app::Context& context, const app::LogKey& key, const Log& log)
    : context_(context), key_(key), log_(log) {}

Result<std::unique_ptr<Runner>> Runner::start(app::Context& context, const app::LogKey& key, const Log& log) {
  if (context.database.dialect() == store::Dialect::sqlite) {
    Result<std::int64_t> again = context.database.maintain(
        [](store::Transaction& transaction) { return store::requeue_running(transaction.connection()); });
    if (!again) return again.error();
  }
  auto runner = std::make_unique<Runner>(Private{}, context, key, log);
  Runner& self = *runner;
  context.job_waits = [&self] {
    const std::lock_guard lock(self.mutex_);
    self.work_waits_ = true;
    self.woken_.notify_all();
  };
  self.thread_.emplace([&self] { self.loop(); });
  return runner;
}

Runner::~Runner() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  woken_.notify_all();
  thread_.reset();
  context_.job_waits = nullptr;
}

void Runner::wait_a_while() {
  std::unique_lock lock(mutex_);
  woken_.wait_for(lock, std::chrono::seconds(5), [this] { return stopping_ || work_waits_; });
  work_waits_ = false;
}

void Runner::turn() {
  for (;;) {
    Result<bool> ran = app::run_next_job(context_);
    if (!ran) note_error(log_, "job", ran.error());
    const std::lock_guard lock(mutex_);
    if (!ran || !ran.value() || stopping_) break;
  }
  const std::int64_t now = context_.clock.monotonic_us();
  if (last_calendar_us_ == 0 || now - last_calendar_us_ >= calendar_every_us) {
    last_calendar_us_ = now;
    if (auto looked = app::look_at_calendar(context_); !looked) note_error(log_, "calendar", looked.error());
    if (auto ran = app::run_retention(context_); !ran) note_error(log_, "retention", ran.error());
    if (auto gone = app::remove_old_exports(context_); !gone) note_error(log_, "exports", gone.error());
    if (auto gone = app::remove_old_uploads(context_); !gone) note_error(log_, "uploads", gone.error());
  }
  if (last_batches_us_ == 0 || now - last_batches_us_ >= batches_every_us) {
    last_batches_us_ = now;
    if (auto looked = app::look_at_batches(context_); !looked) note_error(log_, "batches", looked.error());
  }
  if (last_head_us_ != 0 && now - last_head_us_ < head_every_us) return;
  last_head_us_ = now;
  if (auto head = app::sign_head(context_, key_); !head) note_error(log_, "head", head.error());
}

void Runner::loop() {
  for (;;) {
    {
      const std::lock_guard lock(mutex_);
      if (stopping_) return;
    }
    try {
      turn();
    } catch (const std::exception& mistake) {
      log_.write(LogLevel::error, "job", {{"message", std::string_view(mistake.what())}});
    }
    wait_a_while();
  }
}

}  // namespace assay::work
