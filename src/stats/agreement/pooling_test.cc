#include "stats/agreement/pooling.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/parallel.h"
#include "base/rng.h"
#include "stats/agreement/agreement.h"
#include "stats/agreement/slice_p.h"
#include "stats/multiplicity.h"

namespace assay::stats {
namespace {

std::vector<SliceCoefficient> random_slices(Rng& rng, std::size_t count, double tau,
                                            std::vector<double>& truth) {
  std::vector<SliceCoefficient> slices;
  truth.clear();
  for (std::size_t s = 0; s < count; ++s) {
    const double error = 0.05 + 0.1 * rng.uniform();
    truth.push_back(0.5 + tau * rng.normal());
    slices.push_back({truth.back() + error * rng.normal(), error * error, 10'000});
  }
  return slices;
}

// Rubin 1981, eight schools, on a tenth of the scale: posterior means under a flat prior on tau (Gelman et
// al., Bayesian Data Analysis, table 5.2) are about 11, 7, 6, 7, 5, 6, 10, 8 with sd 8, 6, 7, 7, 6, 7, 7, 8;
// here the grid ends at four standard deviations.
TEST(partial_pooling, agrees_with_the_eight_schools) {
  const double effect[] = {28, 8, -3, 7, -1, 1, 18, 12};
  const double error[] = {15, 10, 16, 11, 9, 11, 10, 18};
  const double mean[] = {11, 7, 6, 7, 5, 6, 10, 8};
  const double deviation[] = {8, 6, 7, 7, 6, 7, 7, 8};
  std::vector<SliceCoefficient> slices;
  for (std::size_t s = 0; s < 8; ++s) {
    slices.push_back({effect[s] / 100, error[s] * error[s] / 10'000, 1'000'000'000});
  }
  const Pooled pooled = partial_pooling(slices, 0.95);
  for (std::size_t s = 0; s < 8; ++s) {
    EXPECT_NEAR(*pooled.slices[s].value * 100, mean[s], 1) << s;
    EXPECT_NEAR(*pooled.slices[s].standard_error * 100, deviation[s], 1) << s;
    EXPECT_EQ(pooled.slices[s].method, "partial_pooling");
  }
  EXPECT_DOUBLE_EQ(pooled.tau, 0);
}

TEST(partial_pooling, keeps_every_value_between_its_own_and_the_others) {
  Rng rng(1, RandomPurpose::simulation, 1);
  std::vector<double> truth;
  for (int round = 0; round < 50; ++round) {
    const auto slices = random_slices(rng, 8, 0.1, truth);
    const Pooled pooled = partial_pooling(slices, 0.95);
    double lowest = 1, highest = -1;
    for (const auto& slice : slices) {
      lowest = std::min(lowest, slice.value);
      highest = std::max(highest, slice.value);
    }
    for (std::size_t s = 0; s < slices.size(); ++s) {
      EXPECT_GE(*pooled.slices[s].value, lowest - 1e-12);
      EXPECT_LE(*pooled.slices[s].value, highest + 1e-12);
      EXPECT_LE(pooled.slices[s].interval->lower, *pooled.slices[s].value);
      EXPECT_GE(pooled.slices[s].interval->upper, *pooled.slices[s].value);
    }
  }
}

// Methods 1.7: coverage .93 to .96 and a smaller squared error than the raw values.
TEST(partial_pooling, covers_the_truth_and_errs_less_than_the_raw_values) {
  Rng rng(2, RandomPurpose::simulation, 2);
  std::vector<double> truth;
  double covered = 0, all = 0, raw = 0, drawn = 0;
  for (int round = 0; round < 400; ++round) {
    const auto slices = random_slices(rng, 8, 0.06, truth);
    const Pooled pooled = partial_pooling(slices, 0.95);
    for (std::size_t s = 0; s < slices.size(); ++s) {
      const Interval& interval = *pooled.slices[s].interval;
      covered += truth[s] >= interval.lower && truth[s] <= interval.upper ? 1 : 0;
      raw += std::pow(slices[s].value - truth[s], 2);
      drawn += std::pow(*pooled.slices[s].value - truth[s], 2);
      all += 1;
    }
  }
  EXPECT_GT(covered / all, 0.93);
  EXPECT_LT(covered / all, 0.98);
  EXPECT_LT(drawn, 0.8 * raw);
}

TEST(partial_pooling, leaves_two_slices_as_they_are_and_never_believes_in_no_variance) {
  const Pooled two = partial_pooling(std::vector<SliceCoefficient>{{1, 0, 20}, {0.2, 0.01, 40}}, 0.95);
  EXPECT_DOUBLE_EQ(*two.slices[0].value, 1);
  EXPECT_DOUBLE_EQ(*two.slices[1].value, 0.2);
  EXPECT_EQ(two.slices[0].method, "not_pooled");
  EXPECT_LT(two.slices[0].interval->lower, 0.95);
}

// Benjamini and Hochberg 1995, section 3.2: of their fifteen p values the four smallest are rejected at .05.
TEST(benjamini_hochberg, rejects_the_four_of_the_published_example) {
  const std::vector<std::optional<double>> p = {.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344,
                                                .0459, .3240, .4262, .5719, .6528, .7590, 1.000};
  const auto adjusted = benjamini_hochberg(p);
  for (std::size_t i = 0; i < p.size(); ++i) EXPECT_EQ(*adjusted[i] <= 0.05, i < 4) << i;
  EXPECT_NEAR(*adjusted[3], .0095 * 15 / 4, 1e-12);
  double harmonic = 0;
  for (int l = 1; l <= 15; ++l) harmonic += 1.0 / l;
  EXPECT_NEAR(*benjamini_yekutieli(p)[3], .0095 * 15 / 4 * harmonic, 1e-12);
}

TEST(benjamini_hochberg, leaves_absent_values_out_and_keeps_the_order_given) {
  const std::vector<std::optional<double>> p = {0.5, std::nullopt, 0.01};
  const auto adjusted = benjamini_hochberg(p);
  EXPECT_NEAR(*adjusted[0], 0.5, 1e-12);
  EXPECT_FALSE(adjusted[1].has_value());
  EXPECT_NEAR(*adjusted[2], 0.02, 1e-12);
}

// Items with two labels each of two categories: counts of both-first, mixed, both-second.
struct Pool {
  std::vector<std::uint64_t> begin{0, 1, 3, 4};
  std::vector<std::uint32_t> category{0, 0, 1, 1}, count{2, 1, 1, 2};
  std::vector<std::int64_t> items;
  Patterns view() const { return {begin, category, count, items, 2}; }
};

SliceTestInput slice_of(const Pool& pool, double observed, std::int64_t items) {
  SliceTestInput input;
  input.pool = pool.view();
  input.observed = observed;
  input.items = items;
  return input;
}

double alpha_of(const Pool& pool) { return *linearised_alpha(pool.view(), {}, Scale::nominal, 0.95).value; }

TEST(permutation_p, is_small_for_a_slice_of_disagreement_and_uniform_for_a_random_one) {
  const Pool pool{.items = {100, 60, 80}};
  PermutationBudget budget{1e9, 100};
  const Pool bad{.items = {10, 25, 5}};
  EXPECT_LT(*permutation_p(slice_of(pool, alpha_of(bad), 40), budget), 0.001);
  const Pool good{.items = {18, 4, 18}};
  EXPECT_GT(*permutation_p(slice_of(pool, alpha_of(good), 40), budget), 0.9);
  Rng rng(6, RandomPurpose::simulation, 6);
  std::vector<std::uint32_t> of;
  for (std::uint32_t v = 0; v < 3; ++v) of.insert(of.end(), static_cast<std::size_t>(pool.items[v]), v);
  int below = 0;
  for (std::uint64_t round = 0; round < 200; ++round) {
    Pool some{.items = {0, 0, 0}};
    for (std::size_t i = 0; i < 50; ++i) {
      std::swap(of[i], of[i + rng.below(of.size() - i)]);
      ++some.items[of[i]];
    }
    SliceTestInput input = slice_of(pool, alpha_of(some), 50);
    input.stream = round << 32;
    PermutationBudget own{1e9, 1};
    below += *permutation_p(input, own) <= 0.1 ? 1 : 0;
  }
  EXPECT_GT(below, 8);
  EXPECT_LT(below, 34);
}

TEST(permutation_p, draws_the_rest_when_the_rest_is_smaller) {
  const Pool pool{.items = {100, 60, 80}};
  PermutationBudget budget{1e9, 10};
  const Pool most{.items = {88, 60, 52}};
  EXPECT_LT(*permutation_p(slice_of(pool, alpha_of(most), 200), budget), 0.01);
  EXPECT_FALSE(permutation_p(slice_of(pool, 0.5, 240), budget).has_value());
}

TEST(permutation_p, refuses_what_the_budget_does_not_allow_and_takes_what_it_costs) {
  const Pool pool{.items = {100, 60, 80}};
  PermutationBudget poor{1000, 1};
  EXPECT_FALSE(permutation_p(slice_of(pool, 0.1, 40), poor).has_value());
  PermutationBudget rich{1e9, 1};
  (void)permutation_p(slice_of(pool, 0.1, 40), rich);
  EXPECT_LT(rich.units, 1e9);
}

TEST(permutation_p, has_the_same_bits_on_one_and_on_two_threads) {
  const Pool pool{.items = {100, 60, 80}};
  std::vector<double> found;
  for (const std::size_t threads : {1U, 2U}) {
    set_thread_count(threads);
    PermutationBudget budget{1e9, 1};
    found.push_back(*permutation_p(slice_of(pool, 0.35, 40), budget));
    found.push_back(budget.units);
  }
  set_thread_count(0);
  EXPECT_EQ(found[0], found[2]);
  EXPECT_EQ(found[1], found[3]);
}

TEST(normal_p, compares_a_slice_with_the_others_weighed_by_their_precision) {
  const std::vector<SliceCoefficient> slices = {{0.5, 0.01, 100}, {0.7, 0.01, 100}, {0.7, 0.01, 100}};
  EXPECT_NEAR(*normal_p(slices, 0), 0.0512, 0.0005);  // z = -0.2 / sqrt(0.015) = -1.633
  EXPECT_FALSE(normal_p(std::span(slices).first(1), 0).has_value());
}

}  // namespace
}  // namespace assay::stats
