#include "stats/consensus/ability.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/rng.h"

namespace assay::stats {
namespace {

struct Data {
  std::vector<std::uint64_t> begin{0};
  std::vector<std::uint32_t> annotator, category, truth;
  Votes view() const { return {begin, annotator, category, 13, 3}; }
  void add(std::uint32_t j, std::uint32_t k) { annotator.push_back(j), category.push_back(k); }
  void close(std::uint32_t t) { begin.push_back(annotator.size()), truth.push_back(t); }
};

double accuracy_of(std::uint32_t annotator) { return annotator < 3 ? 0.45 : 0.85; }

// 12 annotators, 4 labels an item; the thirteenth has labelled `alone` items that nobody else saw.
Data made(std::uint64_t seed, int items, int alone) {
  Data data;
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

std::vector<Estimate> abilities(const Data& data, const AbilityOptions& options = {}) {
  return annotator_abilities(data.view(), auto_fit(data.view(), {}), options);
}

TEST(ability, tells_the_weak_from_the_able_and_covers_what_is_true) {
  int covered = 0, all = 0;
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    const Data data = made(seed, 300, 0);
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
      const double truth = right[j] / labels[j];
      EXPECT_NEAR(*estimates[j].value, truth, 0.12) << seed << " " << j;
      ++all;
      covered += estimates[j].interval->lower <= truth && truth <= estimates[j].interval->upper ? 1 : 0;
    }
    for (std::uint32_t weak = 0; weak < 3; ++weak) {
      for (std::uint32_t able = 3; able < 12; ++able)
        EXPECT_LT(*estimates[weak].value, *estimates[able].value);
    }
  }
  EXPECT_GE(covered, all * 9 / 10);
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

// The beta with the same two moments against draws from the Dirichlet rows themselves.
TEST(ability, interval_by_moments_equals_that_of_draws) {
  const Data data = made(5, 300, 0);
  Fit fit = auto_fit(data.view(), {});
  fit.spread.clear();
  AbilityOptions options;
  options.replicates = 0;
  const auto estimates = annotator_abilities(data.view(), fit, options);
  Rng rng(1, RandomPurpose::ability_draws, 0);
  for (const std::uint32_t j : {0U, 7U}) {
    std::vector<double> draws, weight(3, 0);
    double all = 0;
    for (std::size_t at = 0; at < 9; ++at) {
      weight[at % 3] += static_cast<double>(fit.confusion[j * 9 + at]);
      all += static_cast<double>(fit.confusion[j * 9 + at]);
    }
    for (int draw = 0; draw < 4000; ++draw) {
      double ability = 0;
      for (std::size_t k = 0; k < 3; ++k) {
        double own = 0, sum = 0;
        for (std::size_t l = 0; l < 3; ++l) {
          const double gamma =
              rng.gamma(static_cast<double>(fit.confusion[j * 9 + l * 3 + k]) + fit.beta[k * 3 + l]);
          sum += gamma;
          if (l == k) own = gamma;
        }
        ability += weight[k] / all * own / sum;
      }
      draws.push_back(ability);
    }
    std::sort(draws.begin(), draws.end());
    EXPECT_NEAR(estimates[j].interval->lower, draws[100], 0.008);
    EXPECT_NEAR(estimates[j].interval->upper, draws[3900], 0.008);
  }
}

TEST(ability, of_many_categories_comes_from_one_accuracy_each) {
  Data data;
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
