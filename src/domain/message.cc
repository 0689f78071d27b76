#include "domain/message.h"

#include <array>

#include "base/clock.h"
#include "base/zone.h"

namespace assay::domain {
namespace {

constexpr int day_minutes = 24 * 60;
constexpr std::array waits_us = {minute_us, 5 * minute_us, 30 * minute_us, 2 * hour_us, 12 * hour_us};
static_assert(waits_us.size() + 1 == attempts_max);
constexpr double spread = 0.1;

bool is_minute(int minute) { return minute >= 0 && minute < day_minutes; }

int minute_of_day(std::string_view zone, std::int64_t us) {
  const std::int64_t local = local_from_utc(zone, us);
  return static_cast<int>((local - day_number(local) * day_us) / minute_us);
}

// The first moment after `us` at which the clock there shows so many minutes since midnight.
std::int64_t next_at(std::string_view zone, std::int64_t us, int minute) {
  for (std::int64_t day = day_number(local_from_utc(zone, us));; ++day) {
    const std::int64_t at = utc_from_local(zone, day * day_us + minute * minute_us);
    if (at > us) return at;
  }
}

std::string_view known(std::string_view zone) { return zone_exists(zone) ? zone : "UTC"; }

bool is_quiet(const MessagePreference& preference, int minute) {
  if (!preference.quiet_from || !preference.quiet_to) return false;
  const int from = *preference.quiet_from, to = *preference.quiet_to;
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

}  // namespace

Result<Done> check_preference(const MessagePreference& preference) {
  const std::string& digest = preference.digest;
  if (digest != "off" && digest != "hourly" && digest != "daily") {
    return Error{ErrorCode::invalid, "a digest is off, hourly or daily", "digest"};
  }
  if (preference.digest_hour < 0 || preference.digest_hour > 23) {
    return Error{ErrorCode::invalid, "an hour is 0 to 23", "digest_hour"};
  }
  if (preference.quiet_from.has_value() != preference.quiet_to.has_value()) {
    return Error{ErrorCode::invalid, "quiet hours have a beginning and an end", "quiet_to"};
  }
  if (!preference.quiet_from) return Done{};
  if (!is_minute(*preference.quiet_from) || !is_minute(*preference.quiet_to)) {
    return Error{ErrorCode::invalid, "a time of the day is 00:00 to 23:59", "quiet_from"};
  }
  if (preference.quiet_from == preference.quiet_to) {
    return Error{ErrorCode::invalid, "quiet hours end at another time than they begin", "quiet_to"};
  }
  return Done{};
}

std::int64_t after_quiet_us(const MessagePreference& preference, std::string_view zone, std::int64_t us) {
  const std::string_view clock = known(zone);
  return is_quiet(preference, minute_of_day(clock, us)) ? next_at(clock, us, *preference.quiet_to) : us;
}

std::int64_t mail_due_us(const MessagePreference& preference, std::string_view zone, std::int64_t us) {
  std::int64_t due = us;
  if (preference.digest == "hourly") due = (us / hour_us + 1) * hour_us;
  if (preference.digest == "daily") due = next_at(known(zone), us, preference.digest_hour * 60);
  return after_quiet_us(preference, zone, due);
}

std::optional<std::int64_t> wait_before_retry_us(std::int64_t attempts, double share) {
  if (attempts < 1 || attempts > std::ssize(waits_us)) return std::nullopt;
  const auto wait = static_cast<double>(waits_us[static_cast<std::size_t>(attempts - 1)]);
  return static_cast<std::int64_t>(wait * (1 - spread + 2 * spread * share));
}

}  // namespace assay::domain
