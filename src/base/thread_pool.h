#pragma once
// A fixed number of threads that run what is handed to them, first come first served. For work that waits
// (a database, a socket); for arithmetic there is base/parallel.h, whose results do not depend on threads.
// The queue is bounded: a server that cannot keep up says so instead of filling its memory.

#include <cstddef>
#include <functional>
#include <memory>

namespace assay {

enum class Posted { yes, queue_is_full, stopped };

class ThreadPool {
 public:
  // `threads` at least 1; at most `queue_max` pieces of work wait for a thread.
  ThreadPool(std::size_t threads, std::size_t queue_max);
  ~ThreadPool();  // as stop()
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  // Thread safe. An exception that leaves `work` ends the program: catch what can be caught inside.
  Posted post(std::function<void()> work);
  // Work that waits for a thread is dropped, what runs is finished; then the threads are gone. Not from
  // inside of work.
  void stop();
  std::size_t waiting() const;  // pieces of work without a thread, now

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace assay
