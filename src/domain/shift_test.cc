#include "domain/shift.h"

#include <gtest/gtest.h>

#include "base/clock.h"
#include "base/zone.h"

namespace assay::domain {
namespace {

// Monday, 2026-11-23T00:00:00Z.
constexpr std::int64_t monday_us = 1'795'392'000'000'000;

Calendar berlin() {
  Calendar calendar;
  calendar.time_zone = "Europe/Berlin";
  calendar.holidays = {"2026-11-24"};
  return calendar;
}

TEST(shift, is_told_by_the_clock_on_the_wall_and_not_by_utc) {
  WorkClock clock(berlin());
  // 23:30 UTC on Sunday is half past midnight on Monday in Berlin.
  const WorkMoment early = clock.at(monday_us - hour_us / 2);
  EXPECT_EQ(early.weekday, 1);
  EXPECT_EQ(date_text(early.day), "2026-11-23");
  EXPECT_EQ(early.part, DayPart::night);
  EXPECT_EQ(early.shift, Shift::outside_hours);
  const WorkMoment morning = clock.at(monday_us + 8 * hour_us);  // 09:00
  EXPECT_EQ(morning.shift, Shift::working_hours);
  EXPECT_EQ(morning.part, DayPart::morning);
  EXPECT_EQ(clock.at(monday_us + 16 * hour_us - 1).shift, Shift::working_hours);  // before 17:00
  EXPECT_EQ(clock.at(monday_us + 16 * hour_us).shift, Shift::outside_hours);
  EXPECT_EQ(clock.at(monday_us + 16 * hour_us).part, DayPart::afternoon);
  EXPECT_EQ(clock.at(monday_us + 17 * hour_us).part, DayPart::evening);
}

TEST(shift, is_a_holiday_all_day_and_outside_of_hours_on_a_day_nobody_works) {
  WorkClock clock(berlin());
  EXPECT_EQ(clock.at(monday_us + 33 * hour_us).shift, Shift::holiday);  // Tuesday, 10:00
  EXPECT_EQ(clock.at(monday_us + 24 * hour_us).shift, Shift::holiday);  // Tuesday, 01:00
  EXPECT_EQ(clock.at(monday_us + 48 * hour_us).shift, Shift::outside_hours);
  EXPECT_EQ(clock.at(monday_us + (5 * 24 + 10) * hour_us).shift, Shift::outside_hours);  // Saturday
}

TEST(shift, is_the_same_whatever_the_order_of_moments_and_across_a_change_of_the_clock) {
  WorkClock in_order(berlin());
  // The last Sunday of October 2026, when the hour after two comes twice.
  const std::int64_t begin = monday_us - 29 * 24 * hour_us;
  for (std::int64_t at = begin; at < begin + 48 * hour_us; at += hour_us / 7) {
    WorkClock fresh(berlin());
    const WorkMoment a = in_order.at(at), b = fresh.at(at);
    EXPECT_EQ(a.day, b.day);
    EXPECT_EQ(a.shift, b.shift);
    EXPECT_EQ(a.part, b.part);
  }
  // 08:30 UTC is 10:30 in summer time and 09:30 after it: both are hours of work on a Friday and a Monday.
  EXPECT_EQ(in_order.at(monday_us - 31 * 24 * hour_us + 7 * hour_us).shift, Shift::working_hours);
  EXPECT_EQ(in_order.at(monday_us - 28 * 24 * hour_us + 7 * hour_us).shift, Shift::outside_hours);
}

TEST(shift, of_hours_until_midnight_ends_with_the_day) {
  Calendar calendar;
  calendar.from_minute = 22 * 60;
  calendar.until_minute = 24 * 60;
  WorkClock clock(calendar);
  EXPECT_EQ(clock.at(monday_us + 23 * hour_us).shift, Shift::working_hours);
  EXPECT_EQ(clock.at(monday_us + 24 * hour_us).shift, Shift::outside_hours);
  EXPECT_EQ(clock.at(monday_us + 24 * hour_us - 1).part, DayPart::evening);
}

}  // namespace
}  // namespace assay::domain
