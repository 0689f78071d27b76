#pragma once
// When in the week and the day a moment falls, by the clock and the calendar of whoever worked.
// docs/methods/work_times.md names the parts.

#include <array>
#include <cstdint>
#include <string_view>

#include "domain/calendar.h"

namespace assay::domain {

inline constexpr std::array<std::string_view, 7> weekday_names = {
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

// A holiday is one all day long; a day of the week on which nobody works is outside of the hours.
enum class Shift { working_hours, outside_hours, holiday };
inline constexpr std::array<std::string_view, 3> shift_names = {"working hours", "outside working hours",
                                                                "holiday"};

// Six hours each, from midnight on.
enum class DayPart { night, morning, afternoon, evening };
inline constexpr std::array<std::string_view, 4> day_part_names = {
    "night, 00:00 to 06:00", "morning, 06:00 to 12:00", "afternoon, 12:00 to 18:00",
    "evening, 18:00 to 24:00"};

struct WorkMoment {
  std::int64_t day = 0;  // since 1970-01-01, of the clock on the wall
  int weekday = 1;       // ISO 8601: 1 is Monday
  Shift shift = Shift::outside_hours;
  DayPart part = DayPart::night;
};

// Reads the clock of one calendar. Cost: a look-up of the zone a quarter of an hour, so that moments in their
// order cost little. Not for several threads.
class WorkClock {
 public:
  explicit WorkClock(Calendar calendar) : calendar_(std::move(calendar)) {}
  WorkMoment at(std::int64_t utc_us);
  const Calendar& calendar() const { return calendar_; }

 private:
  std::int64_t local(std::int64_t utc_us);

  Calendar calendar_;
  std::int64_t quarter_ = INT64_MIN;  // whose offset is known
  std::int64_t offset_us_ = 0;
  std::int64_t day_ = INT64_MIN;  // of which it is known whether it is a holiday
  bool is_holiday_ = false;
};

}  // namespace assay::domain
