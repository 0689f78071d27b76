#pragma once
// When an organisation works: its days and hours in its time zone, and its holidays. Clocks of deadlines run
// in the calendar of whoever must act.

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/result.h"

namespace assay::domain {

struct Calendar {
  std::string time_zone = "UTC";         // IANA name
  std::set<int> days = {1, 2, 3, 4, 5};  // ISO 8601: 1 is Monday
  int from_minute = 9 * 60;              // of the day, local time
  int until_minute = 17 * 60;            // after from_minute; 1440 is midnight
  std::set<std::string> holidays;        // "2026-12-25"
};

// What of a calendar changes; absent: as it was.
struct CalendarEdit {
  std::optional<std::string> time_zone;
  std::optional<std::set<int>> days;
  std::optional<int> from_minute, until_minute;
  std::optional<std::set<std::string>> holidays;
};
Calendar edited(Calendar calendar, const CalendarEdit& edit);

// Known zone, at least one day, hours in order, real dates, at most 1000 holidays; names the field.
Result<Done> check_calendar(const Calendar& calendar);

// Days, hours and holidays as canonical JSON; the zone is kept beside it.
std::string calendar_json(const Calendar& calendar);
Result<Calendar> calendar_from_json(std::string_view text, std::string_view time_zone);

// "09:00" to minutes of the day; "24:00" is 1440.
Result<int> minute_from(std::string_view text, const std::string& where);
std::string text_of_minute(int minute);

// Time that passes inside the hours between two times, microseconds; 0 when `end` is not after `begin`. Cost:
// a step a day, at most 100 years.
std::int64_t working_time(const Calendar& calendar, std::int64_t begin_us, std::int64_t end_us);
// The time by which `work_us` of working time have passed since `begin`: where it ends with a day's hours,
// that end. invalid when that is more than 100 years off.
Result<std::int64_t> due_after(const Calendar& calendar, std::int64_t begin_us, std::int64_t work_us);

}  // namespace assay::domain
