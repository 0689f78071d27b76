#pragma once
// The time, as something that is handed in: a server runs on the system's clock, tests on one they move.

#include <atomic>
#include <cstdint>
#include <string>

namespace assay {

// Durations in the microseconds that all times are kept in.
inline constexpr std::int64_t second_us = 1'000'000;
inline constexpr std::int64_t minute_us = 60 * second_us;
inline constexpr std::int64_t hour_us = 60 * minute_us;
inline constexpr std::int64_t day_us = 24 * hour_us;

class Clock {
 public:
  virtual ~Clock() = default;
  virtual std::int64_t now_us() const = 0;        // microseconds since 1970, UTC
  virtual std::int64_t monotonic_us() const = 0;  // never goes back; only differences mean something
};

// The machine's clock.
class SystemClock final : public Clock {
 public:
  std::int64_t now_us() const override;
  std::int64_t monotonic_us() const override;
};

// Stands still until it is moved. Thread safe.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(std::int64_t now_us) : now_us_(now_us) {}
  std::int64_t now_us() const override { return now_us_.load(); }
  std::int64_t monotonic_us() const override { return now_us_.load(); }
  void advance(std::int64_t us) { now_us_ += us; }

 private:
  std::atomic<std::int64_t> now_us_;
};

// Gives the processor away for that long, by the machine's time whatever clock is used.
void pause_us(std::int64_t us);

// "2026-11-24T08:05:09Z" of microseconds since 1970, UTC; fractions of a second are left out. Years 0..9999.
std::string utc_text(std::int64_t us);
// The same with six digits of the second, for times of annotations: "2026-11-24T08:05:09.000123Z".
std::string utc_text_us(std::int64_t us);
// The same with as many digits of the second as there are: none, or up to six without zeros behind.
std::string utc_text_short(std::int64_t us);
std::string utc_day(std::int64_t us);  // "2026-11-24"

}  // namespace assay
