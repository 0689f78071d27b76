#include "base/clock.h"

#include <fmt/format.h>

#include <chrono>
#include <thread>

namespace assay {
namespace {

struct Parts {
  int year = 0;
  unsigned month = 0, day = 0;
  std::int64_t hour = 0, minute = 0, second = 0, us = 0;
};

Parts parts_of(std::int64_t us) {
  using namespace std::chrono;
  const sys_time<microseconds> time{microseconds{us}};
  const auto day = floor<days>(time);
  const year_month_day date{day};
  const std::int64_t rest = (time - day).count();
  return {int{date.year()},       unsigned{date.month()}, unsigned{date.day()}, rest / 3'600'000'000,
          rest / 60'000'000 % 60, rest / 1'000'000 % 60,  rest % 1'000'000};
}

template <class ClockType>
std::int64_t us_of() {
  using namespace std::chrono;
  return duration_cast<microseconds>(ClockType::now().time_since_epoch()).count();
}

}  // namespace

std::int64_t SystemClock::now_us() const { return us_of<std::chrono::system_clock>(); }
std::int64_t SystemClock::monotonic_us() const { return us_of<std::chrono::steady_clock>(); }

std::string utc_text(std::int64_t us) {
  const Parts at = parts_of(us);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", at.year, at.month, at.day, at.hour, at.minute,
                     at.second);
}

std::string utc_text_us(std::int64_t us) {
  const Parts at = parts_of(us);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}Z", at.year, at.month, at.day, at.hour,
                     at.minute, at.second, at.us);
}

std::string utc_text_short(std::int64_t us) {
  if (us % 1'000'000 == 0) return utc_text(us);
  std::string text = utc_text_us(us);
  text.pop_back();
  text.erase(text.find_last_not_of('0') + 1);
  return text + "Z";
}

std::string utc_day(std::int64_t us) {
  const Parts at = parts_of(us);
  return fmt::format("{:04}-{:02}-{:02}", at.year, at.month, at.day);
}

void pause_us(std::int64_t us) { std::this_thread::sleep_for(std::chrono::microseconds(us)); }

}  // namespace assay
