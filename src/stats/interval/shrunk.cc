#include "stats/interval/shrunk.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "base/check.h"
#include "stats/interval/binomial.h"
#include "stats/special.h"

namespace assay::stats {
namespace {

struct RateGroup {
  double x = 0, n = 0, times = 0;  // categories with the same counts are evaluated once
};

struct RatePopulation {
  double mean = 0.5;
  double value = 0;  // log likelihood, with the prior
};

struct Problem {
  std::vector<RateGroup> groups;
  double mean_min = 0;
  ShrunkOptions::Prior prior = ShrunkOptions::Prior::weak;
};

double log_likelihood(const Problem& problem, double mean, double size) {
  const double a = mean * size;
  const double b = size - a;
  double sum = 0;
  for (const RateGroup& g : problem.groups) {
    sum += g.times * (log_beta(a + g.x, b + g.n - g.x) - log_beta(a, b));
  }
  return sum;
}

double slope(const Problem& problem, double mean, double size) {
  const double a = mean * size;
  const double b = size - a;
  double sum = 0;
  for (const RateGroup& g : problem.groups) {
    sum += g.times * (digamma(a + g.x) - digamma(a) - digamma(b + g.n - g.x) + digamma(b));
  }
  return sum;
}

// With a + b fixed the likelihood is concave in the mean (a sum of logarithms), so bisection of the slope
// finds it.
RatePopulation best_mean(const Problem& problem, double log_size) {
  const double size = std::exp(log_size);
  double low = problem.mean_min;
  double high = 1 - problem.mean_min;
  for (int step = 0; step < 45 && high - low > 1e-12; ++step) {
    const double middle = low + (high - low) / 2;
    (slope(problem, middle, size) > 0 ? low : high) = middle;
  }
  RatePopulation found;
  found.mean = low + (high - low) / 2;
  found.value = log_likelihood(problem, found.mean, size);
  if (problem.prior == ShrunkOptions::Prior::weak) {
    const double standard = (log_size - std::log(20.0)) / 1.5;
    found.value -= standard * standard / 2;
  }
  return found;
}

// The profile over log(a + b) may have two peaks: a grid first, then golden section beside its best point.
double best_log_size(const Problem& problem) {
  const double low = std::log(0.1);
  const double high = std::log(1e4);
  constexpr int points = 24;
  const double step = (high - low) / points;
  int best = 0;
  double best_value = -1e300;
  for (int i = 0; i <= points; ++i) {
    const double value = best_mean(problem, low + step * i).value;
    if (value > best_value) {
      best_value = value;
      best = i;
    }
  }
  double left = std::max(low, low + step * (best - 1));
  double right = std::min(high, low + step * (best + 1));
  const double golden = (std::sqrt(5.0) - 1) / 2;
  for (int i = 0; i < 34; ++i) {
    const double first = right - golden * (right - left);
    const double second = left + golden * (right - left);
    if (best_mean(problem, first).value >= best_mean(problem, second).value) {
      right = second;
    } else {
      left = first;
    }
  }
  return (left + right) / 2;
}

Estimate posterior(double x, double n, double a, double b, double level) {
  Estimate rate;
  rate.value = (a + x) / (a + b + n);
  const double tail = (1 - level) / 2;
  rate.interval = Interval{beta_quantile(tail, a + x, b + n - x), beta_quantile(1 - tail, a + x, b + n - x),
                           level, "beta_binomial_posterior"};
  rate.n = static_cast<std::int64_t>(std::llround(n));
  rate.method = "shrunk_rate";
  return rate;
}

ShrunkRates unshrunk(std::span<const double> x, std::span<const double> n, const ShrunkOptions& options) {
  ShrunkRates out;
  for (std::size_t k = 0; k < x.size(); ++k) {
    RateOptions rate{.level = options.level, .interval = RateInterval::jeffreys};
    out.rates.push_back(rate_estimate(x[k], n[k], "unshrunk_rate", rate));
    out.rates.back().note = "too few categories to borrow strength from";
    out.sorting_upper.push_back(n[k] > 0 ? beta_quantile(options.sorting_share, x[k] + 0.5, n[k] - x[k] + 0.5)
                                         : 1);
  }
  return out;
}

}  // namespace

ShrunkRates shrunk_rates(std::span<const double> x, std::span<const double> n, const ShrunkOptions& options) {
  ASSAY_CHECK(x.size() == n.size(), "every category has its two counts");
  std::map<std::pair<double, double>, double> distinct;
  double counted = 0;
  double filled = 0;
  for (std::size_t k = 0; k < x.size(); ++k) {
    ASSAY_CHECK(x[k] >= 0 && x[k] <= n[k], "a rate counts 0 <= x <= n");
    if (n[k] <= 0) continue;
    distinct[{n[k], x[k]}] += 1;
    counted += n[k];
    filled += 1;
  }
  if (filled < 2) return unshrunk(x, n, options);
  Problem problem;
  for (const auto& [counts, times] : distinct) problem.groups.push_back({counts.second, counts.first, times});
  problem.mean_min = std::min(0.25, 0.5 / (counted + 1));
  problem.prior = options.prior;
  const double log_size = best_log_size(problem);
  const double size = std::exp(log_size);
  ShrunkRates out;
  out.a = best_mean(problem, log_size).mean * size;
  out.b = size - out.a;
  for (std::size_t k = 0; k < x.size(); ++k) {
    if (n[k] <= 0) {
      out.rates.push_back(undefined_estimate(Status::insufficient, "shrunk_rate", 0, "nothing was counted"));
      out.sorting_upper.push_back(1);
      continue;
    }
    out.rates.push_back(posterior(x[k], n[k], out.a, out.b, options.level));
    out.sorting_upper.push_back(beta_quantile(options.sorting_share, out.a + x[k], out.b + n[k] - x[k]));
  }
  return out;
}

}  // namespace assay::stats
