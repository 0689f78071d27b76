#include "http/traffic.h"

#include <gtest/gtest.h>

namespace assay::http {
namespace {

TEST(traffic, takes_so_many_requests_a_minute_of_each_and_says_how_long_to_wait) {
  ManualClock clock(0);
  Traffic traffic(clock, 3);
  for (int n = 0; n < 3; ++n) EXPECT_EQ(traffic.wait_seconds("user 1"), 0);
  clock.advance(20 * second_us);
  EXPECT_EQ(traffic.wait_seconds("user 1"), 41);
  EXPECT_EQ(traffic.wait_seconds("user 2"), 0) << "another's";
  clock.advance(40 * second_us);
  EXPECT_EQ(traffic.wait_seconds("user 1"), 0) << "the minute is over";
}

TEST(traffic, takes_all_when_no_limit_is_set) {
  ManualClock clock(0);
  Traffic traffic(clock, 0);
  for (int n = 0; n < 100'000; ++n) ASSERT_EQ(traffic.wait_seconds("user 1"), 0);
}

TEST(traffic, finds_refusals_unusual_once_in_ten_minutes) {
  ManualClock clock(0);
  Traffic traffic(clock, 0);
  const auto told = [&traffic](std::int64_t times) {
    int found = 0;
    for (std::int64_t n = 0; n < times; ++n) found += traffic.refused("user 1") ? 1 : 0;
    return found;
  };
  EXPECT_EQ(told(Traffic::refusals_max - 1), 0);
  EXPECT_EQ(told(500), 1);
  clock.advance(Traffic::refusals_us);
  EXPECT_EQ(told(Traffic::refusals_max - 1), 0) << "counted anew";
  EXPECT_EQ(told(1), 1);
}

TEST(traffic, holds_a_bounded_number_of_strangers) {
  ManualClock clock(0);
  Traffic traffic(clock, 1);
  for (std::size_t n = 0; n < 3 * Traffic::keys_max; ++n) {
    ASSERT_EQ(traffic.wait_seconds("address " + std::to_string(n)), 0);
    clock.advance(second_us);
  }
}

}  // namespace
}  // namespace assay::http
