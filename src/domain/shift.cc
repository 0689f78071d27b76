#include "domain/shift.h"

#include "base/clock.h"
#include "base/zone.h"

namespace assay::domain {
namespace {

constexpr std::int64_t quarter_us = 15 * minute_us;  // no zone changes its offset in between

std::int64_t floor_of(std::int64_t value, std::int64_t by) { return value / by - (value % by < 0 ? 1 : 0); }

}  // namespace

std::int64_t WorkClock::local(std::int64_t utc_us) {
  const std::int64_t quarter = floor_of(utc_us, quarter_us);
  if (quarter != quarter_) {
    quarter_ = quarter;
    offset_us_ = local_from_utc(calendar_.time_zone, utc_us) - utc_us;
  }
  return utc_us + offset_us_;
}

WorkMoment WorkClock::at(std::int64_t utc_us) {
  const std::int64_t time = local(utc_us);
  WorkMoment out;
  out.day = day_number(time);
  out.weekday = iso_weekday(out.day);
  if (out.day != day_) {
    day_ = out.day;
    is_holiday_ = calendar_.holidays.contains(date_text(out.day));
  }
  const std::int64_t minute = (time - out.day * day_us) / minute_us;
  out.part = static_cast<DayPart>(minute / (6 * 60));
  const bool in_hours = calendar_.days.contains(out.weekday) && minute >= calendar_.from_minute &&
                        minute < calendar_.until_minute;
  out.shift = is_holiday_ ? Shift::holiday : in_hours ? Shift::working_hours : Shift::outside_hours;
  return out;
}

}  // namespace assay::domain
