#pragma once
// Turns at what is costly and asked for by nobody in particular: a few run, a few more wait for theirs, the
// rest is told to come again. Thread safe.

#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace assay::http {

class Turns {
 public:
  Turns(std::size_t running_max, std::size_t waiting_max)
      : running_max_(running_max), waiting_max_(waiting_max) {}

  // Waits for a turn; false at once when too many wait already.
  bool take() {
    std::unique_lock lock(mutex_);
    if (running_ >= running_max_ && waiting_ >= waiting_max_) return false;
    ++waiting_;
    changed_.wait(lock, [this] { return running_ < running_max_; });
    --waiting_;
    ++running_;
    return true;
  }
  void give_back() {
    {
      const std::lock_guard lock(mutex_);
      --running_;
    }
    changed_.notify_one();
  }
  std::size_t waiting() const {
    const std::lock_guard lock(mutex_);
    return waiting_;
  }

 private:
  const std::size_t running_max_, waiting_max_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t running_ = 0, waiting_ = 0;
};

}  // namespace assay::http
