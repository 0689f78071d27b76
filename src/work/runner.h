#pragma once
// What goes on by itself: jobs one after the other, a signed head of the log and the clocks of batches
// every minute, and every hour what the calendar brings.

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>

#include "app/audit.h"
#include "app/context.h"
#include "base/background.h"
#include "base/log.h"

namespace assay::work {

class Runner {
 public:
  // Takes up again what ran when the process died: at once where the server is alone on its database
  // (SQLite), when its lease is over where others may be running it. Several runners share the jobs. Context,
  // key and log outlive the runner; the context's job_waits becomes the runner's wake-up.
  static Result<std::unique_ptr<Runner>> start(app::Context& context, const app::LogKey& key, const Log& log);
  ~Runner();  // waits for the job that runs
  Runner(const Runner&) = delete;
  Runner& operator=(const Runner&) = delete;

  struct Private {
    explicit Private() = default;
  };
  Runner(Private, app::Context& context, const app::LogKey& key, const Log& log);

 private:
  void loop();
  void turn();
  void wait_a_while();

  app::Context& context_;
  const app::LogKey& key_;
  const Log& log_;
  std::mutex mutex_;
  std::condition_variable woken_;
  bool work_waits_ = true, stopping_ = false;
  std::int64_t last_head_us_ = 0, last_calendar_us_ = 0, last_batches_us_ = 0;
  std::optional<BackgroundThread> thread_;
};

}  // namespace assay::work
