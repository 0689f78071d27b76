#include "stats/plan/projection.h"

#include <gtest/gtest.h>

#include <vector>

#include "base/rng.h"
#include "stats/special.h"

namespace assay::stats {
namespace {

TEST(projection, equals_the_beta_binomial_of_reference) {
  const Projection ten = project_count(10, 500, {.items = 50'000, .limit = 1500});
  EXPECT_NEAR(*ten.count.value, 1047.9041916167664, 1e-4);
  EXPECT_NEAR(ten.standard_deviation, 321.26215044229764, 1e-4);
  EXPECT_EQ(ten.count.interval->lower, 514);
  EXPECT_EQ(ten.median, 1016);
  EXPECT_EQ(ten.count.interval->upper, 1763);
  EXPECT_NEAR(*ten.above_limit, 0.08935174621802666, 1e-6);
  const Projection none = project_count(0, 500, {.items = 50'000});
  EXPECT_NEAR(*none.count.value, 49.9001996007984, 1e-4);
  EXPECT_EQ(none.count.interval->lower, 0);
  EXPECT_EQ(none.median, 23);
  EXPECT_EQ(none.count.interval->upper, 251);
}

TEST(projection, divides_the_pilot_by_its_design_effect) {
  const std::vector<ClusterCount> five(5, {2, 100});
  EXPECT_NEAR(design_effect(five, 0.01), 1.99, 1e-12);
  // 0 of 500 with an effect of 2: the 97.5 % point of the mean.
  EXPECT_NEAR(beta_quantile(0.975, 0.5, 0.5 + 250), 0.00998751145709396, 1e-9);
  const std::vector<ClusterCount> single(300, {0, 1});
  EXPECT_EQ(design_effect(single, 0.05), 1);
}

TEST(projection, draws_agree_with_the_exact_sum) {
  const Projection exact = project_count(10, 500, {.items = 50'000});
  const Projection drawn = project_count(10, 500, {.items = 50'000, .batch_size = 500, .rho = 1e-9});
  EXPECT_NEAR(*drawn.count.value, *exact.count.value, 7);  // three standard errors of 20,000 draws
  EXPECT_NEAR(drawn.count.interval->upper, exact.count.interval->upper, 45);
  EXPECT_NEAR(drawn.count.interval->lower, exact.count.interval->lower, 20);
}

TEST(projection, widens_with_the_variation_between_batches) {
  const auto width = [](double rho, std::int64_t size) {
    const auto p = project_count(10, 500, {.items = 5000, .batch_size = size, .rho = rho});
    return p.count.interval->upper - p.count.interval->lower;
  };
  EXPECT_LT(width(0, 500), width(0.02, 500));
  EXPECT_LT(width(0.02, 500), width(0.02, 5000));  // one batch has one rate
}

TEST(projection, finds_the_correlation_it_was_made_with) {
  Rng rng(7, RandomPurpose::simulation, 0);
  std::vector<ClusterCount> clusters;
  const double kappa = 1 / 0.05 - 1;
  for (int j = 0; j < 4000; ++j) {
    clusters.push_back({double(rng.binomial(30, rng.beta(0.1 * kappa, 0.9 * kappa))), 30});
  }
  const CorrelationEstimate found = cluster_correlation(clusters);
  EXPECT_FALSE(found.assumed);
  EXPECT_NEAR(found.rho, 0.05, 0.006);
}

TEST(projection, assumes_a_correlation_where_the_pilot_cannot_tell) {
  const std::vector<ClusterCount> one = {{3, 100}};
  EXPECT_EQ(cluster_correlation(one).estimated.status, Status::not_identifiable);
  EXPECT_EQ(cluster_correlation(one).rho, rho_default);
  const std::vector<ClusterCount> few = {{3, 100}, {3, 100}, {4, 100}};
  const CorrelationEstimate assumed = cluster_correlation(few);
  EXPECT_TRUE(assumed.assumed);
  EXPECT_EQ(assumed.estimated.status, Status::insufficient);
  EXPECT_EQ(assumed.rho, rho_default);
  const std::vector<ClusterCount> uneven = {{0, 100}, {40, 100}, {4, 100}};
  EXPECT_GT(cluster_correlation(uneven).rho, rho_default);
}

TEST(projection, of_a_category_counts_its_items_and_its_errors) {
  const CategoryProjection p = project_category({100, 500, 2, 100}, {.items = 50'000}, 0, 1);
  EXPECT_NEAR(*p.items.count.value, 50'000 * 100.5 / 501, 1);
  EXPECT_NEAR(*p.wrong.count.value, 50'000 * 100.5 / 501 * 2.5 / 101, 6);
  EXPECT_LT(p.wrong.count.interval->lower, 100);
  EXPECT_GT(p.wrong.count.interval->upper, 400);
}

}  // namespace
}  // namespace assay::stats
