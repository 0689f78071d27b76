#include "stats/control/control_chart.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/rng.h"

namespace assay::stats {
namespace {

std::vector<std::uint8_t> chart_errors(std::size_t n, double rate, std::uint64_t stream) {
  Rng rng(7, RandomPurpose::simulation, stream);
  std::vector<std::uint8_t> errors(n);
  for (auto& error : errors) error = rng.uniform() < rate ? 1 : 0;
  return errors;
}

std::vector<double> own_rate(const std::vector<std::uint8_t>& errors) {
  double wrong = 0;
  for (const std::uint8_t error : errors) wrong += error;
  return std::vector<double>(errors.size(), std::max(wrong, 0.5) / static_cast<double>(errors.size()));
}

TEST(control_chart, cuts_all_answers_into_points) {
  const auto errors = chart_errors(1'001, 0.1, 1);
  const ControlChart chart = control_chart(errors, own_rate(errors));
  ASSERT_EQ(chart.points.size(), 25U);
  std::int64_t judged = 0, wrong = 0;
  for (const ChartPoint& point : chart.points) {
    EXPECT_EQ(point.begin, static_cast<std::size_t>(judged));
    EXPECT_GE(point.judged, 40);
    EXPECT_LE(point.lower, static_cast<double>(point.judged) * point.expected);
    EXPECT_GE(point.upper, static_cast<double>(point.judged) * point.expected);
    judged += point.judged;
    wrong += point.wrong;
  }
  EXPECT_EQ(judged, 1'001);
  EXPECT_NEAR(static_cast<double>(wrong) / 1'001, chart.rate, 1e-12);
  EXPECT_EQ(control_chart(chart_errors(5, 0.5, 1), std::vector<double>(5, 0.5)).points.size(), 1U);
}

TEST(control_chart, marks_a_rise_by_every_means) {
  auto errors = chart_errors(600, 0.04, 2);
  const auto later = chart_errors(300, 0.3, 3);
  errors.insert(errors.end(), later.begin(), later.end());
  const ControlChart chart = control_chart(errors, own_rate(errors));
  ASSERT_TRUE(chart.cusum && chart.cusum_path.first_alarm && chart.detector.first_alarm && chart.change);
  EXPECT_NEAR(static_cast<double>(*chart.cusum_path.first_alarm), 650, 50);
  EXPECT_NEAR(static_cast<double>(chart.change->begin), 600, 30);
  EXPECT_LT(chart.detector_chance, 1e-3);
  EXPECT_TRUE(std::any_of(chart.points.begin(), chart.points.end(), [](const auto& p) { return p.above; }));
}

// Each part's false alarms, over streams in which nothing changes, are as rare as it says.
TEST(control_chart, alarms_as_rarely_as_it_says) {
  constexpr int runs = 300;
  double outside = 0, outside_expected = 0, cusum = 0, cusum_expected = 0;
  int changes = 0, improbable = 0;
  for (std::uint64_t run = 0; run < runs; ++run) {
    const auto errors = chart_errors(800, 0.1, 100 + run);
    const ControlChart chart = control_chart(errors, std::vector<double>(800, 0.1));
    for (const ChartPoint& point : chart.points) outside += point.above || point.below ? 1 : 0;
    outside_expected += chart.outside_expected;
    cusum += static_cast<double>(chart.cusum_path.alarms);
    cusum_expected += 800 / chart.cusum->run_length_good;
    changes += chart.change ? 1 : 0;
    improbable += chart.detector_chance <= 0.05 ? 1 : 0;
  }
  EXPECT_LE(outside, outside_expected + 4 * std::sqrt(outside_expected));
  EXPECT_LE(cusum, 1.3 * cusum_expected);
  EXPECT_LE(changes, 0.05 * runs + 4 * std::sqrt(0.05 * runs));
  EXPECT_LE(improbable, 0.05 * runs + 4 * std::sqrt(0.05 * runs));
}

TEST(control_chart, widens_limits_of_answers_that_come_in_lumps) {
  std::vector<std::uint8_t> errors;
  Rng rng(7, RandomPurpose::simulation, 5);
  while (errors.size() < 2'000) errors.insert(errors.end(), 10, rng.uniform() < 0.2 ? 1 : 0);
  const ControlChart chart = control_chart(errors, own_rate(errors));
  EXPECT_GT(chart.overdispersion, 2);
  int outside = 0;
  for (const ChartPoint& point : chart.points) outside += point.above || point.below ? 1 : 0;
  EXPECT_LE(outside, 2);
}

TEST(control_chart, looks_for_a_change_in_a_long_stream) {
  auto errors = chart_errors(30'000, 0.05, 8);
  const auto later = chart_errors(20'000, 0.15, 9);
  errors.insert(errors.end(), later.begin(), later.end());
  const ControlChart chart = control_chart(errors, own_rate(errors));
  ASSERT_TRUE(chart.change);
  EXPECT_NEAR(static_cast<double>(chart.change->begin), 30'000, 1'500);
}

}  // namespace
}  // namespace assay::stats
