#include "stats/people/fatigue.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "stats/special.h"

namespace assay::stats {
namespace {

constexpr double errors_min = 5;
constexpr std::size_t people_min = 5;

struct Sum {
  double errors = 0, expected = 0;
  std::int64_t answers = 0;
};
using ByPerson = std::map<std::uint32_t, Sum>;

std::size_t band_of(double minutes) {
  std::size_t band = 0;
  while (band + 1 < sitting_bands.size() && minutes >= sitting_bands[band + 1]) ++band;
  return band;
}

Sum total(const ByPerson& people) {
  Sum all;
  for (const auto& [person, sum] : people) {
    all.errors += sum.errors;
    all.expected += sum.expected;
    all.answers += sum.answers;
  }
  return all;
}

// What a person adds to the log of errors/expected, to first order.
double influence(const Sum& person, const Sum& all) {
  return (person.errors - all.errors / all.expected * person.expected) / all.errors;
}

Estimate not_enough(std::int64_t n, const char* why) {
  return undefined_estimate(Status::insufficient, "errors_over_expected", n, why);
}

Estimate ratio_of(const ByPerson& first, const ByPerson& band, double level) {
  const Sum base = total(first), here = total(band);
  if (base.errors < errors_min || here.errors < errors_min || base.expected <= 0 || here.expected <= 0)
    return not_enough(here.answers, "fewer than five errors to compare");
  std::map<std::uint32_t, double> effect;
  std::size_t in_both = 0;
  for (const auto& [person, sum] : first) effect[person] -= influence(sum, base);
  for (const auto& [person, sum] : band) {
    in_both += first.contains(person) ? 1U : 0U;
    effect[person] += influence(sum, here);
  }
  if (in_both < people_min) return not_enough(here.answers, "fewer than five people sit that long");
  double square = 0;
  for (const auto& [person, value] : effect) square += value * value;
  const auto people = static_cast<double>(effect.size());
  const double error = std::sqrt(square * people / (people - 1));
  const double log_ratio = std::log(here.errors / here.expected) - std::log(base.errors / base.expected);
  const double reach = student_quantile((1 + level) / 2, people - 1) * error;
  Estimate out;
  out.value = std::exp(log_ratio);
  out.interval =
      Interval{std::exp(log_ratio - reach), std::exp(log_ratio + reach), level, "linearised_log_t"};
  out.n = here.answers;
  out.method = "errors_over_expected";
  return out;
}

}  // namespace

std::vector<double> minutes_in_sitting(std::span<const std::int64_t> times_us) {
  std::vector<double> minutes(times_us.size(), 0.0);
  std::int64_t began = times_us.empty() ? 0 : times_us.front();
  for (std::size_t at = 1; at < times_us.size(); ++at) {
    if (times_us[at] - times_us[at - 1] > sitting_gap_us) began = times_us[at];
    minutes[at] = static_cast<double>(times_us[at] - began) / 6e7;
  }
  return minutes;
}

std::vector<FatigueBand> fatigue_bands(std::span<const SittingAnswer> answers, double level) {
  std::array<ByPerson, sitting_bands.size()> people;
  for (const SittingAnswer& answer : answers) {
    Sum& sum = people[band_of(answer.minutes)][answer.person];
    sum.errors += answer.error ? 1 : 0;
    sum.expected += answer.expected;
    ++sum.answers;
  }
  std::vector<FatigueBand> bands;
  for (std::size_t at = 0; at < people.size(); ++at) {
    const Sum all = total(people[at]);
    if (all.answers == 0) continue;
    FatigueBand band{.from = sitting_bands[at], .errors = all.errors, .expected = all.expected};
    band.answers = all.answers;
    band.people = static_cast<std::int64_t>(people[at].size());
    band.ratio = ratio_of(people.front(), people[at], level);
    bands.push_back(std::move(band));
  }
  return bands;
}

}  // namespace assay::stats
