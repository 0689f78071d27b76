#include "http/attempts.h"

#include <gtest/gtest.h>

#include <string>

namespace assay::http {
namespace {

TEST(attempts, end_after_ten_failures_and_begin_again_after_a_while) {
  ManualClock clock(1'000'000'000);
  Attempts attempts(clock);
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(attempts.wait_seconds("a"), 0);
    attempts.failed("a");
    clock.advance(1'000'000);
  }
  EXPECT_EQ(attempts.wait_seconds("a"), 591);
  EXPECT_EQ(attempts.wait_seconds("b"), 0);
  clock.advance(Attempts::while_us);
  EXPECT_EQ(attempts.wait_seconds("a"), 0);
}

TEST(attempts, are_forgotten_after_a_success) {
  const ManualClock clock(0);
  Attempts attempts(clock);
  for (int i = 0; i < 10; ++i) attempts.failed("a");
  EXPECT_GT(attempts.wait_seconds("a"), 0);
  attempts.succeeded("a");
  EXPECT_EQ(attempts.wait_seconds("a"), 0);
}

TEST(attempts, take_a_bounded_memory) {
  const ManualClock clock(0);
  Attempts attempts(clock);
  for (int i = 0; i < 30'000; ++i) attempts.failed(std::to_string(i));
  EXPECT_EQ(attempts.wait_seconds("29999"), 0);
}

}  // namespace
}  // namespace assay::http
