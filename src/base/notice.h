#pragma once
// Something that one thread says once and another waits for, for a limited time.

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace assay {

enum class Noticed { yes, not_in_time };

class Notice {
 public:
  void give() {
    const std::lock_guard lock(mutex_);
    given_ = true;
    changed_.notify_all();
  }
  Noticed wait_ms(std::int64_t ms) {
    std::unique_lock lock(mutex_);
    const bool in_time = changed_.wait_for(lock, std::chrono::milliseconds(ms), [&] { return given_; });
    return in_time ? Noticed::yes : Noticed::not_in_time;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool given_ = false;
};

}  // namespace assay
