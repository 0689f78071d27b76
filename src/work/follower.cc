#include "work/follower.h"

#include <chrono>

namespace assay::work {
namespace {

constexpr std::chrono::milliseconds follow_pause{500};

}  // namespace

Follower::Follower(live::Live& live, const Log& log) : live_(live), log_(log) {
  thread_.emplace([this] { loop(); });
}

Follower::~Follower() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  stop_.notify_all();
  thread_.reset();
}

void Follower::loop() {
  std::unique_lock lock(mutex_);
  while (!stop_.wait_for(lock, follow_pause, [this] { return stopping_; })) {
    lock.unlock();
    if (const Result<Done> done = live_.keep_up(); !done) {
      log_.write(LogLevel::warning, "follow", {{"message", std::string_view(done.error().message)}});
    }
    lock.lock();
  }
}

}  // namespace assay::work
