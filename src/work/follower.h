#pragma once
// What other programs write to the same database, taken in twice a second: other servers on PostgreSQL, or a
// command beside this one.

#include <condition_variable>
#include <mutex>
#include <optional>

#include "base/background.h"
#include "base/log.h"
#include "live/live.h"

namespace assay::work {

class Follower {
 public:
  Follower(live::Live& live, const Log& log);  // both outlive it
  ~Follower();
  Follower(const Follower&) = delete;
  Follower& operator=(const Follower&) = delete;

 private:
  void loop();

  live::Live& live_;
  const Log& log_;
  std::mutex mutex_;
  std::condition_variable stop_;
  bool stopping_ = false;
  std::optional<BackgroundThread> thread_;
};

}  // namespace assay::work
