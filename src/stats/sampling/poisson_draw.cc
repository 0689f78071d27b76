#include "stats/sampling/poisson_draw.h"

#include <algorithm>

#include "base/text.h"
#include "stats/sampling/draw_seed.h"

namespace assay::stats {
namespace {

constexpr std::size_t digits_max = 12;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

Result<PoissonThreshold> poisson_threshold(std::string_view pi) {
  if (pi == "1") return PoissonThreshold{true, 0};
  const std::string_view digits = pi.substr(std::min<std::size_t>(pi.size(), 2));
  const bool is_plain = pi.starts_with("0.") && !digits.empty() && digits.size() <= digits_max &&
                        std::all_of(digits.begin(), digits.end(), is_digit) && digits.back() != '0';
  if (!is_plain) {
    return Error{
        ErrorCode::invalid,
        "an inclusion probability is above 0, at most 1, and written as 0.25 or 1, with at most twelve "
        "digits and none wasted",
        shorten(pi, 40)};
  }
  __extension__ using Wide = unsigned __int128;
  Wide numerator = 0, denominator = 1;
  for (const char digit : digits) {
    numerator = numerator * 10 + static_cast<unsigned>(digit - '0');
    denominator *= 10;
  }
  return PoissonThreshold{false, static_cast<std::uint64_t>((numerator << 64) / denominator)};
}

Result<std::vector<std::size_t>> draw_poisson(const Digest& seed, const std::vector<PoissonUnit>& units) {
  std::vector<std::size_t> drawn;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (const auto checked = check_item_id(units[i].item); !checked.ok()) return checked.error();
    const Result<PoissonThreshold> threshold = poisson_threshold(units[i].pi);
    if (!threshold.ok()) {
      return Error{ErrorCode::invalid, threshold.error().message, shorten(units[i].item, 60)};
    }
    const bool is_drawn =
        threshold.value().always || item_number(seed, units[i].item) < threshold.value().below;
    if (is_drawn) drawn.push_back(i);
  }
  return drawn;
}

}  // namespace assay::stats
