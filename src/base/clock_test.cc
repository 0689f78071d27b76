#include "base/clock.h"

#include <gtest/gtest.h>

namespace assay {

TEST(clock, writes_times_in_utc) {
  EXPECT_EQ(utc_text(0), "1970-01-01T00:00:00Z");
  EXPECT_EQ(utc_text(1'800'000'000'000'000), "2027-01-15T08:00:00Z");
  EXPECT_EQ(utc_text(-1), "1969-12-31T23:59:59Z");
  EXPECT_EQ(utc_text_us(1'800'000'000'000'123), "2027-01-15T08:00:00.000123Z");
}

TEST(clock, writes_no_more_of_a_second_than_there_is) {
  EXPECT_EQ(utc_text_short(1'800'000'000'000'000), "2027-01-15T08:00:00Z");
  EXPECT_EQ(utc_text_short(1'800'000'000'500'000), "2027-01-15T08:00:00.5Z");
  EXPECT_EQ(utc_text_short(-1), "1969-12-31T23:59:59.999999Z");
  EXPECT_EQ(utc_day(-1), "1969-12-31");
}

TEST(clock, a_manual_clock_moves_only_when_told) {
  ManualClock clock(5);
  EXPECT_EQ(clock.now_us(), 5);
  clock.advance(10);
  EXPECT_EQ(clock.now_us(), 15);
  EXPECT_EQ(clock.monotonic_us(), 15);
}

}  // namespace assay
