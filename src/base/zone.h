#pragma once
// Time zones by their IANA names, from the system's zone files (Howard Hinnant's date library; no other file
// knows it). A local time is microseconds that a clock on the wall would have counted since 1970-01-01 00:00.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace assay {

bool zone_exists(std::string_view name);
// The zone must exist.
std::int64_t local_from_utc(std::string_view zone, std::int64_t utc_us);
// Of two times that the clock showed, the earlier; of one it passed over, the moment it did.
std::int64_t utc_from_local(std::string_view zone, std::int64_t local_us);

// Days since 1970-01-01 of a local time, rounded down; the ISO weekday (1 is Monday) and the date of such a
// day, "2026-12-25".
std::int64_t day_number(std::int64_t local_us);
int iso_weekday(std::int64_t day);
std::string date_text(std::int64_t day);
// Whether the text is a date that exists, in that form.
bool is_date(std::string_view text);

}  // namespace assay
