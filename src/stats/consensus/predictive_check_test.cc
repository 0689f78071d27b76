#include "stats/consensus/predictive_check.h"

#include <gtest/gtest.h>

#include "base/parallel.h"
#include "base/rng.h"

namespace assay::stats {
namespace {

struct CheckData {
  std::vector<std::uint64_t> begin{0};
  std::vector<std::uint32_t> annotator, category;
  Votes view() const { return {begin, annotator, category, 10, 3}; }
};

// 500 items, 5 labels each by 10 annotators; every item is hard with this share, and then labels are right
// in 4 of 10 cases instead of 9.
CheckData made(double hard_share) {
  CheckData data;
  Rng rng(11, RandomPurpose::simulation, 0);
  for (int item = 0; item < 500; ++item) {
    const auto truth = static_cast<std::uint32_t>(rng.below(3));
    const auto first = static_cast<std::uint32_t>(rng.below(10));
    const double accuracy = rng.uniform() < hard_share ? 0.4 : 0.9;
    for (std::uint32_t v = 0; v < 5; ++v) {
      data.annotator.push_back((first + v) % 10);
      const auto wrong = static_cast<std::uint32_t>((truth + 1 + rng.below(2)) % 3);
      data.category.push_back(rng.uniform() < accuracy ? truth : wrong);
    }
    data.begin.push_back(data.annotator.size());
  }
  return data;
}

std::optional<PredictiveCheck> check_of(const CheckData& data, const Fit& fit) {
  const Fit* member = &fit;
  return predictive_check(data.view(), fit, {&member, 1}, {});
}

TEST(predictive_check, accepts_data_that_the_model_could_have_made) {
  const CheckData data = made(0);
  const auto check = check_of(data, one_coin_fit(data.view(), {}));
  ASSERT_TRUE(check);
  EXPECT_GT(check->p_unanimous, 0.01);
  EXPECT_GT(check->p_split, 0.01);
  EXPECT_FALSE(check->overconfident);
  EXPECT_EQ(check->temperature, 1);
  EXPECT_EQ(check->items, 500);
}

TEST(predictive_check, finds_items_that_differ_in_difficulty_and_cools_the_confidence) {
  const CheckData data = made(0.3);
  for (const Fit& fit : {one_coin_fit(data.view(), {}), dawid_skene_fit(data.view(), {})}) {
    const auto check = check_of(data, fit);
    ASSERT_TRUE(check);
    EXPECT_LT(std::min(check->p_unanimous, check->p_split), 0.01) << fit.model;
    EXPECT_TRUE(check->overconfident) << fit.model;
    EXPECT_GT(check->temperature, 1.05) << fit.model;
  }
}

TEST(predictive_check, says_nothing_of_models_without_annotators_or_without_overlap) {
  CheckData data = made(0);
  EXPECT_FALSE(check_of(data, majority_fit(data.view(), {})));
  data.begin = {0, 1, 2, 3};
  data.annotator.resize(3);
  data.category.resize(3);
  EXPECT_FALSE(check_of(data, one_coin_fit(data.view(), {})));
}

TEST(predictive_check, is_the_same_for_one_and_two_threads) {
  const CheckData data = made(0.3);
  const Fit fit = dawid_skene_fit(data.view(), {});
  set_thread_count(1);
  const auto one = check_of(data, fit);
  set_thread_count(2);
  const auto two = check_of(data, fit);
  set_thread_count(0);
  EXPECT_EQ(one->p_unanimous, two->p_unanimous);
  EXPECT_EQ(one->temperature, two->temperature);
}

TEST(temper, keeps_the_label_and_lowers_the_confidence) {
  const CheckData data = made(0.3);
  Fit fit = dawid_skene_fit(data.view(), {});
  const auto key = [](std::size_t, std::uint32_t k) { return std::uint64_t{k}; };
  const Choice before = choose(fit, data.view(), key);
  temper(fit.posterior, 3);
  const Choice after = choose(fit, data.view(), key);
  EXPECT_EQ(before.label, after.label);
  for (std::size_t item = 0; item < 500; ++item) {
    EXPECT_LE(after.confidence[item], before.confidence[item] + 1e-6F);
    double sum = 0;
    for (const float share : fit.posterior.of(item)) sum += static_cast<double>(share);
    EXPECT_NEAR(sum, 1, 1e-5);
  }
}

}  // namespace
}  // namespace assay::stats
