#include "domain/calendar.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "base/canonical_json.h"
#include "base/clock.h"
#include "base/json_text.h"
#include "base/zone.h"

namespace assay::domain {
namespace {

constexpr std::size_t holidays_max = 1000;
constexpr std::int64_t days_max = 36'525;  // 100 years
constexpr int minutes_a_day = 1440;

Error wrong(std::string what, std::string where) {
  return Error{ErrorCode::invalid, std::move(what), std::move(where)};
}

struct Hours {
  std::int64_t begin_us = 0, end_us = 0;
};

bool works_on(const Calendar& calendar, std::int64_t day) {
  return calendar.days.contains(iso_weekday(day)) && !calendar.holidays.contains(date_text(day));
}

Hours hours_of(const Calendar& calendar, std::int64_t day) {
  const std::int64_t midnight = day * day_us;
  return {utc_from_local(calendar.time_zone, midnight + calendar.from_minute * minute_us),
          utc_from_local(calendar.time_zone, midnight + calendar.until_minute * minute_us)};
}

std::int64_t day_of(const Calendar& calendar, std::int64_t utc_us) {
  return day_number(local_from_utc(calendar.time_zone, utc_us));
}

}  // namespace

Result<Done> check_calendar(const Calendar& calendar) {
  if (!zone_exists(calendar.time_zone)) {
    return wrong("there is no such time zone; names are like Europe/Berlin", "time_zone");
  }
  if (calendar.days.empty()) return wrong("an organisation works on at least one day of the week", "days");
  if (*calendar.days.begin() < 1 || *calendar.days.rbegin() > 7) {
    return wrong("days are 1 (Monday) to 7 (Sunday)", "days");
  }
  if (calendar.from_minute < 0 || calendar.until_minute > minutes_a_day ||
      calendar.from_minute >= calendar.until_minute) {
    return wrong("the hours end after they begin, at 24:00 at the latest", "until");
  }
  if (calendar.holidays.size() > holidays_max) {
    return wrong(fmt::format("at most {} holidays; these are {}", holidays_max, calendar.holidays.size()),
                 "holidays");
  }
  for (const std::string& day : calendar.holidays) {
    if (!is_date(day)) return wrong(fmt::format("\"{}\" is no date; write 2026-12-25", day), "holidays");
  }
  return Done{};
}

Calendar edited(Calendar calendar, const CalendarEdit& edit) {
  calendar.time_zone = edit.time_zone.value_or(calendar.time_zone);
  calendar.days = edit.days.value_or(calendar.days);
  calendar.from_minute = edit.from_minute.value_or(calendar.from_minute);
  calendar.until_minute = edit.until_minute.value_or(calendar.until_minute);
  calendar.holidays = edit.holidays.value_or(calendar.holidays);
  return calendar;
}

std::string text_of_minute(int minute) { return fmt::format("{:02}:{:02}", minute / 60, minute % 60); }

Result<int> minute_from(std::string_view text, const std::string& where) {
  int hour = 0, minute = 0;
  const auto number = [](std::string_view digits, int& value) {
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return read.ec == std::errc() && read.ptr == digits.data() + digits.size() && value >= 0;
  };
  const bool is_time = text.size() == 5 && text[2] == ':' && number(text.substr(0, 2), hour) &&
                       number(text.substr(3), minute) && minute < 60 && hour * 60 + minute <= minutes_a_day;
  if (!is_time) return wrong("times of the day are like 09:00", where);
  return hour * 60 + minute;
}

std::string calendar_json(const Calendar& calendar) {
  CanonicalJson::List days, holidays;
  for (const int day : calendar.days) days.emplace_back(day);
  for (const std::string& day : calendar.holidays) holidays.emplace_back(day);
  const CanonicalJson::Object object = {{"days", std::move(days)},
                                        {"from", text_of_minute(calendar.from_minute)},
                                        {"holidays", std::move(holidays)},
                                        {"until", text_of_minute(calendar.until_minute)}};
  return canonical_bytes(object).value();
}

Result<Calendar> calendar_from_json(std::string_view text, std::string_view time_zone) {
  const auto read = json_from<nlohmann::json>(text);
  if (!read.is_object()) return wrong("the calendar is no JSON object", "calendar");
  Calendar out;
  out.time_zone = time_zone;
  const Result<int> from = minute_from(read.value("from", ""), "from");
  if (!from) return from.error();
  const Result<int> until = minute_from(read.value("until", ""), "until");
  if (!until) return until.error();
  out.from_minute = from.value();
  out.until_minute = until.value();
  out.days = read.value("days", std::set<int>());
  out.holidays = read.value("holidays", std::set<std::string>());
  return out;
}

std::int64_t working_time(const Calendar& calendar, std::int64_t begin_us, std::int64_t end_us) {
  std::int64_t sum = 0;
  if (end_us <= begin_us) return sum;
  const std::int64_t first = day_of(calendar, begin_us);
  const std::int64_t last = std::min(day_of(calendar, end_us), first + days_max);
  for (std::int64_t day = first; day <= last; ++day) {
    if (!works_on(calendar, day)) continue;
    const Hours hours = hours_of(calendar, day);
    sum += std::max<std::int64_t>(0, std::min(hours.end_us, end_us) - std::max(hours.begin_us, begin_us));
  }
  return sum;
}

Result<std::int64_t> due_after(const Calendar& calendar, std::int64_t begin_us, std::int64_t work_us) {
  if (work_us <= 0) return begin_us;
  const std::int64_t first = day_of(calendar, begin_us);
  for (std::int64_t day = first; day <= first + days_max; ++day) {
    if (!works_on(calendar, day)) continue;
    const Hours hours = hours_of(calendar, day);
    const std::int64_t from = std::max(hours.begin_us, begin_us);
    if (from >= hours.end_us) continue;
    if (work_us <= hours.end_us - from) return from + work_us;
    work_us -= hours.end_us - from;
  }
  return wrong("that is more than 100 years of working time away", "calendar");
}

}  // namespace assay::domain
