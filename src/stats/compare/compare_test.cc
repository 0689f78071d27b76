#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/parallel.h"
#include "base/rng.h"
#include "stats/compare/annotator_permutation.h"
#include "stats/compare/mcnemar.h"
#include "stats/compare/newcombe_paired.h"
#include "stats/compare/paired_agreement.h"
#include "stats/compare/paired_mean.h"
#include "stats/compare/sign_flip.h"

namespace assay::stats {
namespace {

// Everybody on every item: labels[annotator][item].
struct Crossed {
  std::vector<std::uint64_t> begin{0};
  std::vector<std::uint32_t> annotator, category;
  Crossed(const std::vector<std::vector<std::uint32_t>>& labels, std::uint32_t first) {
    for (std::size_t item = 0; item < labels.front().size(); ++item) {
      for (std::size_t j = 0; j < labels.size(); ++j) {
        annotator.push_back(first + static_cast<std::uint32_t>(j));
        category.push_back(labels[j][item]);
      }
      begin.push_back(annotator.size());
    }
  }
  Votes view(std::uint32_t people, std::uint32_t categories) const {
    return {begin, annotator, category, people, categories};
  }
};

std::vector<std::vector<std::uint32_t>> people(std::size_t count, std::size_t items, double right,
                                               std::uint64_t seed) {
  std::vector<std::vector<std::uint32_t>> labels(count);
  for (std::size_t j = 0; j < count; ++j) {
    Rng rng(seed, RandomPurpose::simulation, j);
    for (std::size_t i = 0; i < items; ++i) {
      const auto truth = static_cast<std::uint32_t>(i % 3);
      labels[j].push_back(rng.uniform() < right ? truth : static_cast<std::uint32_t>(rng.below(3)));
    }
  }
  return labels;
}

TEST(sign_flip, gives_the_exact_p_of_a_vector_worked_by_hand) {
  const std::vector<double> d = {.2, .1, 0, .3, -.1, .25, .15, 0, .05, .2};  // 16 of 1,024 sign patterns
  const PairedTest test = sign_flip_test(d, {});
  EXPECT_EQ(test.method, "sign_flip_exact");
  EXPECT_DOUBLE_EQ(*test.p_up, 0.015625);
  EXPECT_DOUBLE_EQ(*test.p_two_sided, 0.03125);
  EXPECT_NEAR(*paired_mean(d, {}).value, 0.115, 1e-12);
}

TEST(sign_flip, draws_flips_that_agree_with_the_normal_law_on_many_items) {
  std::vector<double> d(400, 0.5);
  for (std::size_t i = 0; i < 180; ++i) d[i] = -0.5;  // 220 up, 180 down: z = 2, with continuity 1.95
  const PairedTest test = sign_flip_test(d, {});
  EXPECT_EQ(test.method, "sign_flip_random");
  EXPECT_EQ(test.arrangements, 9'999);
  EXPECT_NEAR(*test.p_up, 0.0256, 0.006);
}

TEST(sign_flip, does_not_depend_on_the_order_of_items_or_threads) {
  Rng rng(5, RandomPurpose::simulation, 0);
  std::vector<double> d;
  for (int i = 0; i < 100; ++i) d.push_back(std::round(rng.normal() * 6) / 6 + 0.1);
  set_thread_count(1);
  const PairedTest one = sign_flip_test(d, {});
  std::reverse(d.begin(), d.end());
  set_thread_count(2);
  const PairedTest two = sign_flip_test(d, {});
  set_thread_count(0);
  EXPECT_EQ(*one.p_up, *two.p_up);
  EXPECT_EQ(*one.p_two_sided, *two.p_two_sided);
}

TEST(sign_flip, has_no_p_when_no_item_differs_or_there_is_none) {
  EXPECT_EQ(sign_flip_test(std::vector<double>(30, 0.0), {}).status, Status::no_variation);
  EXPECT_EQ(sign_flip_test({}, {}).status, Status::insufficient);
  EXPECT_FALSE(sign_flip_test({}, {}).p_up.has_value());
}

TEST(mcnemar, gives_the_exact_p_of_3_against_14) {
  const PairedTest test = mcnemar_test({.both = 50, .lost = 3, .won = 14, .neither = 8});
  EXPECT_NEAR(*test.p_two_sided, 0.012726, 5e-7);
  EXPECT_NEAR(*test.p_up, 0.012726 / 2, 5e-7);
}

TEST(mcnemar, is_symmetric_and_silent_without_discordant_pairs) {
  EXPECT_DOUBLE_EQ(*mcnemar_test({.lost = 14, .won = 3}).p_two_sided,
                   *mcnemar_test({.lost = 3, .won = 14}).p_two_sided);
  EXPECT_DOUBLE_EQ(*mcnemar_test({.both = 9}).p_two_sided, 1);
  EXPECT_DOUBLE_EQ(*mcnemar_test({.both = 9}).p_up, 1);
  EXPECT_EQ(mcnemar_test({}).status, Status::insufficient);
}

// Bentur et al. 2009 as analysed by Fagerland, Lydersen and Laake 2014: 1, 1, 7, 12 of 21 children;
// Newcombe's interval -0.507 to -0.026. Altman et al. 2000, table 6.2: 14, 5, 0, 22: 0.011 to 0.226.
TEST(newcombe_paired, gives_published_intervals) {
  const Estimate airways = newcombe_paired_difference({.both = 1, .lost = 7, .won = 1, .neither = 12});
  EXPECT_NEAR(*airways.value, -0.286, 5e-4);
  EXPECT_NEAR(airways.interval->lower, -0.507, 5e-4);
  EXPECT_NEAR(airways.interval->upper, -0.026, 5e-4);
  const Estimate altman = newcombe_paired_difference({.both = 14, .lost = 0, .won = 5, .neither = 22});
  EXPECT_NEAR(altman.interval->lower, 0.011, 5e-4);
  EXPECT_NEAR(altman.interval->upper, 0.226, 5e-4);
}

TEST(newcombe_paired, turns_around_with_before_and_after_and_holds_its_value) {
  Rng rng(8, RandomPurpose::simulation, 0);
  for (int trial = 0; trial < 300; ++trial) {
    const auto count = [&] { return static_cast<std::int64_t>(rng.below(12)); };
    const PairedOutcomes o{count(), count(), count(), count() + 1};
    const Estimate there = newcombe_paired_difference(o);
    const Estimate back = newcombe_paired_difference({o.both, o.won, o.lost, o.neither});
    EXPECT_NEAR(there.interval->lower, -back.interval->upper, 1e-12);
    EXPECT_LE(there.interval->lower, *there.value);
    EXPECT_GE(there.interval->upper, *there.value);
    EXPECT_GE(there.interval->lower, -1 - 1e-12);
    EXPECT_LE(there.interval->upper, 1 + 1e-12);
  }
  EXPECT_EQ(newcombe_paired_difference({}).status, Status::insufficient);
}

TEST(paired_mean, says_how_little_is_known_when_no_item_differs) {
  PairedMeanOptions options;
  options.bound = 1;
  const Estimate estimate = paired_mean(std::vector<double>(20, 0.0), options);
  EXPECT_DOUBLE_EQ(*estimate.value, 0);
  EXPECT_NEAR(estimate.interval->upper, 0.139108, 1e-6);  // 1 - 0.05^(1/20)
  EXPECT_EQ(paired_mean(std::vector<double>(1, 0.0), options).status, Status::insufficient);
  EXPECT_EQ(paired_mean(std::vector<double>(9, 0.3), {}).status, Status::no_variation);
}

TEST(paired_mean, covers_the_true_mean_about_as_often_as_it_says) {
  int covered = 0;
  constexpr int trials = 400;
  for (int trial = 0; trial < trials; ++trial) {
    Rng rng(21, RandomPurpose::simulation, static_cast<std::uint64_t>(trial));
    std::vector<double> d;
    for (int i = 0; i < 120; ++i) d.push_back(static_cast<double>(rng.below(4)) / 3 - 0.4);
    PairedMeanOptions options;
    options.bootstrap.replicates = 500;
    const Estimate estimate = paired_mean(d, options);
    covered += estimate.interval->lower <= 0.1 && 0.1 <= estimate.interval->upper ? 1 : 0;
  }
  EXPECT_GT(covered, trials * 91 / 100);
  EXPECT_LT(covered, trials * 98 / 100);
}

TEST(paired_agreement, is_the_mean_of_the_differences_of_items) {
  const Crossed before(people(3, 60, 0.6, 1), 0);
  const Crossed after(people(4, 60, 0.85, 2), 3);
  const PairedVotes votes{before.view(7, 3), after.view(7, 3)};
  const auto rows = paired_agreement(votes, {}, {Scale::nominal}, {});
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].metric, "percent_agreement");
  std::vector<double> d;
  for (std::size_t item = 0; item < 60; ++item) {
    d.push_back(item_agreement(votes.after, item) - item_agreement(votes.before, item));
  }
  EXPECT_NEAR(*rows[0].difference.value, std::accumulate(d.begin(), d.end(), 0.0) / 60, 1e-12);
  EXPECT_EQ(rows[1].metric, "krippendorff_alpha");
  for (const auto& row : rows) {
    EXPECT_NEAR(*row.difference.value, *row.after.value - *row.before.value, 1e-12);
    EXPECT_LE(row.difference.interval->lower, *row.difference.value);
    EXPECT_GE(row.difference.interval->upper, *row.difference.value);
    EXPECT_GT(row.difference.interval->lower, 0);  // 0.6 to 0.85 is plain to see
  }
}

TEST(paired_agreement, says_so_when_no_item_can_be_compared) {
  const Crossed before(people(1, 10, 0.6, 1), 0);
  const Crossed after(people(2, 10, 0.8, 2), 1);
  const auto rows = paired_agreement({before.view(3, 3), after.view(3, 3)}, {}, {Scale::nominal}, {});
  EXPECT_EQ(rows[0].difference.status, Status::insufficient);
  EXPECT_EQ(rows[1].difference.status, Status::insufficient);
}

TEST(annotator_permutation, counts_every_division_of_four_and_four) {
  const Crossed before(people(4, 80, 0.5, 1), 0);
  const Crossed after(people(4, 80, 0.95, 2), 4);
  const PairedTest test = annotator_permutation({before.view(8, 3), after.view(8, 3)}, {});
  EXPECT_EQ(test.method, "annotator_permutation_exact");
  EXPECT_EQ(test.arrangements, 70);
  EXPECT_DOUBLE_EQ(*test.p_up, 1.0 / 70);  // the division there was is the most extreme one
}

TEST(annotator_permutation, draws_divisions_of_many_people) {
  const Crossed before(people(10, 40, 0.7, 1), 0);
  const Crossed after(people(10, 40, 0.7, 2), 10);
  const PairedTest test = annotator_permutation({before.view(20, 3), after.view(20, 3)}, {});
  EXPECT_EQ(test.method, "annotator_permutation_random");
  EXPECT_EQ(test.arrangements, 10'000);
  EXPECT_GT(*test.p_two_sided, 0.01);
}

TEST(annotator_permutation, refuses_designs_that_cannot_decide) {
  const Crossed three(people(3, 30, 0.7, 1), 0);
  const Crossed same(people(3, 30, 0.9, 2), 0);
  const Crossed two(people(2, 30, 0.9, 2), 3);
  Crossed gap(people(4, 30, 0.9, 2), 3);
  gap.annotator.pop_back();
  gap.category.pop_back();
  gap.begin.back() -= 1;
  const auto note = [&](const Crossed& a, const Crossed& b) {
    const PairedTest test = annotator_permutation({a.view(9, 3), b.view(9, 3)}, {});
    EXPECT_FALSE(test.p_up.has_value());
    EXPECT_EQ(test.status, Status::not_identifiable);
    return test.note;
  };
  EXPECT_NE(note(three, same).find("same people"), std::string::npos);
  EXPECT_NE(note(three, two).find("10 ways"), std::string::npos);
  EXPECT_NE(note(three, gap).find("not everybody"), std::string::npos);
}

// Annotators who differ: the flip over items is too sure of itself, the permutation of annotators is not.
TEST(annotator_permutation, keeps_its_level_when_annotators_differ) {
  int rejected = 0;
  constexpr int trials = 200;
  for (int trial = 0; trial < trials; ++trial) {
    std::vector<std::vector<std::uint32_t>> all;
    for (std::uint64_t j = 0; j < 8; ++j) {
      Rng rng(77, RandomPurpose::simulation, static_cast<std::uint64_t>(trial) * 8 + j);
      const double right = 0.55 + 0.4 * rng.uniform();
      all.push_back(people(1, 60, right, rng.next() >> 8).front());
    }
    const Crossed before({all.begin(), all.begin() + 4}, 0);
    const Crossed after({all.begin() + 4, all.end()}, 4);
    const PairedTest test = annotator_permutation({before.view(8, 3), after.view(8, 3)}, {});
    rejected += *test.p_up <= 0.05 ? 1 : 0;
  }
  EXPECT_LE(rejected, trials / 10);
}

}  // namespace
}  // namespace assay::stats
