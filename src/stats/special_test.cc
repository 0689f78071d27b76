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

TEST(special, log_choose_is_the_count) { EXPECT_NEAR(std::exp(log_choose(10, 3)), 120, 1e-9); }

}  // namespace
}  // namespace assay::stats
