#pragma once
// Single sampling plans in the style of ISO 2859-1, for contracts by AQL: sample size letters, plans and the
// switching between normal and tightened inspection. The plans follow from an arithmetic rule on the
// positions of letter and AQL; it gives the same cells as MIL-STD-105E, which is in the public domain.
// Whoever contracts by the standard checks against a licensed copy. Reduced inspection is left out.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "stats/plan/single_plan.h"

namespace assay::stats {

inline constexpr std::array<std::string_view, 16> iso_aql = {
    "0.010", "0.015", "0.025", "0.040", "0.065", "0.10", "0.15", "0.25",
    "0.40",  "0.65",  "1.0",   "1.5",   "2.5",   "4.0",  "6.5",  "10"};  // per cent
inline constexpr std::string_view iso_letters = "ABCDEFGHJKLMNPQRS";

enum class IsoLevel { one, two, three };
enum class IsoInspection { normal, tightened };

// The letter's place in iso_letters for a lot of two items or more.
std::size_t iso_letter(std::int64_t lot, IsoLevel level);
// The place in iso_aql of "1", "1.0" or "0.10"; nothing for an AQL that the standard does not have.
std::optional<std::size_t> iso_aql_index(std::string_view percent);

ExactRate iso_aql_rate(std::size_t aql);  // as a share

struct IsoPlan {
  SinglePlan plan;
  std::size_t letter = 0;  // of the plan used, where an arrow led away from the one asked for
};

// letter: 0..15, aql: 0..15.
IsoPlan iso_plan(std::size_t letter, std::size_t aql, IsoInspection inspection);

enum class IsoState { normal, tightened, stopped };

// The state for the next lot, from the verdicts (true: accepted) on original lots in their order. Normal to
// tightened: 2 of 5 consecutive lots refused; back: 5 accepted in a row; stop: 5 refused while tightened.
IsoState iso_state(std::span<const std::uint8_t> accepted);

}  // namespace assay::stats
