#include "stats/plan/exact_rate.h"

#include <fmt/format.h>

namespace assay::stats {
namespace {

constexpr std::size_t places_max = 9;
__extension__ using Wide = __int128;

}  // namespace

std::optional<ExactRate> exact_rate(std::string_view text) {
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::string_view whole = text.substr(0, point);
  const std::string_view places = text.substr(std::min(point + 1, text.size()));
  if (whole.size() + places.size() == 0 || whole.size() > 1 || places.size() > places_max) return {};
  ExactRate rate;
  for (const std::string_view part : {whole, places}) {
    for (const char digit : part) {
      if (digit < '0' || digit > '9') return {};
      rate.numerator = rate.numerator * 10 + (digit - '0');
    }
  }
  for (std::size_t place = 0; place < places.size(); ++place) rate.denominator *= 10;
  if (rate.numerator > rate.denominator) return {};
  return rate;
}

std::string rate_text(const ExactRate& rate) {
  if (rate.numerator == rate.denominator) return "1";
  std::string places = fmt::format("{}", rate.denominator + rate.numerator).substr(1);
  while (!places.empty() && places.back() == '0') places.pop_back();
  return places.empty() ? "0" : "0." + places;
}

std::int64_t units_at_most(const ExactRate& rate, std::int64_t lot) {
  return static_cast<std::int64_t>(Wide{rate.numerator} * lot / rate.denominator);
}

std::int64_t units_at_least(const ExactRate& rate, std::int64_t lot) {
  return static_cast<std::int64_t>((Wide{rate.numerator} * lot + rate.denominator - 1) / rate.denominator);
}

bool reaches(std::int64_t count, const ExactRate& rate, std::int64_t lot) {
  return Wide{count} * rate.denominator >= Wide{rate.numerator} * lot;
}

}  // namespace assay::stats
