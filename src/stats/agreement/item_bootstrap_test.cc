#include "stats/agreement/item_bootstrap.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/parallel.h"
#include "base/rng.h"
#include "stats/agreement/conger.h"
#include "stats/agreement/mean_cohen.h"

namespace assay::stats {
namespace {

// Three annotators who are right four times in five, two uneven categories.
struct Labels {
  std::vector<std::uint64_t> begin{0};
  std::vector<std::uint32_t> annotator, category;
  std::vector<std::uint32_t> rank{0, 1, 2};

  explicit Labels(std::size_t items) {
    Rng rng(3, RandomPurpose::simulation, 0);
    for (std::size_t item = 0; item < items; ++item) {
      const std::uint32_t truth = rng.uniform() < 0.2 ? 1 : 0;
      for (std::uint32_t j = 0; j < 3; ++j) {
        annotator.push_back(j);
        category.push_back(rng.uniform() < 0.8 ? truth : 1 - truth);
      }
      begin.push_back(annotator.size());
    }
  }

  // The same items in another order, by other codes of the annotators.
  Labels turned() const {
    Labels out(0);
    out.rank = {1, 2, 0};  // codes 0, 1, 2 are now the annotators that were 1, 2, 0
    for (std::size_t item = begin.size() - 1; item-- > 0;) {
      for (const std::uint32_t old : {1U, 2U, 0U}) {
        out.annotator.push_back(old == 1 ? 0 : old == 2 ? 1 : 2);
        out.category.push_back(category[begin[item] + old]);
      }
      out.begin.push_back(out.annotator.size());
    }
    return out;
  }

  Votes votes() const { return {begin, annotator, category, 3, 2}; }
};

Interval conger_interval(const Labels& labels) {
  const Conger conger = conger_kappa({labels.votes(), {}, labels.rank, Scale::nominal, 0.95});
  EXPECT_TRUE(conger.estimate.interval);
  EXPECT_LT(conger.estimate.interval->lower, *conger.estimate.value);
  EXPECT_GT(conger.estimate.interval->upper, *conger.estimate.value);
  return *conger.estimate.interval;
}

TEST(item_bootstrap, has_the_same_bits_for_any_order_of_items_codes_and_threads) {
  const Labels labels(80);
  const Interval plain = conger_interval(labels);
  EXPECT_EQ(plain.method, "bca_bootstrap");
  const Interval turned = conger_interval(labels.turned());
  set_thread_count(1);
  const Interval alone = conger_interval(labels);
  set_thread_count(0);
  EXPECT_EQ(plain.lower, turned.lower);
  EXPECT_EQ(plain.upper, turned.upper);
  EXPECT_EQ(plain.lower, alone.lower);
  EXPECT_EQ(plain.upper, alone.upper);
}

TEST(item_bootstrap, gives_mean_cohen_an_interval_that_is_not_symmetric) {
  const Labels labels(60);
  MeanCohenOptions options;
  options.rank = labels.rank;
  const std::vector<Scale> scales = {Scale::nominal};
  const MeanCohen mean = mean_cohen(labels.votes(), {}, scales, options).front();
  ASSERT_TRUE(mean.estimate.interval);
  EXPECT_EQ(mean.estimate.interval->method, "bca_bootstrap");
  const double up = mean.estimate.interval->upper - *mean.estimate.value;
  const double down = *mean.estimate.value - mean.estimate.interval->lower;
  EXPECT_GT(std::abs(up - down), 1e-3);
}

TEST(item_bootstrap, leaves_many_labels_to_the_linearised_variance) {
  const Labels labels(item_bootstrap_labels_max / 3 + 1);
  EXPECT_EQ(conger_interval(labels).method, "linearised_t");
}

TEST(item_bootstrap, gives_nothing_where_many_resamples_have_no_value) {
  const Labels labels(20);
  int asked = 0;
  set_thread_count(1);
  const auto interval = item_bca_interval(labels.votes(), labels.rank, 0.5, {}, [&](const Votes&) {
    return ++asked % 10 == 0 ? std::nullopt : std::optional<double>(0.5);
  });
  set_thread_count(0);
  EXPECT_FALSE(interval);
}

}  // namespace
}  // namespace assay::stats
