#include "base/thread_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <memory>

namespace assay {
namespace {

TEST(thread_pool, runs_everything_that_was_posted) {
  std::atomic<int> done = 0;
  std::promise<void> all;
  ThreadPool pool(3, 1000);
  for (int i = 0; i < 500; ++i) {
    ASSERT_EQ(pool.post([&] {
      if (++done == 500) all.set_value();
    }),
              Posted::yes);
  }
  all.get_future().wait();
  EXPECT_EQ(done, 500);
}

TEST(thread_pool, says_when_its_queue_is_full) {
  std::promise<void> begun, open;
  ThreadPool pool(1, 1);
  auto gate = open.get_future().share();
  ASSERT_EQ(pool.post([&begun, gate] {
    begun.set_value();
    gate.wait();
  }),
            Posted::yes);
  begun.get_future().wait();
  EXPECT_EQ(pool.post([] {}), Posted::yes);
  EXPECT_EQ(pool.waiting(), 1u);
  EXPECT_EQ(pool.post([] {}), Posted::queue_is_full);
  open.set_value();
}

TEST(thread_pool, finishes_what_runs_and_drops_what_waits) {
  std::promise<void> begun, open;
  std::atomic<bool> finished = false, second = false;
  const auto held = std::make_shared<int>(1);
  ThreadPool pool(1, 10);
  auto gate = open.get_future().share();
  ASSERT_EQ(pool.post([&, gate] {
    begun.set_value();
    gate.wait();
    finished = true;
  }),
            Posted::yes);
  begun.get_future().wait();
  ASSERT_EQ(pool.post([&second, held] { second = true; }), Posted::yes);
  auto stopped = std::async(std::launch::async, [&] { pool.stop(); });
  while (pool.post([] {}) != Posted::stopped) {
  }
  open.set_value();
  stopped.wait();
  EXPECT_TRUE(finished);
  EXPECT_FALSE(second);
  EXPECT_EQ(held.use_count(), 1);
  EXPECT_EQ(pool.post([] {}), Posted::stopped);
}

}  // namespace
}  // namespace assay
