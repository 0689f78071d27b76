#include "stats/special.h"

#include <gtest/gtest.h>

#include <cmath>

namespace assay::stats {
namespace {

TEST(special, quantiles_match_printed_tables) {
  EXPECT_NEAR(normal_quantile(0.975), 1.959963984540054, 1e-12);
  EXPECT_NEAR(student_quantile(0.975, 11), 2.200985160082949, 1e-10);
  EXPECT_NEAR(beta_quantile(0.025, 4, 97), 0.0110, 5e-4);
}

TEST(special, hypergeometric_sums_to_one) {
  double sum = 0;
  for (int x = 0; x <= 50; ++x) sum += std::exp(log_hypergeometric(x, 50, 40, 500));
  EXPECT_NEAR(sum, 1, 1e-10);
}

TEST(special, binomial_tails_are_sums_of_probabilities) {
  for (const double rate : {0.0, 0.02, 0.5, 1.0}) {
    double below = 0;
    for (int x = 0; x <= 30; ++x) {
      EXPECT_NEAR(binomial_at_least(x, 30, rate), 1 - below, 1e-12) << x << " at " << rate;
      below += rate <= 0   ? x == 0
               : rate >= 1 ? x == 30
                           : std::exp(log_choose(30, x)) * std::pow(rate, x) * std::pow(1 - rate, 30 - x);
      EXPECT_NEAR(binomial_at_most(x, 30, rate), below, 1e-12) << x << " at " << rate;
    }
  }
  EXPECT_EQ(binomial_at_most(-1, 30, 0.5), 0);
  EXPECT_EQ(binomial_at_least(31, 30, 0.5), 0);
  EXPECT_NEAR(binomial_at_least(30, 30, 1e-5) / 1e-150, 1, 1e-9);  // far out, without subtraction
}

TEST(special, poisson_tail_is_a_sum_of_probabilities) {
  EXPECT_EQ(poisson_at_least(0, 2), 1);
  EXPECT_NEAR(poisson_at_least(1, 2), 1 - std::exp(-2.0), 1e-14);
  EXPECT_NEAR(poisson_at_least(3, 2), 1 - 5 * std::exp(-2.0), 1e-14);
  EXPECT_EQ(poisson_at_least(1, 0), 0);
}

TEST(special, log_choose_is_the_count) { EXPECT_NEAR(std::exp(log_choose(10, 3)), 120, 1e-9); }

}  // namespace
}  // namespace assay::stats
