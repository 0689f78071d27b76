#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

#include "base/rng.h"
#include "stats/design/gold_error.h"
#include "stats/design/stratified.h"
#include "stats/design/weighted.h"
#include "stats/interval/binomial.h"

namespace assay::stats {
namespace {

// Numbers "of reference" were computed by an independent program (numpy, scipy) from the cited formulas.

TEST(design, adds_strata_as_the_reference_does) {
  const std::vector<Stratum> strata = {{8000, 100, 1}, {1500, 100, 4}, {500, 100, 12}};
  const Estimate rate = stratified_rate(strata, Claim::process);
  EXPECT_NEAR(*rate.value, 0.02, 1e-12);
  EXPECT_NEAR(*rate.standard_error, 0.008571976894438522, 1e-12);
  EXPECT_NEAR(rate.interval->lower, 0.012065658296804215, 1e-9);
  EXPECT_NEAR(rate.interval->upper, 0.056857722898784754, 1e-9);
  const Estimate lot = stratified_rate(strata, Claim::this_lot);
  EXPECT_GT(lot.interval->lower, rate.interval->lower);
  EXPECT_LT(lot.interval->upper, rate.interval->upper);
}

TEST(design, one_stratum_is_a_plain_rate) {
  const Estimate rate = stratified_rate(std::vector<Stratum>{{100'000, 200, 7}}, Claim::process);
  const Interval wilson = wilson_interval(7, 200);
  EXPECT_NEAR(rate.interval->lower, wilson.lower, 1e-12);
  EXPECT_NEAR(rate.interval->upper, wilson.upper, 1e-12);
}

TEST(design, knows_a_stratum_that_was_judged_whole) {
  const Estimate rate = stratified_rate(std::vector<Stratum>{{50, 50, 5}, {50, 50, 0}}, Claim::this_lot);
  EXPECT_NEAR(rate.interval->lower, 0.05, 1e-12);
  EXPECT_NEAR(rate.interval->upper, 0.05, 1e-12);
}

TEST(design, cannot_speak_for_a_stratum_nobody_looked_at) {
  EXPECT_EQ(stratified_rate(std::vector<Stratum>{{50, 10, 1}, {50, 0, 0}}, Claim::process).status,
            Status::not_identifiable);
  EXPECT_EQ(stratified_rate(std::vector<Stratum>{{0, 0, 0}}, Claim::process).status, Status::insufficient);
  const Estimate single = stratified_rate(std::vector<Stratum>{{50, 10, 1}, {50, 1, 0}}, Claim::process);
  EXPECT_FALSE(single.standard_error);
  EXPECT_TRUE(single.interval);
}

TEST(design, equal_weights_are_a_plain_rate) {
  std::vector<WeightedItem> sample(200, {0, 0.01});
  for (int at = 0; at < 20; ++at) sample[at].value = 1;
  const Estimate rate = weighted_rate(sample);
  EXPECT_NEAR(*rate.value, 0.1, 1e-12);
  // Var = (1 - pi) p (1 - p) / n: an effective n of n / (1 - pi).
  const Interval wilson = wilson_interval(0.1 * 200 / 0.99, 200 / 0.99);
  EXPECT_NEAR(rate.interval->lower, wilson.lower, 1e-9);
  EXPECT_NEAR(rate.interval->upper, wilson.upper, 1e-9);
}

TEST(design, bounds_what_was_not_seen_exactly) {
  std::vector<double> population(100, 0.05);
  population.insert(population.end(), 100, 0.2);
  EXPECT_EQ(wrong_items_unseen(population, 0.025), 71);
  EXPECT_EQ(wrong_items_unseen(population, 0.05), 58);
  const std::vector<WeightedItem> clean = {{0, 0.05}, {0, 0.2}, {0, 0.2}};
  const Estimate none = weighted_rate(clean, {.population_probabilities = population});
  EXPECT_EQ(none.interval->lower, 0);
  EXPECT_NEAR(none.interval->upper, 71.0 / 200, 1e-12);
  const std::vector<WeightedItem> bad = {{1, 0.05}, {1, 0.2}};
  EXPECT_NEAR(weighted_rate(bad, {.population_probabilities = population}).interval->lower, 1 - 71.0 / 200,
              1e-12);
  EXPECT_EQ(weighted_rate(clean).status, Status::insufficient);
  EXPECT_EQ(weighted_rate({}).status, Status::insufficient);
}

TEST(design, assists_by_predictions_as_the_reference_does) {
  const std::vector<double> y = {0, 1, 0, 0, 1, 0, 0, 1, 0, 0};
  const std::vector<double> g = {0.5, 0.6,  0.3, 0.1,  0.7, 0.4, 0.2,  0.3, 0.6, 0.3,
                                 0.1, 0.2,  0.1, 0.05, 0.7, 0.3, 0.1,  0.2, 0.1, 0.6,
                                 0.1, 0.15, 0.3, 0.1,  0.2, 0.4, 0.05, 0.1, 0.2, 0.3};
  std::vector<std::size_t> drawn(10);
  std::iota(drawn.begin(), drawn.end(), 0U);
  const Assisted assisted = assisted_rate({g, drawn, y, {}}, 0.95, 0);
  EXPECT_NEAR(assisted.lambda, 1.176470588, 1e-8);
  EXPECT_NEAR(*assisted.rate.value, 0.156862745, 1e-8);
  EXPECT_NEAR(*assisted.rate.standard_error, 0.109862263, 1e-8);
  // Three wrong items are too few to trust the predictions' help.
  const Estimate plain = assisted_rate({g, drawn, y, {}}).rate;
  EXPECT_NEAR(*plain.value, 0.3, 1e-12);
  EXPECT_EQ(plain.interval->method, "finite_lot");
}

TEST(design, leaves_useless_predictions_out) {
  const std::vector<double> y = {0, 1, 0, 1};
  const std::vector<double> g(40, 0.3);
  const std::vector<std::size_t> drawn = {0, 1, 2, 3};
  const Assisted assisted = assisted_rate({g, drawn, y, {}});
  EXPECT_EQ(assisted.lambda, 0);
  EXPECT_NEAR(*assisted.rate.value, 0.5, 1e-12);
}

TEST(design, the_difference_is_unbiased_whatever_the_prediction_is_worth) {
  constexpr std::size_t items = 2000;
  std::vector<double> truth(items, 0.0), g(items), pi(items);
  for (std::size_t at = 0; at < items; ++at) {
    truth[at] = at % 20 == 0 ? 1 : 0;
    g[at] = at % 7 == 0 ? 0.4 : 0.02;  // knows nothing
    pi[at] = at % 3 == 0 ? 0.3 : 0.1;
  }
  double sum = 0;
  constexpr int runs = 800;
  for (int run = 0; run < runs; ++run) {
    Rng rng(3, RandomPurpose::sample, run);
    std::vector<std::size_t> drawn;
    std::vector<double> y, p;
    for (std::size_t at = 0; at < items; ++at) {
      if (rng.uniform() >= pi[at]) continue;
      drawn.push_back(at);
      y.push_back(truth[at]);
      p.push_back(pi[at]);
    }
    sum += *difference_estimate({g, drawn, y, p}).value;
  }
  EXPECT_NEAR(sum / runs, 0.05, 0.0025);  // four standard errors
}

TEST(design, takes_the_error_of_the_gold_out) {
  // e = .03, g = .02, two categories: d = .0488 (methods 3.6), here at a size where rounding is small.
  for (const auto& [k, d] : {std::pair<std::int64_t, double>{2, 0.0488}, {3, 0.0491}, {5, 0.04925}}) {
    const GoldCorrected found =
        corrected_for_gold({std::llround(d * 1e8), 100'000'000, 2'000'000, 100'000'000, k});
    EXPECT_NEAR(*found.error.value, 0.03, 1e-8) << k;
  }
  const GoldCorrected small = corrected_for_gold({49, 1000, 10, 500, 2});
  EXPECT_LT(small.error.interval->lower, *small.error.value);
  EXPECT_GT(small.error.interval->upper, *small.error.value);
  // The gold's own sample widens it.
  EXPECT_GT(small.error.interval->upper - small.error.interval->lower,
            corrected_for_gold({49, 1000, 1000, 50'000, 2}).error.interval->upper -
                corrected_for_gold({49, 1000, 1000, 50'000, 2}).error.interval->lower);
}

TEST(design, says_when_the_gold_cannot_be_told_from_the_labels) {
  const GoldCorrected noise = corrected_for_gold({5, 1000, 10, 500, 2});
  EXPECT_EQ(*noise.error.value, 0);
  EXPECT_EQ(noise.error.interval->lower, 0);
  EXPECT_FALSE(noise.error.note.empty());
  EXPECT_EQ(corrected_for_gold({5, 100, 60, 100, 2}).error.status, Status::not_identifiable);
  EXPECT_EQ(corrected_for_gold({5, 100, 0, 0, 2}).error.status, Status::not_identifiable);
  EXPECT_EQ(corrected_for_gold({0, 0, 1, 100, 2}).error.status, Status::insufficient);
}

TEST(design, corrects_for_a_reviewer_as_rogan_and_gladen) {
  EXPECT_NEAR(*rogan_gladen_rate(80, 1000, {0.9, 0.98}).value, 0.06818181818181825, 1e-12);
  EXPECT_EQ(*rogan_gladen_rate(0, 1000, {0.9, 0.98}).value, 0);
  EXPECT_EQ(rogan_gladen_rate(1, 10, {0.5, 0.5}).status, Status::not_identifiable);
}

TEST(design, samples_twice_as_tenenbein) {
  EXPECT_NEAR(best_expert_share({1, 8, .03, .02}), 0.4330127018922193, 1e-12);
  EXPECT_EQ(best_expert_share({1, 8, .03, 0}), 1);
  // A reviewer who is always right: the expert adds nothing, the rate is the reviewer's.
  const Estimate perfect = double_sampling_rate({90, 810, 10, 0, 0, 90});
  EXPECT_NEAR(*perfect.value, 0.1, 1e-12);
  EXPECT_NEAR(*perfect.standard_error, std::sqrt(0.1 * 0.9 / 1000), 1e-12);
  EXPECT_EQ(double_sampling_rate({90, 810, 0, 0, 0, 90}).status, Status::not_identifiable);
  EXPECT_EQ(double_sampling_rate({90, 810, 0, 0, 0, 0}).status, Status::insufficient);
}

}  // namespace
}  // namespace assay::stats
