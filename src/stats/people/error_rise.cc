#include "stats/people/error_rise.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <vector>

#include "base/check.h"
#include "base/rng.h"

namespace assay::stats {
namespace {

constexpr std::size_t thinned_max = 500;  // answers of a simulated history
constexpr int enough = 10;                // simulated histories as high as the real one end the search for p

double inverse_logit(double x) { return 1 / (1 + std::exp(-x)); }

// What an error adds and a right answer takes off, for each answer.
struct Scores {
  std::vector<double> of_error, of_right;
};

Scores scores_of(const std::vector<double>& rates, double odds_ratio) {
  Scores scores;
  scores.of_error.reserve(rates.size());
  scores.of_right.reserve(rates.size());
  const double log_odds_ratio = std::log(odds_ratio);
  for (const double q : rates) {
    const double taken = std::log1p(q * (odds_ratio - 1));
    scores.of_error.push_back(log_odds_ratio - taken);
    scores.of_right.push_back(-taken);
  }
  return scores;
}

// Sums to jump from error to error: of the hazards -log(1 - q) and of what right answers take off, up to and
// with each answer.
struct Jumps {
  std::vector<double> hazard, taken;
};

Jumps jumps_of(const std::vector<double>& rates, const Scores& scores) {
  Jumps jumps;
  double hazard = 0, all_taken = 0;
  for (std::size_t at = 0; at < rates.size(); ++at) {
    jumps.hazard.push_back(hazard -= std::log1p(-rates[at]));
    jumps.taken.push_back(all_taken -= scores.of_right[at]);
  }
  return jumps;
}

// The chart is highest right after an error, so a simulated history goes from error to error: the hazard
// until the next is exponential. Errors are near each other: a walk finds the next one sooner than a search
// by halves.
double simulated_highest(const Scores& scores, const Jumps& jumps, Rng& rng) {
  double here = 0, highest = 0, hazard = 0, taken = 0;
  const std::size_t n = jumps.hazard.size();
  for (std::size_t place = 0;; ++place) {
    hazard -= std::log1p(-rng.uniform());
    if (hazard > jumps.hazard.back()) return highest;
    while (place < n && jumps.hazard[place] < hazard) ++place;
    if (place == n) return highest;
    const double before = place > 0 ? jumps.taken[place - 1] : 0;
    here = std::max(here - (before - taken), 0.0) + scores.of_error[place];
    highest = std::max(highest, here);
    taken = jumps.taken[place];
    hazard = jumps.hazard[place];
  }
}

// The height of the chart after each answer.
std::vector<double> chart_of(const Scores& scores, std::span<const std::uint8_t> errors) {
  std::vector<double> heights(errors.size());
  double here = 0;
  for (std::size_t at = 0; at < errors.size(); ++at)
    heights[at] = here = std::max(here + (errors[at] != 0 ? scores.of_error[at] : scores.of_right[at]), 0.0);
  return heights;
}

void find_alarm(const std::vector<double>& heights, ErrorRise& out) {
  const auto alarm =
      std::find_if(heights.begin(), heights.end(), [&](double here) { return here >= out.limit; });
  if (alarm == heights.end()) return;
  const auto zero =
      std::find_if(std::make_reverse_iterator(alarm), heights.rend(), [](double here) { return here <= 0; });
  out.alarm = static_cast<std::size_t>(alarm - heights.begin());
  out.begin = static_cast<std::size_t>(zero.base() - heights.begin());
}

// The rates of a history of thinned_max answers at most, spread evenly.
std::vector<double> thinned(const std::vector<double>& rates) {
  if (rates.size() <= thinned_max) return rates;
  std::vector<double> out(thinned_max);
  for (std::size_t at = 0; at < thinned_max; ++at) out[at] = rates[at * rates.size() / thinned_max];
  return out;
}

// P(the highest value of a chart of likelihood ratios is above h) is near 1 - exp(-A e^-h) (Siegmund 1985): A
// grows with the length of the history, and is estimated from simulated ones. A probability by counting is
// better where enough simulated histories are as high; the formula reaches where none is.
void judge(const std::vector<double>& rates, const RiseOptions& options, ErrorRise& out) {
  const std::vector<double> few = thinned(rates);
  const Scores scores = scores_of(few, options.odds_ratio);
  const Jumps jumps = jumps_of(few, scores);
  const double longer = std::log(static_cast<double>(rates.size()) / static_cast<double>(few.size()));
  Rng rng(options.seed, RandomPurpose::simulation, options.person);
  int times = 0, as_high = 0;
  double sum = 0;
  for (; times < options.simulations && as_high < enough; ++times) {
    const double highest = simulated_highest(scores, jumps, rng) + longer;
    as_high += highest >= out.highest - 1e-12 ? 1 : 0;
    sum += std::exp(-highest);
  }
  const double a = times / sum;
  out.p = as_high == enough ? static_cast<double>(enough) / times : -std::expm1(-a * std::exp(-out.highest));
  out.limit = std::min(std::log(a / -std::log1p(-options.chart_level)), out.highest);
}

}  // namespace

std::vector<double> own_rates(std::span<const double> expected, double wrong) {
  std::vector<double> logit(expected.size());
  std::transform(expected.begin(), expected.end(), logit.begin(), [](double q) {
    const double kept = std::clamp(q, 1e-6, 1 - 1e-6);
    return std::log(kept / (1 - kept));
  });
  // Newton's steps inside a bracket; the sum rises with the shift.
  double low = -40, high = 40, shift = 0;
  for (int step = 0; step < 60; ++step) {
    double sum = 0, slope = 0;
    for (const double value : logit) {
      const double q = inverse_logit(value + shift);
      sum += q;
      slope += q * (1 - q);
    }
    if (std::fabs(sum - wrong) <= 1e-10 * wrong) break;
    (sum < wrong ? low : high) = shift;
    const double next = slope > 0 ? shift + (wrong - sum) / slope : low;
    shift = next > low && next < high ? next : (low + high) / 2;
  }
  std::vector<double> rates(logit.size());
  std::transform(logit.begin(), logit.end(), rates.begin(),
                 [&](double value) { return inverse_logit(value + shift); });
  return rates;
}

ErrorRise error_rise(std::span<const std::uint8_t> errors, std::span<const double> expected,
                     const RiseOptions& options) {
  ASSAY_CHECK(errors.size() == expected.size(), "an expectation for every answer");
  ErrorRise out;
  const auto wrong =
      std::count_if(errors.begin(), errors.end(), [](std::uint8_t error) { return error != 0; });
  const auto n = static_cast<std::int64_t>(errors.size());
  if (n < options.answers_min || wrong == 0 || wrong == n) {
    out.status = Status::insufficient;
    return out;
  }
  const std::vector<double> rates = own_rates(expected, static_cast<double>(wrong));
  const Scores scores = scores_of(rates, options.odds_ratio);
  const std::vector<double> heights = chart_of(scores, errors);
  out.highest = *std::max_element(heights.begin(), heights.end());
  judge(rates, options, out);
  if (out.p <= options.chart_level) find_alarm(heights, out);
  return out;
}

}  // namespace assay::stats
