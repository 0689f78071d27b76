#include "sim/behaviour.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace assay::sim {
namespace {

constexpr int draws = 20'000;  // a share is then within 0.015 of its expectation, but once in 10^5
constexpr double tolerance = 0.015;
const std::vector<double> prior = {0.4, 0.3, 0.2, 0.1};

const Behaviour& behaviour(const std::string& name) {
  for (const Behaviour& candidate : behaviours()) {
    if (candidate.name == name) return candidate;
  }
  ADD_FAILURE() << "no behaviour is called " << name;
  return behaviours().front();
}

Situation situation_of(std::uint32_t truth) {
  Situation situation;
  situation.truth = truth;
  situation.category_count = 4;
  situation.prior = prior;
  return situation;
}

// Share of answers that are `category`.
double share_of(const std::string& name, const Situation& situation, std::uint32_t category) {
  Rng rng(7, RandomPurpose::simulation, 0);
  int count = 0;
  for (int i = 0; i < draws; ++i) count += behaviour(name).answer(situation, rng) == category ? 1 : 0;
  return static_cast<double>(count) / draws;
}

TEST(behaviours, are_six_with_distinct_names_and_shares_that_sum_to_one) {
  std::set<std::string> names;
  double sum = 0;
  for (const Behaviour& each : behaviours()) {
    names.insert(each.name);
    sum += each.share;
    EXPECT_LE(each.ability_lower, each.ability_upper) << each.name;
  }
  EXPECT_EQ(names, (std::set<std::string>{"careful", "hasty", "spammer", "copier", "drifter", "misreader"}));
  EXPECT_NEAR(sum, 1, 1e-12);
}

TEST(behaviours, answer_with_a_category_there_is_for_every_count_of_categories) {
  Rng rng(3, RandomPurpose::simulation, 1);
  for (const std::uint32_t count : {2U, 3U, 40U}) {
    const std::vector<double> even(count, 1.0 / count);
    for (const Behaviour& each : behaviours()) {
      for (std::uint32_t truth = 0; truth < count; ++truth) {
        Situation situation = situation_of(truth);
        situation.category_count = count;
        situation.prior = even;
        situation.ability = 0.1;
        for (int i = 0; i < 50; ++i) ASSERT_LT(each.answer(situation, rng), count) << each.name;
      }
    }
  }
}

TEST(careful, is_right_at_its_ability_and_misled_in_the_hard_slice) {
  Situation situation = situation_of(2);
  EXPECT_NEAR(share_of("careful", situation, 2), 0.9, tolerance);
  situation.hard = true;
  EXPECT_NEAR(share_of("careful", situation, 2), 0.9 * hard_share_kept, tolerance);
}

TEST(hasty, falls_back_on_the_commonest_category) {
  Situation situation = situation_of(2);
  situation.ability = 0.8;
  EXPECT_NEAR(share_of("hasty", situation, 2), 0.8, tolerance);
  EXPECT_NEAR(share_of("hasty", situation, 0), 0.1, tolerance);
}

TEST(spammer, answers_the_same_whatever_the_item_is) {
  Situation situation = situation_of(0);
  situation.habit = 3;
  const double of_first = share_of("spammer", situation, 3);
  situation.truth = 3;
  EXPECT_DOUBLE_EQ(share_of("spammer", situation, 3), of_first);
  EXPECT_NEAR(of_first, 0.3 + 0.7 * 0.1, tolerance);
}

TEST(copier, repeats_the_first_answer_that_is_there) {
  Situation situation = situation_of(0);
  situation.ability = 0.65;
  const std::vector<std::uint32_t> earlier = {3, 0};
  situation.earlier = earlier;
  EXPECT_NEAR(share_of("copier", situation, 3), 0.8 + 0.2 * 0.35 * 0.25, tolerance);
  situation.earlier = {};
  EXPECT_NEAR(share_of("copier", situation, 0), 0.65, tolerance);
}

TEST(drifter, is_steady_in_the_first_half_and_loses_in_the_second) {
  Situation situation = situation_of(1);
  situation.progress = 0.5;
  EXPECT_NEAR(share_of("drifter", situation, 1), 0.9, tolerance);
  situation.progress = 1;
  EXPECT_NEAR(share_of("drifter", situation, 1), 0.6, tolerance);
}

TEST(misreader, takes_one_category_for_another_and_reads_the_rest_right) {
  EXPECT_GT(share_of("misreader", situation_of(1), 2), 0.7);
  EXPECT_NEAR(share_of("misreader", situation_of(3), 3), 0.9, tolerance);
}

}  // namespace
}  // namespace assay::sim
