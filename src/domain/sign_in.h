#pragma once
// How often a way in may be tried, and for how long it stays shut after. Pure.

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/clock.h"
#include "base/hash.h"

namespace assay::domain {

inline constexpr std::int64_t touch_us = minute_us;  // last use is written at most so often
inline constexpr std::int64_t session_life_us = 7 * day_us;
inline constexpr std::int64_t setup_link_life_us = day_us;
inline constexpr std::int64_t challenge_life_us = 5 * minute_us;  // between password and code
inline constexpr std::int64_t challenge_failures_max = 5;

inline constexpr std::int64_t failures_max = 10;  // in a row
inline constexpr std::int64_t lock_out_first_us = 15 * minute_us;
inline constexpr std::int64_t lock_out_max_us = day_us;
inline constexpr std::int64_t failures_kept_us = 7 * day_us;  // after the last one

// Failed attempts for one address.
struct Failures {
  std::int64_t failed_count = 0;  // since the last lock-out
  std::int64_t lock_count = 0;    // since the last success
  std::int64_t last_failed_at = 0;
  std::optional<std::int64_t> locked_until;  // absent: never was

  bool locked(std::int64_t now_us) const { return locked_until && now_us < *locked_until; }
};

// What stands after one more failure. While it is locked out nothing is counted, so that nobody is kept out
// for ever by who goes on trying; the tenth in a row locks, 15 minutes at first, twice as long each time, a
// day at most.
Failures after_failure(const Failures& before, std::int64_t now_us);

// Under which failures are counted: the hash of the address as it is kept.
Digest sign_in_name(std::string_view email);

// Whether a session that was last used then asks for the password again.
bool idle_locked(std::int64_t last_used_at, std::int64_t now_us, std::int64_t idle_lock_us);

}  // namespace assay::domain
