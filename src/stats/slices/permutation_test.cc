#include "stats/slices/permutation.h"

#include <gtest/gtest.h>

#include "base/parallel.h"
#include "base/rng.h"
#include "stats/slices/row_subset.h"
#include "stats/slices/score_maximum.h"

namespace assay::stats {
namespace {

RowSubset random_rows(Rng& rng, std::size_t count, std::size_t features, int kind) {
  RowSubset data;
  for (std::size_t f = 0; f < features; ++f) {
    const std::uint64_t values = 2 + rng.below(5);
    auto& column = data.features.emplace_back();
    for (std::size_t row = 0; row < count; ++row) {
      column.push_back(static_cast<std::uint32_t>(rng.below(values + 1)));
    }
  }
  const double rate = 0.02 + 0.3 * rng.uniform();
  for (std::size_t row = 0; row < count; ++row) {
    const double amount = kind == 1 ? 0.25 * static_cast<double>(1 + rng.below(4)) : 1;
    data.error.push_back(rng.uniform() < rate ? static_cast<float>(amount) : 0.0F);
    if (kind == 2) data.weight.push_back(0.5 * static_cast<double>(1 + rng.below(6)));
  }
  return data;
}

TEST(score_maximum, equals_the_best_slice_of_the_exact_search) {
  int positive = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    Rng rng(seed, RandomPurpose::simulation, 21);
    const RowSubset data =
        random_rows(rng, 30 + rng.below(400), 1 + rng.below(6), static_cast<int>(seed % 3));
    SliceLineOptions options{.top = 1, .depth_max = 1 + rng.below(3)};
    options.size_min = static_cast<double>(2 + rng.below(10));
    options.rows_min = 3;
    std::vector<WrongRow> wrong;
    for (std::uint32_t row = 0; row < data.error.size(); ++row) {
      if (data.error[row] > 0) wrong.push_back({row, data.error[row]});
    }
    const SliceSearch found = slice_line(data.view(), options);
    const double best = found.slices.empty() ? 0 : found.slices.front().score;
    EXPECT_NEAR(ScoreMaximum(data.view(), options).of(wrong), best, 1e-9) << "seed " << seed;
    positive += best > 0;
  }
  EXPECT_GT(positive, 200);
}

double top_score(const RowSubset& data, const SliceLineOptions& options) {
  const SliceSearch found = slice_line(data.view(), options);
  return found.slices.empty() ? 0 : found.slices.front().score;
}

TEST(permute_errors, keeps_its_level_when_nothing_is_planted) {
  int alarms = 0;
  constexpr int runs = 120;
  for (std::uint64_t run = 0; run < runs; ++run) {
    Rng rng(run, RandomPurpose::simulation, 22);
    const RowSubset data = random_rows(rng, 600, 5, 0);
    const SliceLineOptions options{.top = 1, .size_min = 20};
    const double observed = top_score(data, options);
    const auto maxima =
        permute_errors(data.view(), {}, options, {.seed = run, .replicate_max = 99, .observed = observed});
    alarms += observed > 0 && permutation_p(maxima, observed) <= 0.05;
  }
  EXPECT_LE(alarms, 15);  // 6 expected; more than 15 of 120 has probability below .001
  EXPECT_GE(alarms, 1);
}

TEST(permute_errors, within_annotators_does_not_take_an_annotator_for_a_slice) {
  int alarms_over_all = 0, alarms_within = 0;
  constexpr int runs = 60;
  for (std::uint64_t run = 0; run < runs; ++run) {
    Rng rng(run, RandomPurpose::simulation, 23);
    RowSubset data = random_rows(rng, 1200, 4, 0);
    std::vector<std::uint32_t> annotator;
    std::vector<double> rate, habit;
    for (int a = 0; a < 20; ++a) {
      rate.push_back(rng.beta(1, 9));
      habit.push_back(rng.uniform() < 0.5 ? 0.1 : 0.9);
    }
    for (std::size_t row = 0; row < 1200; ++row) {
      const auto who = static_cast<std::uint32_t>(rng.below(20));
      annotator.push_back(who);
      data.features[0][row] = rng.uniform() < habit[who] ? 1 : 2;  // who works on what is not even
      data.error[row] = rng.uniform() < rate[who] ? 1.0F : 0.0F;
    }
    const SliceLineOptions options{.top = 1, .size_min = 20};
    const double observed = top_score(data, options);
    const PermutationOptions permutation{.seed = run, .replicate_max = 99, .observed = observed};
    alarms_over_all += permutation_p(permute_errors(data.view(), {}, options, permutation), observed) <= 0.05;
    alarms_within +=
        permutation_p(permute_errors(data.view(), annotator, options, permutation), observed) <= 0.05;
  }
  EXPECT_LE(alarms_within, 9);
  EXPECT_GT(alarms_over_all, 2 * alarms_within);
}

TEST(permute_errors, is_the_same_on_one_and_on_two_threads) {
  Rng rng(3, RandomPurpose::simulation, 24);
  const RowSubset data = random_rows(rng, 2000, 6, 0);
  const PermutationOptions options{.seed = 7, .replicate_max = 64, .observed = 100};
  set_thread_count(1);
  const auto one = permute_errors(data.view(), {}, {}, options);
  set_thread_count(2);
  const auto two = permute_errors(data.view(), {}, {}, options);
  set_thread_count(0);
  EXPECT_EQ(one.best, two.best);
}

TEST(permute_annotators, finds_a_bad_team_and_keeps_its_level) {
  int found = 0, alarms = 0;
  constexpr int runs = 60;
  for (std::uint64_t run = 0; run < runs; ++run) {
    for (const bool planted : {false, true}) {
      Rng rng(run, RandomPurpose::simulation, 25);
      RowSubset people;
      people.features.resize(2);
      for (std::uint32_t a = 0; a < 24; ++a) {
        people.features[0].push_back(1 + a % 3);
        people.features[1].push_back(1 + static_cast<std::uint32_t>(rng.below(2)));
        people.weight.push_back(100);
        const double rate = rng.beta(2, 30) + (planted && a % 3 == 0 ? 0.25 : 0);
        people.error.push_back(static_cast<float>(rate));
      }
      SliceLineOptions options{.top = 1, .rows_min = 1};
      const double observed = top_score(people, options);
      const auto maxima = permute_annotators(people.view(), options,
                                             {.seed = run, .replicate_max = 99, .observed = observed});
      (planted ? found : alarms) += permutation_p(maxima, observed) <= 0.05;
    }
  }
  EXPECT_GE(found, 57);
  EXPECT_LE(alarms, 10);
}

TEST(permutation_p, stops_early_only_where_nothing_can_be_significant) {
  PermutationMaxima maxima{std::vector<double>(100, 0.0), false};
  maxima.best[3] = 2;
  EXPECT_DOUBLE_EQ(permutation_p(maxima, 1), 2.0 / 101);
  EXPECT_DOUBLE_EQ(permutation_p(maxima, 3), 1.0 / 101);
  const PermutationMaxima stopped{std::vector<double>(40, 1.0), true};
  EXPECT_DOUBLE_EQ(permutation_p(stopped, 0.5), 1.0);
}

}  // namespace
}  // namespace assay::stats
