#pragma once
// How long somebody takes for an item, against the others on the same items. Source: methods 6.3.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace assay::stats {

// (x - median) / max(1.4826 MAD, 0.15): how unusual each value is among all. 0.15 keeps people of very even
// pace from being flagged for nothing. Empty for fewer than two values.
std::vector<double> robust_z(std::span<const double> values);

inline constexpr double speeding_z = -3.5;  // below it an answer came too fast for this person

// Standard deviation over mean of the gaps between answers; nothing with fewer than 20 gaps or a mean of 0.
// People vary: below 0.15 a script is likelier.
std::optional<double> gap_variation(std::span<const std::int64_t> times_us);
inline constexpr double scripted_below = 0.15;

}  // namespace assay::stats
