// Golden numbers: docs/methods/people.md says where they come from. Run lengths were computed a second time
// by dense linear algebra in another program (numpy), to all digits shown.

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "base/rng.h"
#include "stats/control/bernoulli_cusum.h"
#include "stats/control/change_point.h"
#include "stats/control/e_detector.h"
#include "stats/control/ewma.h"
#include "stats/control/exact_limits.h"

namespace assay::stats {
namespace {

std::vector<std::uint8_t> control_errors(std::size_t n, double rate, std::uint64_t index) {
  Rng rng(7, RandomPurpose::simulation, index);
  std::vector<std::uint8_t> errors(n);
  for (std::uint8_t& error : errors) error = rng.uniform() < rate ? 1 : 0;
  return errors;
}

TEST(bernoulli_cusum, has_the_run_lengths_of_the_equations) {
  struct Known {
    std::int64_t limit;
    double good, bad;
  };
  const Known known[] = {{40, 250.8823385931842, 44.91544361317216},
                         {60, 782.7522664426848, 75.21916353658929},
                         {80, 2093.130678000147, 106.45386517775758},
                         {100, 5211.555754221132, 137.94706795838613},
                         {120, 12655.812621982885, 169.8551282631462}};
  for (const Known& k : known) {
    EXPECT_NEAR(cusum_run_length(26, k.limit, 0.02), k.good, 1e-6 * k.good);
    EXPECT_NEAR(cusum_run_length(26, k.limit, 0.06), k.bad, 1e-6 * k.bad);
  }
}

TEST(bernoulli_cusum, a_limit_of_one_waits_for_the_first_error) {
  EXPECT_NEAR(cusum_run_length(26, 1, 0.02), 50, 1e-9);
  EXPECT_NEAR(cusum_run_length(26, 26, 0.5), 2, 1e-6);
}

TEST(bernoulli_cusum, takes_the_smallest_limit_that_is_quiet_enough) {
  const CusumChart chart = cusum_chart({}).value();
  EXPECT_EQ(chart.error_points, 26);
  EXPECT_EQ(chart.limit, 100);
  EXPECT_LT(cusum_run_length(26, 99, 0.02), 5'000);
  EXPECT_FALSE(cusum_chart({.rate_good = 0.06, .rate_bad = 0.02}).ok());
  EXPECT_FALSE(cusum_chart({.rate_good = 0, .rate_bad = 0.02}).ok());
}

TEST(bernoulli_cusum, alarms_as_rarely_as_it_says) {
  const CusumChart chart = cusum_chart({.run_length_wanted = 500}).value();
  double sum = 0;
  constexpr int runs = 400;
  for (int run = 0; run < runs; ++run) {
    const CusumPath path = run_cusum(chart, control_errors(20'000, 0.02, static_cast<std::uint64_t>(run)));
    ASSERT_TRUE(path.first_alarm);
    sum += static_cast<double>(*path.first_alarm + 1);
  }
  EXPECT_NEAR(sum / runs, chart.run_length_good, 4 * chart.run_length_good / std::sqrt(runs));
}

TEST(ewma, has_the_run_lengths_of_the_chain) {
  EXPECT_NEAR(ewma_run_length({0.1, 2.814}, 0), 499.4701317275289, 1e-4);
  EXPECT_NEAR(ewma_run_length({0.2, 2.962}, 0), 499.6762011337036, 1e-4);
  EXPECT_NEAR(ewma_run_length({0.05, 2.615}, 0), 499.24, 1);
  EXPECT_NEAR(ewma_run_length({0.05, 2.615}, 1), 11.383, 0.02);
  EXPECT_NEAR(ewma_run_length({0.1, 2.814}, 1), 10.330758859672567, 1e-6);
  EXPECT_NEAR(ewma_run_length({0.2, 2.962}, 1), 10.541731408886799, 1e-6);
}

TEST(ewma, starts_again_after_a_signal) {
  const std::vector<double> high(100, 3.0);
  const EwmaPath path = run_ewma({}, high);
  ASSERT_TRUE(path.first_alarm);
  EXPECT_GE(path.alarms, 20);
  EXPECT_EQ(run_ewma({}, std::vector<double>(50, 0.0)).alarms, 0);
}

TEST(ewma, says_how_often_chance_comes_as_far) {
  // The run length at the chart's own limit, and 300 values without a move, simulated.
  const double edge = 2.814 * std::sqrt(0.1 / 1.9);
  EXPECT_NEAR(ewma_chance(edge, 300), 1 - std::exp(-300 / ewma_run_length({}, 0)), 0.01);
  EXPECT_EQ(ewma_chance(0, 300), 1);
  EXPECT_LT(ewma_chance(10, 300), 1e-4);
  int far = 0, farther = 0;
  constexpr int runs = 2'000;
  for (std::uint64_t run = 0; run < runs; ++run) {
    Rng rng(12, RandomPurpose::simulation, run);
    std::vector<double> values(300);
    for (double& value : values) value = rng.normal();
    const double chance = ewma_chance(run_ewma({.limit = 1e9}, values).extreme, values.size());
    far += chance <= 0.2 ? 1 : 0;
    farther += chance <= 0.02 ? 1 : 0;
  }
  EXPECT_NEAR(far, 0.2 * runs, 75);  // four standard deviations
  EXPECT_NEAR(farther, 0.02 * runs, 26);
}

TEST(ewma, knows_where_the_average_was_farthest_and_since_when) {
  std::vector<double> values(60, 0.1);
  std::fill(values.begin() + 20, values.begin() + 40, -2.0);
  const EwmaPath path = run_ewma({.limit = 1e9}, values);
  EXPECT_EQ(path.extreme_at, 39U);
  EXPECT_EQ(path.extreme_begin, 20U);
  EXPECT_LT(path.extreme, -1);
}

TEST(exact_limits, are_binomial_quantiles) {
  // 100 answers at 2 %: P(X <= 7) = .99907, P(X <= 6) = .99594 (binomial distribution by hand).
  const CountLimits limits = exact_limits(100, 0.02);
  EXPECT_EQ(limits.lower, 0);
  EXPECT_EQ(limits.upper, 7);
  EXPECT_NEAR(limits.outside, 1 - 0.999068, 2e-6);
  EXPECT_EQ(exact_limits(0, 0.02).upper, 0);
  EXPECT_EQ(exact_limits(50, 0).upper, 0);
  EXPECT_EQ(exact_limits(50, 1).lower, 50);
  for (const double rate : {0.01, 0.1, 0.5, 0.9}) EXPECT_LE(exact_limits(200, rate).outside, 0.0027);
}

TEST(overdispersion, is_one_for_chance_and_more_for_days_that_differ) {
  EXPECT_NEAR(overdispersion(std::vector<DayCount>{{10, 100}, {20, 100}}),
              std::sqrt(2 * 0.05 * 0.05 * 100 / (0.15 * 0.85)), 1e-12);
  EXPECT_EQ(overdispersion(std::vector<DayCount>{{0, 10}, {0, 10}}), 0);
}

TEST(e_detector, is_the_sum_over_all_beginnings) {
  const std::vector<std::uint8_t> errors = {0, 1, 1};
  const double wrong = 3, right = 0.94 / 0.98;
  const double sum = right * wrong * wrong + wrong * wrong + wrong;
  const DetectorPath path = run_detector({.limit = 20}, errors);
  EXPECT_NEAR(std::exp(path.log_last), sum, 1e-9 * sum);
  EXPECT_EQ(path.first_alarm, 2U);
  EXPECT_FALSE(run_detector({}, std::vector<std::uint8_t>{}).first_alarm);
}

TEST(e_detector, alarms_no_more_often_than_its_limit_says) {
  double sum = 0;
  constexpr int runs = 200;
  for (int run = 0; run < runs; ++run) {
    const auto errors = control_errors(30'000, 0.02, 1'000 + static_cast<std::uint64_t>(run));
    sum += static_cast<double>(run_detector({.limit = 400}, errors).first_alarm.value_or(30'000)) + 1;
  }
  EXPECT_GT(sum / runs, 400);
}

TEST(change_point, finds_where_a_rate_rose) {
  std::vector<std::uint8_t> errors = control_errors(400, 0.05, 1);
  const std::vector<std::uint8_t> later = control_errors(200, 0.4, 2);
  errors.insert(errors.end(), later.begin(), later.end());
  const ChangePoint change = last_change(errors);
  EXPECT_NEAR(static_cast<double>(change.begin), 400, 15);
  EXPECT_GT(change.log_bayes_factor, 10);
  EXPECT_NEAR(change.probability_before, 0.05, 0.03);
  EXPECT_NEAR(change.probability_after, 0.4, 0.1);
}

TEST(change_point, finds_none_where_there_is_none) {
  int found = 0;
  for (std::uint64_t run = 0; run < 100; ++run)
    found += last_change(control_errors(500, 0.1, 50 + run)).log_bayes_factor > 3;
  EXPECT_LE(found, 5);  // a Bayes factor of 20 by chance: at most 5 % (Ville)
  EXPECT_EQ(last_change(std::vector<std::uint8_t>{}).begin, 0U);
}

// Two answers: the predictive probabilities by hand.
TEST(change_point, weighs_runs_by_their_predictive_probability) {
  const ChangePoint change = last_change(std::vector<std::uint8_t>{1, 0});
  // none: 1/2 * (1/2)/(2) = 1/8; later run: 1/2 * 1/2 = 1/4; prior odds taken out.
  EXPECT_NEAR(change.log_bayes_factor, std::log(2.0), 1e-9);
}

}  // namespace
}  // namespace assay::stats
