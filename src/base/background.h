#pragma once
// One thread in the background, and a queue that hands work from many threads to it. Only base makes threads.

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace assay {

// Runs the function on a thread of its own until it returns; the destructor waits for that.
class BackgroundThread {
 public:
  explicit BackgroundThread(std::function<void()> body);
  ~BackgroundThread();
  BackgroundThread(BackgroundThread&&) noexcept;
  BackgroundThread& operator=(BackgroundThread&&) noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// A queue between threads. After close() nothing more is taken in; what is inside can still be taken out.
template <class T>
class WorkQueue {
 public:
  // False when closed: the value is dropped.
  bool push(T value) {
    {
      const std::lock_guard lock(mutex_);
      if (closed_) return false;
      waiting_.push_back(std::move(value));
    }
    ready_.notify_one();
    return true;
  }

  // Waits for something and takes up to count_max of it; empty only when closed and drained.
  std::vector<T> take(std::size_t count_max) {
    std::unique_lock lock(mutex_);
    ready_.wait(lock, [this] { return closed_ || !waiting_.empty(); });
    std::vector<T> out;
    while (!waiting_.empty() && out.size() < count_max) {
      out.push_back(std::move(waiting_.front()));
      waiting_.pop_front();
    }
    return out;
  }

  // Takes more until there are `wanted` in all or the time is over; waits for nothing that is not wanted.
  void take_more(std::vector<T>& taken, std::size_t count_max, std::size_t wanted, std::int64_t wait_us) {
    std::unique_lock lock(mutex_);
    if (wait_us > 0) {
      ready_.wait_for(lock, std::chrono::microseconds(wait_us),
                      [&] { return closed_ || taken.size() + waiting_.size() >= wanted; });
    }
    while (!waiting_.empty() && taken.size() < count_max) {
      taken.push_back(std::move(waiting_.front()));
      waiting_.pop_front();
    }
  }

  void close() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    ready_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<T> waiting_;
  bool closed_ = false;
};

}  // namespace assay
