// Zones against times that are known: New York and Berlin around their clock changes of 2026.

#include "base/zone.h"

#include <gtest/gtest.h>

namespace assay {
namespace {

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t hour = 3600 * second;

TEST(zone, names_are_those_of_the_system) {
  EXPECT_TRUE(zone_exists("UTC"));
  EXPECT_TRUE(zone_exists("America/New_York"));
  for (const char* wrong : {"", "Mars/Olympus", "../etc/passwd", "europe berlin"}) {
    EXPECT_FALSE(zone_exists(wrong)) << wrong;
  }
}

// 2026-03-29 01:00 UTC: the clocks of Berlin go from 02:00 to 03:00.
TEST(zone, the_clock_jumps_in_spring_and_repeats_an_hour_in_autumn) {
  const std::int64_t spring = std::int64_t{1'774'746'000} * second;
  EXPECT_EQ(local_from_utc("Europe/Berlin", spring - second), spring + hour - second);
  EXPECT_EQ(local_from_utc("Europe/Berlin", spring), spring + 2 * hour);
  EXPECT_EQ(utc_from_local("Europe/Berlin", spring + hour + hour / 2), spring);  // 02:30, passed over
  // 2026-10-25 01:00 UTC: 03:00 becomes 02:00 again.
  const std::int64_t autumn = std::int64_t{1'792'890'000} * second;
  EXPECT_EQ(local_from_utc("Europe/Berlin", autumn - second), autumn + 2 * hour - second);
  EXPECT_EQ(local_from_utc("Europe/Berlin", autumn), autumn + hour);
  EXPECT_EQ(utc_from_local("Europe/Berlin", autumn + hour + hour / 2),
            autumn - hour / 2);  // the earlier 02:30
}

TEST(zone, days_are_counted_from_1970_and_backwards) {
  EXPECT_EQ(day_number(0), 0);
  EXPECT_EQ(day_number(-1), -1);
  EXPECT_EQ(day_number(day_us), 1);
  EXPECT_EQ(iso_weekday(0), 4);  // a Thursday
  EXPECT_EQ(iso_weekday(-4), 7);
  EXPECT_EQ(date_text(20'812), "2026-12-25");
}

TEST(zone, dates_are_those_that_exist) {
  EXPECT_TRUE(is_date("2024-02-29"));
  for (const char* wrong :
       {"2026-02-29", "2026-13-01", "2026-1-01", "2026-01-00", "2026/01/01", "-026-01-01", ""}) {
    EXPECT_FALSE(is_date(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace assay
