#include "stats/consensus/ability.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/rng.h"

namespace assay::stats {
namespace {

struct AbilityData {
  std::vector<std::uint64_t> begin{0};
  std::vector<std::uint32_t> annotator, category, truth;
  Votes view() const { return {begin, annotator, category, 13, 3}; }
  void add(std::uint32_t j, std::uint32_t k) { annotator.push_back(j), category.push_back(k); }
  void close(std::uint32_t t) { begin.push_back(annotator.size()), truth.push_back(t); }
};

double accuracy_of(std::uint32_t annotator) { return annotator < 3 ? 0.45 : 0.85; }

// 12 annotators, 4 labels an item; the thirteenth has labelled `alone` items that nobody else saw.
AbilityData made(std::uint64_t seed, int items, int alone) {
  AbilityData data;
  Rng rng(seed, RandomPurpose::simulation, 0);
  for (int item = 0; item < items; ++item) {
    const auto truth = static_cast<std::uint32_t>(rng.below(3));
    const auto first = static_cast<std::uint32_t>(rng.below(12));
    for (std::uint32_t v = 0; v < 4; ++v) {
      const std::uint32_t j = (first + v * 3) % 12;
      const auto wrong = static_cast<std::uint32_t>((truth + 1 + rng.below(2)) % 3);
      data.add(j, rng.uniform() < accuracy_of(j) ? truth : wrong);
    }
    data.close(truth);
  }
  for (int item = 0; item < alone; ++item) data.add(12, 0), data.close(0);
  return data;
}

std::vector<Estimate> abilities(const AbilityData& data, const AbilityOptions& options = {}) {
  return annotator_abilities(data.view(), auto_fit(data.view(), {}), options);
}

// Four people always work together, one of them weak: little tells who is right. The numbers lie towards the
// middle then, by up to 0.17, and the order is still right.
TEST(ability, tells_the_weak_from_the_able) {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const AbilityData data = made(seed, 300, 0);
    std::vector<double> right(13, 0), labels(13, 0);
    for (std::size_t item = 0; item < data.truth.size(); ++item) {
      for (std::uint64_t v = data.begin[item]; v < data.begin[item + 1]; ++v) {
        labels[data.annotator[v]] += 1;
        right[data.annotator[v]] += data.category[v] == data.truth[item] ? 1 : 0;
      }
    }
    const auto estimates = abilities(data);
    for (std::uint32_t j = 0; j < 12; ++j) {
      ASSERT_TRUE(estimates[j].value && estimates[j].interval);
      EXPECT_NEAR(*estimates[j].value, right[j] / labels[j], 0.17) << seed << " " << j;
      EXPECT_LT(estimates[j].interval->lower, *estimates[j].value);
      EXPECT_GT(estimates[j].interval->upper, *estimates[j].value);
    }
    for (std::uint32_t weak = 0; weak < 3; ++weak) {
      for (std::uint32_t able = 3; able < 12; ++able)
        EXPECT_LT(*estimates[weak].value, *estimates[able].value);
    }
  }
}

TEST(ability, learns_nothing_where_nobody_else_looked) {
  const auto estimates = abilities(made(3, 200, 50));
  EXPECT_EQ(estimates[12].status, Status::insufficient);
  EXPECT_FALSE(estimates[12].value);
  EXPECT_EQ(estimates[12].n_needed, 30);
  EXPECT_FALSE(estimates[12].note.empty());
}

TEST(ability, of_few_labels_is_not_enough_evidence_and_says_how_many_are_missing) {
  const auto estimates = abilities(made(3, 60, 0));  // about 20 labels each
  for (std::uint32_t j = 0; j < 12; ++j) {
    if (estimates[j].n >= 30) continue;
    EXPECT_EQ(estimates[j].status, Status::insufficient);
    EXPECT_EQ(estimates[j].n_needed, 30 - estimates[j].n);
    EXPECT_TRUE(estimates[j].value);
  }
}

// Annotators right with probability .6 to .95, five of twenty on an item, labels independent given the truth.
struct AbilityCrowd {
  AbilityData data;
  std::vector<double> right;
};

AbilityCrowd crowd(std::uint64_t seed, std::uint32_t categories) {
  AbilityCrowd out;
  Rng rng(seed, RandomPurpose::simulation, categories);
  std::vector<std::uint32_t> order(20);
  for (std::uint32_t j = 0; j < 20; ++j) order[j] = j, out.right.push_back(0.6 + 0.35 * rng.uniform());
  for (int item = 0; item < 300; ++item) {
    const auto truth = static_cast<std::uint32_t>(rng.below(categories));
    for (std::uint32_t at = 0; at < 5; ++at) {
      std::swap(order[at], order[at + rng.below(20 - at)]);
      const auto other = static_cast<std::uint32_t>(rng.below(categories - 1));
      const bool is_right = rng.uniform() < out.right[order[at]];
      out.data.add(order[at], is_right ? truth : other + (other >= truth ? 1 : 0));
    }
    out.data.close(truth);
  }
  return out;
}

// 40 deliveries of 20: the share held has a standard error of about .008.
TEST(ability, interval_holds_the_accuracy_as_often_as_it_says) {
  for (const std::uint32_t categories : {2U, 4U}) {
    int held = 0, all = 0;
    double error = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
      const AbilityCrowd drawn = crowd(seed, categories);
      const Votes votes{drawn.data.begin, drawn.data.annotator, drawn.data.category, 20, categories};
      const auto estimates = annotator_abilities(votes, auto_fit(votes, {}), {});
      for (std::size_t j = 0; j < 20; ++j) {
        const Interval& interval = *estimates[j].interval;
        held += interval.lower <= drawn.right[j] && drawn.right[j] <= interval.upper ? 1 : 0;
        error += std::abs(*estimates[j].value - drawn.right[j]);
        ++all;
      }
    }
    EXPECT_GT(held, 0.93 * all) << categories;
    EXPECT_LT(held, 0.985 * all) << categories;
    EXPECT_LT(error / all, 0.045) << categories;
  }
}

