#include "stats/gate/betting.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/check.h"
#include "stats/special.h"

namespace assay::stats {
namespace {

constexpr int bisection_steps = 60;

// Growth of the capital that bets on "the mean lies above m" or "below m", for one value.
double growth_above(double bet, double value, double mean) {
  const double capped = mean > 0 ? std::min(bet, 0.5 / mean) : bet;
  return std::log1p(capped * (value - mean));
}
double growth_below(double bet, double value, double mean) {
  const double capped = mean < 1 ? std::min(bet, 0.5 / (1 - mean)) : bet;
  return std::log1p(-capped * (value - mean));
}

enum class Look { ever, now };
enum class Hand { above, below };

struct Values {
  std::span<const double> value;
  std::span<const double> bet;
  BettingOptions options;
};

// Is m ruled out, because the mean lies above (below) it?
bool ruled_out(const Values& values, double m, Hand hand, Look look) {
  const double limit = std::log(2 / values.options.alpha);
  double log_capital = 0;
  double highest = -1e300;
  double sum = 0;
  for (std::size_t t = 0; t < values.value.size(); ++t) {
    double mean = m;
    if (values.options.lot) {
      const auto lot = static_cast<double>(*values.options.lot);
      mean = (lot * m - sum) / (lot - static_cast<double>(t));
      // What is left cannot have such a mean: the candidate is gone for good, on its own side.
      if (mean < -1e-12) return hand == Hand::above;
      if (mean > 1 + 1e-12) return hand == Hand::below;
      mean = std::clamp(mean, 0.0, 1.0);
    }
    log_capital += hand == Hand::above ? growth_above(values.bet[t], values.value[t], mean)
                                       : growth_below(values.bet[t], values.value[t], mean);
    highest = std::max(highest, log_capital);
    sum += values.value[t];
  }
  if (values.options.lot) {
    const auto lot = static_cast<double>(*values.options.lot);
    const double left = lot - static_cast<double>(values.value.size());
    if (sum > lot * m + 1e-9) return hand == Hand::above;
    if (sum + left < lot * m - 1e-9) return hand == Hand::below;
  }
  return (look == Look::ever ? highest : log_capital) >= limit;
}

double edge(const Values& values, Hand hand, Look look) {
  double out = hand == Hand::above ? 0 : 1;  // ruled out, unless nothing is
  double in = 1 - out;
  if (!ruled_out(values, out, hand, look)) return out;
  for (int step = 0; step < bisection_steps; ++step) {
    const double middle = (out + in) / 2;
    (ruled_out(values, middle, hand, look) ? out : in) = middle;
  }
  return in;
}

Interval interval_of(const Values& values, Look look) {
  return {edge(values, Hand::above, look), edge(values, Hand::below, look), 1 - values.options.alpha,
          "betting_confidence_sequence"};
}

std::vector<double> bets_of(std::span<const double> values, double alpha) {
  Bets bets;
  std::vector<double> out;
  out.reserve(values.size());
  for (const double value : values) {
    ASSAY_CHECK(value >= 0 && value <= 1, "values of a betting interval lie in [0, 1]");
    out.push_back(bets.next(alpha));
    bets.add(value);
  }
  return out;
}

}  // namespace

double Bets::next(double alpha) const {
  const double t = static_cast<double>(n_) + 1;
  return std::sqrt(2 * std::log(2 / alpha) / (t * std::log1p(t) * variance_));
}

void Bets::add(double value) {
  ++n_;
  sum_ += value;
  const double t = static_cast<double>(n_) + 1;
  const double mean = (0.5 + sum_) / t;
  squares_ += (value - mean) * (value - mean);
  variance_ = squares_ / t;
}

Interval betting_interval_now(std::span<const double> values, const BettingOptions& options) {
  const std::vector<double> bets = bets_of(values, options.alpha);
  return interval_of({values, bets, options}, Look::now);
}

Estimate betting_interval(std::span<const double> values, const BettingOptions& options) {
  const auto n = static_cast<std::int64_t>(values.size());
  ASSAY_CHECK(!options.lot || n <= *options.lot, "no more values are drawn than the lot has");
  if (n == 0) return undefined_estimate(Status::insufficient, "betting_mean", 0, "nothing was judged");
  const std::vector<double> bets = bets_of(values, options.alpha);
  const Values data{values, bets, options};
  Estimate mean;
  double sum = 0;
  for (const double value : values) sum += value;
  mean.value = sum / static_cast<double>(n);
  mean.n = n;
  mean.method = "betting_mean";
  mean.interval = interval_of(data, Look::ever);
  if (mean.interval->lower > mean.interval->upper) {
    mean.interval = interval_of(data, Look::now);
    mean.status = Status::not_identifiable;
    mean.note = "the rate was not constant: earlier and later items contradict each other";
  }
  return mean;
}

Interval beta_mixture_interval(std::int64_t x, std::int64_t n, double alpha) {
  ASSAY_CHECK(x >= 0 && x <= n && alpha > 0 && alpha < 1, "x of n, and an alpha inside (0, 1)");
  const auto wrong = static_cast<double>(x);
  const auto right = static_cast<double>(n - x);
  const double mixture = log_beta(0.5 + wrong, 0.5 + right) - log_beta(0.5, 0.5) + std::log(alpha);
  const auto holds = [&](double p) {
    const double likelihood = (x > 0 ? wrong * std::log(p) : 0) + (n > x ? right * std::log1p(-p) : 0);
    return mixture < likelihood;
  };
  const double best = n > 0 ? wrong / static_cast<double>(n) : 0.5;
  const auto limit = [&](double out, double in) {
    for (int step = 0; step < bisection_steps; ++step) {
      const double middle = (out + in) / 2;
      (holds(middle) ? in : out) = middle;
    }
    return in;
  };
  return {x == 0 ? 0 : limit(0, best), x == n ? 1 : limit(1, best), 1 - alpha, "beta_mixture"};
}

void BettingTest::add(const Judgement& judgement) {
  const auto step = [&](Side& side, bool wrong, Hand hand) {
    const double value = wrong ? 1 : 0;
    double mean = options_.error_max.value();
    bool open = true;
    if (options_.lot) {
      ASSAY_CHECK(n_ < *options_.lot, "no more items are drawn than the lot has");
      const auto lot = static_cast<double>(*options_.lot);
      mean = (lot * mean - static_cast<double>(side.found)) / (lot - static_cast<double>(n_));
      open = mean >= 0 && mean <= 1;
    }
    // One-sided: a side's own alpha is half of that of a two-sided interval.
    const double alpha = 2 * (hand == Hand::below ? options_.alpha : options_.alpha_fail);
    const double bet = side.bets.next(alpha);
    if (open) {
      side.log_capital +=
          hand == Hand::below ? growth_below(bet, value, mean) : growth_above(bet, value, mean);
    }
    side.bets.add(value);
    side.found += wrong;
  };
  step(good_, judgement.wrong_to_pass(), Hand::below);
  step(bad_, judgement.wrong_to_fail(), Hand::above);
  ++n_;
}

GateState BettingTest::state() const {
  if (options_.lot) {
    if (reaches(bad_.found, options_.error_max, *options_.lot)) return GateState::fail;
    if (!reaches(good_.found + *options_.lot - n_, options_.error_max, *options_.lot)) return GateState::pass;
  }
  if (bad_.log_capital >= std::log(1 / options_.alpha_fail)) return GateState::fail;
  if (good_.log_capital >= std::log(1 / options_.alpha)) return GateState::pass;
  return GateState::open;
}

EvidenceNow BettingTest::now() const {
  return {.n = n_,
          .x_to_pass = good_.found,
          .x_to_fail = bad_.found,
          .log_good = good_.log_capital,
          .log_bad = bad_.log_capital};
}

}  // namespace assay::stats
