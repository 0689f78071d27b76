#pragma once
// A rate as it is written in a plan: a decimal of at most nine places, kept as a fraction, so that every
// comparison of a count with a share of N is exact. In doubles, 7 % of 100 rounds up to 8.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assay::stats {

struct ExactRate {
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;  // a power of ten, at most 10^9

  double value() const { return static_cast<double>(numerator) / static_cast<double>(denominator); }
};

// "0.05", ".05", "1". Nothing for anything else: signs, exponents, more than nine places, values above 1.
std::optional<ExactRate> exact_rate(std::string_view text);

// The shortest decimal, as plans are hashed: "0.05".
std::string rate_text(const ExactRate& rate);

// Whole units in a lot of `lot` >= 0: at most the rate, at least the rate.
std::int64_t units_at_most(const ExactRate& rate, std::int64_t lot);
std::int64_t units_at_least(const ExactRate& rate, std::int64_t lot);

// count / lot >= rate, exactly.
bool reaches(std::int64_t count, const ExactRate& rate, std::int64_t lot);

}  // namespace assay::stats
