// Intervals against simulated truth, in designs where the plain ones miss most.

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "base/rng.h"
#include "stats/agreement/agreement.h"
#include "stats/agreement/cohen.h"
#include "stats/agreement/unseen.h"
#include "stats/interval/freedom.h"

namespace assay::stats {
namespace {

TEST(effective_freedom, is_that_of_the_normal_for_normal_influences_and_small_for_a_few_large_ones) {
  EXPECT_NEAR(effective_freedom(1000, 1000, 3000), 1000 / (1 + 1.0 / 999), 1e-9);  // kurtosis 3
  EXPECT_DOUBLE_EQ(effective_freedom(50, 50, 50), 49);                          // all alike: not above n - 1
  EXPECT_NEAR(effective_freedom(1000, 10, 10), 2000 / (99 + 2.0 / 999), 1e-9);  // ten items carry it all
  EXPECT_NEAR(effective_freedom(1000, 1, 1), 2, 0.01);
  EXPECT_DOUBLE_EQ(effective_freedom(2, 1, 1), 1);
}

std::uint32_t draw(Rng& rng, const std::vector<double>& shares) {
  double u = rng.uniform();
  for (std::uint32_t k = 0; k + 1 < shares.size(); ++k) {
    if (u < shares[k]) return k;
    u -= shares[k];
  }
  return static_cast<std::uint32_t>(shares.size() - 1);
}

// Two annotators who say the true category with probability `right` and else one of the same shares.
struct Pair {
  std::vector<std::uint32_t> first, second;

  Pair(Rng& rng, const std::vector<double>& shares, double right, std::size_t items) {
    for (std::size_t i = 0; i < items; ++i) {
      const std::uint32_t truth = draw(rng, shares);
      first.push_back(rng.uniform() < right ? truth : draw(rng, shares));
      second.push_back(rng.uniform() < right ? truth : draw(rng, shares));
    }
  }
};

// Kappa of such a pair is right^2 under every weight.
double pair_coverage(const std::vector<double>& shares, double right, std::size_t items, Scale scale) {
  const std::vector<double> number = {1, 2, 3, 4};
  int held = 0, all = 0;
  for (std::uint64_t run = 0; run < 1500; ++run) {
    Rng rng(run, RandomPurpose::simulation, 70);
    const Pair pair(rng, shares, right, items);
    const Estimate kappa = cohen_kappa({pair.first,
                                        pair.second,
                                        {std::span(number).first(shares.size()), {}},
                                        static_cast<std::uint32_t>(shares.size()),
                                        scale,
                                        0.95});
    if (!kappa.interval) continue;
    ++all;
    held += kappa.interval->lower <= right * right && right * right <= kappa.interval->upper;
  }
  return static_cast<double>(held) / all;
}

TEST(cohen_kappa, holds_the_truth_with_a_rare_category_and_with_few_items) {
  for (const double share : {pair_coverage({0.95, 0.05}, 0.59, 200, Scale::nominal),
                             pair_coverage({0.6, 0.3, 0.1}, 0.75, 20, Scale::nominal),
                             pair_coverage({0.4, 0.3, 0.2, 0.1}, 0.8, 50, Scale::quadratic)}) {
    EXPECT_GE(share, 0.93 - 0.01);  // Monte Carlo error .006
    EXPECT_LE(share, 0.985);
  }
}

// alpha of three annotators, 100 items of which about eight are of the rare category: right^2 again.
TEST(agreement, holds_the_truth_with_eight_items_of_a_rare_category) {
  int held = 0, noted = 0;
  constexpr int runs = 200;
  for (std::uint64_t run = 0; run < runs; ++run) {
    Rng rng(run, RandomPurpose::simulation, 71);
    std::vector<std::int64_t> items(4, 0);  // by the number who say the rare category
    for (int i = 0; i < 100; ++i) {
      const std::uint32_t truth = draw(rng, {0.92, 0.08});
      std::size_t rare = 0;
      for (int j = 0; j < 3; ++j) rare += rng.uniform() < 0.588 ? truth : draw(rng, {0.92, 0.08});
      ++items[rare];
    }
    std::vector<std::uint64_t> begin{0};
    std::vector<std::uint32_t> category, count;
    std::vector<std::int64_t> kept;
    for (std::uint32_t rare = 0; rare < 4; ++rare) {
      if (items[rare] == 0) continue;
      if (rare < 3) category.push_back(0), count.push_back(3 - rare);
      if (rare > 0) category.push_back(1), count.push_back(rare);
      begin.push_back(category.size());
      kept.push_back(items[rare]);
    }
    AgreementOptions options;
    options.bootstrap.seed = run + 1;
    options.bootstrap.replicates = 500;
    const Patterns patterns{begin, category, count, kept, 2};
    const auto result = agreement(patterns, {}, {}, options);
    for (const CoefficientRow& row : result.rows) {
      if (row.metric != "krippendorff_alpha") continue;
      const double truth = 0.588 * 0.588;
      held += row.estimate.interval && row.estimate.interval->lower <= truth &&
              truth <= row.estimate.interval->upper;
      noted += row.estimate.note == rare_category_note(patterns) && !row.estimate.note.empty();
    }
  }
  EXPECT_GE(held, 182);  // .91; without the correction .87
  EXPECT_GT(noted, runs / 2);
}

}  // namespace
}  // namespace assay::stats
