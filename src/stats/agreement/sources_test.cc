#include "stats/agreement/sources.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/rng.h"

namespace assay::stats {
namespace {

struct SourceData {
  std::vector<std::uint64_t> begin{0}, repeat_begin{0};
  std::vector<std::uint32_t> annotator, category, repeat_item, repeat_annotator, repeat_category;
  std::uint32_t annotators = 0, categories = 3;

  Votes votes() const { return {begin, annotator, category, annotators, categories}; }
  Repeats repeats() const { return {repeat_begin, repeat_item, repeat_annotator, repeat_category}; }
};

// Answer probabilities of annotator j on item i: .7 on a favourite, which is the item's category, or for
// every third annotator the next one; the rest spread evenly.
double probability(std::uint32_t favourite, std::uint32_t k) { return k == favourite ? .7 : .15; }

std::uint32_t favourite_of(std::uint32_t item, std::uint32_t annotator) {
  return (item + (annotator % 3 == 0 ? 1 : 0)) % 3;
}

std::uint32_t answer(Rng& rng, std::uint32_t item, std::uint32_t annotator) {
  double u = rng.uniform();
  for (std::uint32_t k = 0; k < 2; ++k) {
    u -= probability(favourite_of(item, annotator), k);
    if (u < 0) return k;
  }
  return 2;
}

// Everybody answers every item; annotator i % 6 answers item i again.
SourceData simulated_repeats(std::uint64_t seed, std::uint32_t items) {
  SourceData data;
  data.annotators = 6;
  Rng rng(seed, RandomPurpose::simulation, 21);
  for (std::uint32_t i = 0; i < items; ++i) {
    for (std::uint32_t j = 0; j < 6; ++j) {
      data.annotator.push_back(j);
      data.category.push_back(answer(rng, i, j));
    }
    data.repeat_item.push_back(i);
    data.repeat_annotator.push_back(i % 6);
    data.repeat_category.push_back(data.category[i * 6 + i % 6]);
    data.repeat_category.push_back(answer(rng, i, i % 6));
    data.begin.push_back(data.annotator.size());
    data.repeat_begin.push_back(data.repeat_category.size());
  }
  return data;
}

double differ(std::uint32_t a, std::uint32_t b) {
  double same = 0;
  for (std::uint32_t k = 0; k < 3; ++k) same += probability(a, k) * probability(b, k);
  return 1 - same;
}

// The truth of the simulation: D_intra, and the mean of D over the ordered pairs of six annotators.
double true_slip() {
  double between = 0;
  for (std::uint32_t a = 0; a < 6; ++a)
    for (std::uint32_t b = 0; b < 6; ++b)
      if (a != b) between += differ(favourite_of(0, a), favourite_of(0, b)) / 30;
  return differ(0, 0) / between;
}

TEST(sources, estimate_the_shares_of_a_simulation) {
  const SourceData data = simulated_repeats(1, 6000);
  const DisagreementSources sources = disagreement_sources(data.votes(), data.repeats(), {.replicates = 300});
  EXPECT_NEAR(*sources.within.value, differ(0, 0), .02);
  EXPECT_NEAR(*sources.slip.value, true_slip(), .03);
  EXPECT_NEAR(*sources.slip.value + *sources.stable.value, 1, 1e-12);
}

TEST(sources, intervals_hold_the_truth_as_often_as_they_say) {
  int held = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const SourceData data = simulated_repeats(seed, 120);
    const auto slip = disagreement_sources(data.votes(), data.repeats(), {.replicates = 300}).slip;
    held += slip.interval->lower <= true_slip() && true_slip() <= slip.interval->upper ? 1 : 0;
  }
  EXPECT_GE(held / 300.0, .92);  // .95 less three standard errors of the simulation; wider is allowed
}

TEST(sources, say_what_is_missing) {
  SourceData few = simulated_repeats(2, 5);
  EXPECT_EQ(disagreement_sources(few.votes(), few.repeats(), {}).slip.status, Status::insufficient);
  SourceData alike = simulated_repeats(2, 30);
  for (auto& k : alike.category) k = 1;
  for (auto& k : alike.repeat_category) k = 1;
  const DisagreementSources sources = disagreement_sources(alike.votes(), alike.repeats(), {});
  EXPECT_EQ(sources.slip.status, Status::no_variation);
  EXPECT_EQ(*sources.between.value, 0);
}

// Methods 1.10 B: identical annotators show no bias once the rows' sampling is taken off; a third of them
// with another habit shows it.
TEST(sources, bias_is_zero_for_identical_annotators_and_right_for_others) {
  for (const bool biased : {false, true}) {
    Rng rng(4, RandomPurpose::simulation, 22);
    SourceData data;
    data.annotators = 6;
    std::vector<std::uint32_t> truth;
    std::vector<float> confusion(6 * 9, 0);
    for (std::uint32_t i = 0; i < 3000; ++i) {
      truth.push_back(i % 3);
      for (std::uint32_t j = 0; j < 6; ++j) {
        const std::uint32_t given = answer(rng, i, biased ? j : 1);
        data.annotator.push_back(j);
        data.category.push_back(given);
        confusion[(j * 3 + given) * 3 + i % 3] += 1;
      }
      data.begin.push_back(data.annotator.size());
    }
    const Estimate bias = annotator_bias(data.votes(), {confusion, truth});
    // Two of six have the other habit: 16 of 30 ordered pairs differ by (.55, -.55) in their rows.
    EXPECT_NEAR(*bias.value, biased ? 16.0 / 30 * .55 * .55 : 0, .01);
    EXPECT_NEAR(disagreeing_share(data.votes()), differ(0, 0) + (biased ? 16.0 / 30 * .55 * .55 : 0), .02);
  }
}

}  // namespace
}  // namespace assay::stats
