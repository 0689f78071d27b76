#pragma once
// Cell texts to values: numbers, times, yes and no, label sets. No locale, no clock, no exceptions.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.h"

namespace assay::formats {

// A finite decimal number that takes the whole text (surrounding blanks allowed), or nothing.
std::optional<double> number_from(std::string_view text);

// Microseconds since 1970 UTC from ISO 8601 ("2026-01-05", "2026-01-05T12:30:15.123456Z",
// "2026-01-05 12:30+02:00"; no offset means UTC) or from Unix time in seconds (fractions allowed),
// milliseconds or microseconds, told apart by size: below 1e11 seconds, below 1e14 milliseconds.
// Years 0000 to 9999; anything else is nothing. What utc_text_short() writes reads back as the same
// microsecond.
std::optional<std::int64_t> time_us_from(std::string_view text);

// What a flag raises: the text without blanks around it; "flagged" where it only says yes; nothing where it
// says no or none.
std::string_view flag_from(std::string_view text);

// 1, true, yes, y, t, skipped, cancelled in any case: yes. Everything else: no.
bool says_yes(std::string_view text);

// A set of categories as one label: JSON array text with sorted, distinct members, ["a","b"].
std::string label_set(std::vector<std::string> members);

// What an answer that names categories says as one label: one as it is, several as a set, none as empty text.
std::string joined_label(std::vector<std::string> categories);

// The canonical form of a label that is JSON text of an array of strings, or of {"choices": such an array} as
// Label Studio puts several choices into a cell; nothing when it is neither.
std::optional<std::string> label_set_from(std::string_view text);
inline bool may_be_label_set(std::string_view text) {
  return !text.empty() && (text.front() == '[' || text.front() == '{');
}

}  // namespace assay::formats
