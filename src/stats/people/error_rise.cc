#include "stats/people/error_rise.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/check.h"
#include "base/rng.h"

namespace assay::stats {
namespace {

constexpr int enough = 10;  // simulated histories as high as the real one end the search for p

double inverse_logit(double x) { return 1 / (1 + std::exp(-x)); }

// What an error adds and a right answer takes off, for each answer.
struct Scores {
  std::vector<double> rate, of_error, of_right;
};

Scores scores_of(std::vector<double> rates, double odds_ratio) {
  Scores scores;
  for (const double q : rates) {
    const double taken = std::log1p(q * (odds_ratio - 1));
    scores.of_error.push_back(std::log(odds_ratio) - taken);
    scores.of_right.push_back(-taken);
  }
  scores.rate = std::move(rates);
  return scores;
}

double simulated_highest(const Scores& scores, Rng& rng) {
  double here = 0, highest = 0;
  for (std::size_t at = 0; at < scores.rate.size(); ++at) {
    const bool error = rng.uniform() < scores.rate[at];
    here = std::max(here + (error ? scores.of_error[at] : scores.of_right[at]), 0.0);
    highest = std::max(highest, here);
  }
  return highest;
}

void run_chart(const Scores& scores, std::span<const std::uint8_t> errors, ErrorRise& out) {
  double here = 0;
  for (std::size_t at = 0; at < errors.size(); ++at) {
    here = std::max(here + (errors[at] != 0 ? scores.of_error[at] : scores.of_right[at]), 0.0);
    out.highest = std::max(out.highest, here);
  }
}

void find_alarm(const Scores& scores, std::span<const std::uint8_t> errors, std::vector<double> simulated,
                double level, ErrorRise& out) {
  std::sort(simulated.begin(), simulated.end());
  const auto place = static_cast<std::size_t>(std::ceil((1 - level) * static_cast<double>(simulated.size())));
  out.limit = std::min(simulated[std::min(place, simulated.size()) - 1], out.highest);
  double here = 0;
  std::size_t left_zero = 0;
  for (std::size_t at = 0; at < errors.size() && !out.alarm; ++at) {
    if (here <= 0) left_zero = at;
    here = std::max(here + (errors[at] != 0 ? scores.of_error[at] : scores.of_right[at]), 0.0);
    if (here < out.limit) continue;
    out.alarm = at;
    out.begin = left_zero;
  }
}

}  // namespace

std::vector<double> own_rates(std::span<const double> expected, double wrong) {
  std::vector<double> logit(expected.size());
  std::transform(expected.begin(), expected.end(), logit.begin(), [](double q) {
    const double kept = std::clamp(q, 1e-6, 1 - 1e-6);
    return std::log(kept / (1 - kept));
  });
  const auto sum_at = [&](double shift) {
    double sum = 0;
    for (const double value : logit) sum += inverse_logit(value + shift);
    return sum;
  };
  double low = -40, high = 40;
  for (int step = 0; step < 60; ++step) {
    const double middle = (low + high) / 2;
    (sum_at(middle) < wrong ? low : high) = middle;
  }
  std::vector<double> rates(logit.size());
  std::transform(logit.begin(), logit.end(), rates.begin(),
                 [&](double value) { return inverse_logit(value + (low + high) / 2); });
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
  const Scores scores = scores_of(own_rates(expected, static_cast<double>(wrong)), options.odds_ratio);
  run_chart(scores, errors, out);
  Rng rng(options.seed, RandomPurpose::simulation, options.person);
  std::vector<double> highest;
  int as_high = 0;
  for (int time = 0; time < options.simulations && as_high < enough; ++time) {
    highest.push_back(simulated_highest(scores, rng));
    as_high += highest.back() >= out.highest - 1e-12 ? 1 : 0;
  }
  const auto times = static_cast<double>(highest.size());
  out.p = as_high == enough ? enough / times : (as_high + 1) / (times + 1);
  if (out.p <= options.chart_level) find_alarm(scores, errors, highest, options.chart_level, out);
  return out;
}

}  // namespace assay::stats
