#include "base/zone.h"

#include <date/tz.h>

#include <algorithm>
#include <charconv>
#include <chrono>

#include "base/check.h"

namespace assay {
namespace {

using std::chrono::microseconds;

// Null when there is no such zone.
const date::time_zone* find_zone(std::string_view name) {
  const auto& zones = date::get_tzdb().zones;  // by name
  const auto found = std::lower_bound(zones.begin(), zones.end(), name,
                                      [](const date::time_zone& zone, std::string_view wanted) {
                                        return std::string_view(zone.name()) < wanted;
                                      });
  return found != zones.end() && found->name() == name ? &*found : nullptr;
}

const date::time_zone& zone_named(std::string_view name) {
  const date::time_zone* zone = find_zone(name);
  ASSAY_CHECK(zone != nullptr, "zones are checked where they come in");
  return *zone;
}

date::sys_days sys_day(std::int64_t day) { return date::sys_days{date::days{static_cast<int>(day)}}; }

bool digits(std::string_view text, int& value) {
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  return read.ec == std::errc() && read.ptr == text.data() + text.size() && text.front() != '-';
}

}  // namespace

bool zone_exists(std::string_view name) { return !name.empty() && find_zone(name) != nullptr; }

std::int64_t local_from_utc(std::string_view zone, std::int64_t utc_us) {
  return zone_named(zone)
      .to_local(date::sys_time<microseconds>{microseconds{utc_us}})
      .time_since_epoch()
      .count();
}

std::int64_t utc_from_local(std::string_view zone, std::int64_t local_us) {
  const date::local_time<microseconds> local{microseconds{local_us}};
  return zone_named(zone).to_sys(local, date::choose::earliest).time_since_epoch().count();
}

std::int64_t day_number(std::int64_t local_us) { return local_us / day_us - (local_us % day_us < 0 ? 1 : 0); }

int iso_weekday(std::int64_t day) { return static_cast<int>(date::weekday{sys_day(day)}.iso_encoding()); }

std::string date_text(std::int64_t day) { return date::format("%F", sys_day(day)); }

bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  int year = 0, month = 0, day = 0;
  if (!digits(text.substr(0, 4), year) || !digits(text.substr(5, 2), month) ||
      !digits(text.substr(8, 2), day)) {
    return false;
  }
  return date::year_month_day{date::year{year}, date::month{static_cast<unsigned>(month)},
                              date::day{static_cast<unsigned>(day)}}
      .ok();
}

}  // namespace assay
