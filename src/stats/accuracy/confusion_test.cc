#include "stats/accuracy/confusion.h"

#include <gtest/gtest.h>

#include "base/rng.h"
#include "stats/accuracy/clustered_rate.h"
#include "stats/interval/binomial.h"

namespace assay::stats {
namespace {

TEST(accuracy_table, counts_by_hand) {
  const std::vector<std::uint32_t> truth = {0, 0, 0, 0, 1, 1, 1, 2};
  const std::vector<std::uint32_t> given = {0, 0, 0, 1, 1, 1, 0, 0};
  const AccuracyTable table = accuracy_table({.given = given, .truth = truth}, 4, {.n_min = 4});
  EXPECT_DOUBLE_EQ(*table.accuracy.value, 5.0 / 8);
  EXPECT_DOUBLE_EQ(*table.error.value, 3.0 / 8);
  EXPECT_EQ(table.accuracy.interval->method, "wilson");
  EXPECT_NEAR(table.error.interval->upper, wilson_interval(3, 8).upper, 1e-12);
  EXPECT_NEAR(table.error_exact.interval->upper, clopper_pearson_interval(3, 8).upper, 1e-12);
  EXPECT_DOUBLE_EQ(*table.by_category[0].recall.value, 3.0 / 4);
  EXPECT_DOUBLE_EQ(*table.by_category[0].precision.value, 3.0 / 5);
  EXPECT_DOUBLE_EQ(*table.by_category[0].error_of_given.value, 2.0 / 5);
  EXPECT_EQ(table.by_category[0].recall.status, Status::ok);
  EXPECT_EQ(table.by_category[1].recall.status, Status::insufficient);
  EXPECT_EQ(table.by_category[1].recall.n_needed, 1);
  ASSERT_EQ(table.cells.size(), 5u);
  EXPECT_EQ(table.cells[1].truth, 0u);
  EXPECT_EQ(table.cells[1].given, 1u);
}

TEST(accuracy_table, keeps_categories_that_only_gold_knows) {
  const std::vector<std::uint32_t> truth = {0, 2, 2};
  const std::vector<std::uint32_t> given = {0, 0, 1};
  const AccuracyTable table = accuracy_table({.given = given, .truth = truth}, 3);
  EXPECT_DOUBLE_EQ(*table.by_category[2].recall.value, 0);
  EXPECT_FALSE(table.by_category[2].precision.value.has_value());
  EXPECT_EQ(table.by_category[2].precision.status, Status::insufficient);
}

TEST(accuracy_table, is_insufficient_without_rows) {
  const AccuracyTable table = accuracy_table({}, 2);
  EXPECT_EQ(table.accuracy.status, Status::insufficient);
  EXPECT_FALSE(table.accuracy.value.has_value());
}

TEST(accuracy_table, spreads_a_tie_over_its_labels) {
  const std::vector<std::uint32_t> truth = {0, 0, 0, 1};
  const std::vector<std::uint32_t> given = {0, 0, 1, 1};
  const std::vector<std::uint64_t> item = {0, 1, 1, 2};
  const std::vector<double> share = {1, 0.5, 0.5, 1};
  const AccuracyTable table = accuracy_table({given, truth, item, share}, 2);
  EXPECT_DOUBLE_EQ(*table.accuracy.value, 2.5 / 3);
  EXPECT_EQ(table.accuracy.n, 3);
  EXPECT_EQ(table.item_count, 3);
}

TEST(accuracy_table, speaks_of_the_lot_when_one_was_sampled) {
  std::vector<std::uint32_t> truth(50, 0), given(50, 0);
  given[7] = 1;
  const AccuracyTable table = accuracy_table({.given = given, .truth = truth}, 2, {.lot = 200});
  EXPECT_EQ(table.error_exact.interval->method, "finite_lot");
  EXPECT_NEAR(table.error_exact.interval->lower, 1.0 / 200, 1e-12);
  EXPECT_NEAR(table.error_exact.interval->upper, 19.0 / 200, 1e-12);
  const AccuracyTable wrong = accuracy_table({.given = given, .truth = truth}, 2, {.lot = 20});
  EXPECT_EQ(wrong.error_exact.interval->method, "clopper_pearson");
  EXPECT_FALSE(wrong.error_exact.note.empty());
}

TEST(accuracy_table, is_the_same_for_few_and_for_many_categories) {
  Rng rng(5, RandomPurpose::simulation, 1);
  std::vector<std::uint32_t> truth, given;
  for (int i = 0; i < 3000; ++i) {
    truth.push_back(static_cast<std::uint32_t>(rng.below(20)));
    given.push_back(rng.uniform() < 0.7 ? truth.back() : static_cast<std::uint32_t>(rng.below(20)));
  }
  const AccuracyTable few = accuracy_table({.given = given, .truth = truth}, 20);
  const AccuracyTable many = accuracy_table({.given = given, .truth = truth}, 5000);
  ASSERT_EQ(few.cells.size(), many.cells.size());
  for (std::size_t i = 0; i < few.cells.size(); ++i) {
    EXPECT_EQ(few.cells[i].given, many.cells[i].given);
    EXPECT_EQ(few.cells[i].count, many.cells[i].count);
  }
}

TEST(accuracy_table, intervals_cover_when_items_differ_in_difficulty) {
  int covered = 0, covered_plain = 0;
  constexpr int runs = 400;
  for (int run = 0; run < runs; ++run) {
    Rng rng(11, RandomPurpose::simulation, static_cast<std::uint64_t>(run));
    std::vector<std::uint32_t> truth, given;
    std::vector<std::uint64_t> item;
    for (std::uint64_t i = 0; i < 200; ++i) {
      const double hard = rng.beta(0.5, 2.0);  // mean .2, far from equal
      for (int label = 0; label < 5; ++label) {
        truth.push_back(0);
        given.push_back(rng.uniform() < hard ? 1 : 0);
        item.push_back(i);
      }
    }
    const AccuracyTable table = accuracy_table({given, truth, item, {}}, 2);
    const AccuracyTable plain = accuracy_table({.given = given, .truth = truth}, 2);
    covered += table.error.interval->lower <= 0.2 && 0.2 <= table.error.interval->upper;
    covered_plain += plain.error.interval->lower <= 0.2 && 0.2 <= plain.error.interval->upper;
  }
  EXPECT_GE(covered, runs * 0.92);
  EXPECT_LE(covered, runs * 0.98);
  EXPECT_LT(covered_plain, runs * 0.90);  // what counting labels as independent would do
}

TEST(expected_accuracy_table, equals_the_table_of_a_certain_model) {
  const std::vector<std::uint64_t> begin = {0, 2, 5};
  const std::vector<std::uint32_t> annotator = {0, 1, 0, 1, 2};
  const std::vector<std::uint32_t> category = {0, 1, 1, 1, 0};
  const Votes votes{begin, annotator, category, 3, 2};
  const std::vector<std::uint64_t> truth_begin = {0, 2, 4};
  const std::vector<std::uint32_t> truth_category = {0, 1, 0, 1};
  const std::vector<double> certain = {1, 0, 0, 1};
  const AccuracyTable soft = expected_accuracy_table(votes, {truth_begin, truth_category, certain});
  const std::vector<std::uint32_t> truth = {0, 0, 1, 1, 1};
  const std::vector<std::uint64_t> item = {0, 0, 1, 1, 1};
  const AccuracyTable hard = accuracy_table({category, truth, item, {}}, 2);
  EXPECT_DOUBLE_EQ(*soft.accuracy.value, *hard.accuracy.value);
  EXPECT_DOUBLE_EQ(soft.accuracy.interval->upper, hard.accuracy.interval->upper);
  EXPECT_FALSE(soft.accuracy.note.empty());
  const std::vector<double> unsure = {0.8, 0.2, 0.1, 0.9};
  const AccuracyTable shared = expected_accuracy_table(votes, {truth_begin, truth_category, unsure});
  EXPECT_NEAR(*shared.accuracy.value, (0.8 + 0.2 + 0.9 + 0.9 + 0.1) / 5, 1e-12);
  EXPECT_NEAR(shared.by_category[0].true_count, 2 * 0.8 + 3 * 0.1, 1e-12);
}

TEST(expected_accuracy_table, takes_a_posterior_and_leaves_single_labels_out) {
  const std::vector<std::uint64_t> begin = {0, 2, 5, 6};
  const std::vector<std::uint32_t> annotator = {0, 1, 0, 1, 2, 2};
  const std::vector<std::uint32_t> category = {0, 1, 1, 1, 0, 0};
  const Votes votes{begin, annotator, category, 3, 2};
  Posterior posterior = empty_posterior(votes);
  posterior.probability = {0.75F, 0.25F, 0.125F, 0.875F, 1, 0};
  const AccuracyTable table = expected_accuracy_table(votes, posterior);
  EXPECT_NEAR(*table.accuracy.value, (0.75 + 0.25 + 0.875 + 0.875 + 0.125) / 5, 1e-7);
  EXPECT_EQ(table.item_count, 2);
  EXPECT_EQ(expected_accuracy_table(votes, posterior, {}, 1).item_count, 3);
}

TEST(confused_pairs, come_largest_first) {
  const std::vector<std::uint32_t> truth = {0, 0, 0, 1, 1, 2, 2};
  const std::vector<std::uint32_t> given = {1, 1, 0, 2, 1, 0, 0};
  const AccuracyTable table = accuracy_table({.given = given, .truth = truth}, 3);
  const auto pairs = confused_pairs(table, 2);
  ASSERT_EQ(pairs.size(), 2u);
  EXPECT_EQ(pairs[0].truth, 0u);
  EXPECT_EQ(pairs[0].given, 1u);
  EXPECT_DOUBLE_EQ(*pairs[0].share.value, 2.0 / 3);
  EXPECT_EQ(pairs[1].truth, 2u);
}

TEST(cluster_sums, count_a_cluster_once_when_its_units_agree) {
  ClusterSums sums;
  for (std::uint64_t item = 0; item < 100; ++item) {
    for (int i = 0; i < 5; ++i) sums.add(item, 1, item % 4 == 0 ? 1 : 0);
  }
  sums.close();
  EXPECT_NEAR(sums.effective_n(), 99, 1e-6);
  EXPECT_EQ(sums.amount(), 500);
}

}  // namespace
}  // namespace assay::stats
