// Working time by hand, and as a property: what is due after w of work has w of work before it.

#include "domain/calendar.h"

#include <gtest/gtest.h>

#include "base/rng.h"

namespace assay::domain {
namespace {

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t hour = 3600 * second;
constexpr std::int64_t day = 24 * hour;
// Thursday, 2026-11-26 00:00 UTC.
constexpr std::int64_t thursday = std::int64_t{20'783} * day;

TEST(calendar, counts_the_hours_of_working_days) {
  const Calendar calendar;  // Monday to Friday, 09:00 to 17:00 UTC
  EXPECT_EQ(working_time(calendar, thursday, thursday + day), 8 * hour);
  EXPECT_EQ(working_time(calendar, thursday + 16 * hour, thursday + day + 10 * hour), 2 * hour);
  EXPECT_EQ(working_time(calendar, thursday, thursday + 7 * day), 40 * hour);
  EXPECT_EQ(working_time(calendar, thursday + 2 * day, thursday + 4 * day), 0);  // a weekend
  EXPECT_EQ(working_time(calendar, thursday + day, thursday), 0);
}

TEST(calendar, passes_over_holidays) {
  Calendar calendar;
  calendar.holidays = {"2026-11-27"};
  EXPECT_EQ(working_time(calendar, thursday, thursday + 4 * day), 8 * hour);
  // Nine hours from Thursday noon: five on Thursday, none on the holiday and the weekend, four on Monday.
  EXPECT_EQ(due_after(calendar, thursday + 12 * hour, 9 * hour).value(), thursday + 4 * day + 13 * hour);
}

TEST(calendar, runs_by_the_clock_of_its_zone) {
  Calendar calendar;
  calendar.time_zone = "Asia/Kolkata";  // UTC+5:30
  EXPECT_EQ(due_after(calendar, thursday, hour).value(), thursday + 4 * hour + hour / 2);
  // The Sunday on which Berlin's clocks go forward has one hour less between midnight and midnight.
  Calendar always;
  always.time_zone = "Europe/Berlin";
  always.days = {1, 2, 3, 4, 5, 6, 7};
  always.from_minute = 0;
  always.until_minute = 1440;
  const std::int64_t sunday = std::int64_t{20'541} * day - hour;  // 2026-03-29 00:00 in Berlin
  EXPECT_EQ(working_time(always, sunday, sunday + 23 * hour), 23 * hour);
  EXPECT_EQ(due_after(always, sunday, 24 * hour).value(), sunday + 24 * hour);
}

TEST(calendar, work_that_ends_with_the_day_is_due_then) {
  EXPECT_EQ(due_after(Calendar(), thursday, 8 * hour).value(), thursday + 17 * hour);
  EXPECT_EQ(due_after(Calendar(), thursday, 8 * hour + 1).value(), thursday + day + 9 * hour + 1);
  EXPECT_EQ(due_after(Calendar(), thursday, 0).value(), thursday);
  EXPECT_FALSE(due_after(Calendar(), thursday, 300'000 * hour).ok());
}

TEST(calendar, what_is_due_after_so_much_work_has_so_much_work_before_it) {
  Rng random(7, RandomPurpose::simulation, 0);
  for (int run = 0; run < 300; ++run) {
    Calendar calendar;
    calendar.time_zone = run % 2 == 0 ? "America/New_York" : "Australia/Lord_Howe";
    calendar.days.clear();
    for (int weekday = 1; weekday <= 7; ++weekday) {
      if (random.uniform() < 0.6) calendar.days.insert(weekday);
    }
    calendar.days.insert(3);
    calendar.from_minute = static_cast<int>(random.below(1000));
    calendar.until_minute = calendar.from_minute + 1 + static_cast<int>(random.below(400));
    const std::int64_t begin = thursday + static_cast<std::int64_t>(random.below(400 * 24)) * hour;
    const std::int64_t work = 1 + static_cast<std::int64_t>(random.below(200)) * hour / 3;
    const auto due = due_after(calendar, begin, work);
    ASSERT_TRUE(due.ok());
    EXPECT_EQ(working_time(calendar, begin, due.value()), work);
    EXPECT_EQ(working_time(calendar, begin, due.value() - 1), work - 1);
  }
}

TEST(calendar, refuses_what_is_none_and_says_where) {
  const auto where_of = [](const Calendar& calendar) {
    const auto checked = check_calendar(calendar);
    return checked.ok() ? std::string() : checked.error().where;
  };
  EXPECT_EQ(where_of({}), "");
  EXPECT_EQ(where_of({.time_zone = "Nowhere"}), "time_zone");
  EXPECT_EQ(where_of({.days = {}}), "days");
  EXPECT_EQ(where_of({.days = {0}}), "days");
  EXPECT_EQ(where_of({.from_minute = 600, .until_minute = 600}), "until");
  EXPECT_EQ(where_of({.holidays = {"2026-02-30"}}), "holidays");
  EXPECT_FALSE(minute_from("9:00", "from").ok());
  EXPECT_FALSE(minute_from("24:01", "from").ok());
  EXPECT_EQ(minute_from("24:00", "until").value(), 1440);
}

TEST(calendar, comes_back_from_what_is_kept) {
  Calendar calendar;
  calendar.days = {1, 7};
  calendar.from_minute = 0;
  calendar.until_minute = 1440;
  calendar.holidays = {"2026-12-25", "2027-01-01"};
  const auto read = calendar_from_json(calendar_json(calendar), "Europe/Berlin");
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read.value().days, calendar.days);
  EXPECT_EQ(read.value().until_minute, 1440);
  EXPECT_EQ(read.value().holidays, calendar.holidays);
  EXPECT_EQ(read.value().time_zone, "Europe/Berlin");
}

}  // namespace
}  // namespace assay::domain
