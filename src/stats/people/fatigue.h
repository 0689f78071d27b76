#pragma once
// Do errors become more frequent the longer people sit? Errors over what the items and each person's own
// level lead to expect, by minutes since the sitting began. Advice on the length of sittings, no measure of a
// person. Source: methods 6.7; the ratio's interval is a linearisation over people, who are the clusters.

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/estimate.h"

namespace assay::stats {

inline constexpr std::int64_t sitting_gap_us = 30LL * 60 * 1'000'000;  // a longer pause ends a sitting

// Minutes since the sitting began, for each answer of one person; times ascending, in microseconds.
std::vector<double> minutes_in_sitting(std::span<const std::int64_t> times_us);

// One answer of anybody.
struct SittingAnswer {
  std::uint32_t person = 0;
  double minutes = 0;
  bool error = false;
  double expected = 0;  // from own_rates()
};

inline constexpr std::array<double, 6> sitting_bands = {0, 30, 60, 90, 120, 180};  // begin of each, minutes

struct FatigueBand {
  double from = 0;
  double errors = 0, expected = 0;
  std::int64_t answers = 0, people = 0;
  Estimate ratio;  // of errors/expected to that of the first band; 1 for the first itself
};

// insufficient where a band or the first has fewer than 5 errors, or fewer than 5 people are in both.
std::vector<FatigueBand> fatigue_bands(std::span<const SittingAnswer> answers, double level);

}  // namespace assay::stats