// Where nothing is in doubt the step leads to the share itself, with the variance of a proportion.
TEST(right_share, of_known_truth_is_the_share_right) {
  const RightShare share = right_share({.labels = 200, .right = 150, .doubt = 0, .assumed = 0.9});
  EXPECT_NEAR(share.value, 0.75, 1e-12);
  const double smoothed = 152 / 202.7;
  EXPECT_NEAR(share.variance, smoothed * (1 - smoothed) / 200, 1e-12);
}

// One label of two equally believed truths tells nothing: p = A whatever A is.
TEST(right_share, of_labels_that_tell_nothing_stays_where_it_was_and_is_wide) {
  const RightShare share = right_share({.labels = 50, .right = 40, .doubt = 50 * 0.16, .assumed = 0.8});
  EXPECT_NEAR(share.value, 0.8, 1e-12);
  EXPECT_GT(share.variance, 9 * 0.8 * 0.2 / 50);
}

TEST(right_share, without_an_error_is_not_certain) {
  const RightShare share = right_share({.labels = 40, .right = 40, .doubt = 0, .assumed = 0.95});
  EXPECT_EQ(share.value, 1);
  EXPECT_GT(share.variance, 0);
}

TEST(right_share, is_drawn_to_the_others_as_far_as_chance_explains_the_difference) {
  std::vector<RightShare> shares = {{0.9, 0.0001, 900}, {0.7, 0.0001, 900}, {0.5, 0.04, 6}, {0.123, 1, 1}};
  const std::vector<RightShare> before = shares;
  draw_together(shares, {true, true, true, false});
  EXPECT_NEAR(shares[0].value, 0.9, 0.005);  // well known: it stays
  EXPECT_NEAR(shares[1].value, 0.7, 0.005);
  EXPECT_GT(shares[2].value, 0.65);  // hardly known: like the others
  EXPECT_LT(shares[2].value, 0.8);
  EXPECT_LT(shares[2].variance, before[2].variance);
  EXPECT_EQ(shares[3].value, before[3].value);
}

TEST(ability, of_many_categories_comes_from_one_accuracy_each) {
  AbilityData data;
  Rng rng(2, RandomPurpose::simulation, 0);
  for (int item = 0; item < 300; ++item) {
    const auto truth = static_cast<std::uint32_t>(rng.below(50));
    for (std::uint32_t j = 0; j < 4; ++j)
      data.add(j, rng.uniform() < (j == 0 ? 0.5 : 0.9) ? truth : static_cast<std::uint32_t>(rng.below(50)));
    data.close(truth);
  }
  const Votes votes{data.begin, data.annotator, data.category, 4, 50};
  const auto estimates = annotator_abilities(votes, auto_fit(votes, {}), {});
  EXPECT_NEAR(*estimates[0].value, 0.51, 0.1);
  for (std::uint32_t j = 1; j < 4; ++j) EXPECT_NEAR(*estimates[j].value, 0.9, 0.07);
}

}  // namespace
}  // namespace assay::stats
