#include "stats/interval/binomial.h"

#include <gtest/gtest.h>

#include <cmath>

#include "stats/interval/finite_lot.h"
#include "stats/interval/newcombe.h"
#include "stats/interval/shrunk.h"
#include "stats/special.h"

namespace assay::stats {
namespace {

struct GoldenRow {
  double x, n, wilson[2], exact[2], jeffreys[2];
};

// Recomputed independently with scipy; the closed forms are Wilson 1927 and Clopper and Pearson 1934.
constexpr GoldenRow golden_rows[] = {
    {0, 50, {0, .071348}, {0, .071122}, {0, .048758}},
    {1, 100, {.001767, .054486}, {.000253, .054459}, {.001081, .045779}},
    {3, 100, {.010255, .084519}, {.006230, .085176}, {.008520, .077888}},
    {10, 500, {.010899, .036420}, {.009631, .036472}, {.010328, .035187}},
    {97, 100, {.915481, .989745}, {.914824, .993770}, {.922112, .991480}},
    {50, 50, {.928652, 1}, {.928878, 1}, {.951242, 1}},
};

void expect_interval(const Interval& found, const double* wanted) {
  EXPECT_NEAR(found.lower, wanted[0], 1e-6);
  EXPECT_NEAR(found.upper, wanted[1], 1e-6);
}

TEST(rates, equal_the_reference_values) {
  for (const GoldenRow& row : golden_rows) {
    expect_interval(wilson_interval(row.x, row.n), row.wilson);
    expect_interval(clopper_pearson_interval(row.x, row.n), row.exact);
    expect_interval(jeffreys_interval(row.x, row.n), row.jeffreys);
  }
}

TEST(rates, have_exact_ends_when_all_or_nothing_was_wrong) {
  for (const double n : {1.0, 2.0, 17.0, 4.5}) {
    for (const auto kind : {wilson_interval, jeffreys_interval}) {
      EXPECT_EQ(kind(0, n, 0.95).lower, 0);
      EXPECT_EQ(kind(n, n, 0.95).upper, 1);
    }
    EXPECT_EQ(clopper_pearson_interval(0, n).lower, 0);
    EXPECT_EQ(clopper_pearson_interval(n, n).upper, 1);
  }
  EXPECT_EQ(wilson_interval(0, 0).lower, 0);
  EXPECT_EQ(wilson_interval(0, 0).upper, 1);
  EXPECT_EQ(clopper_pearson_interval(0, 0).upper, 1);
}

TEST(rates, contain_their_value_and_mirror) {
  for (int n = 1; n <= 40; ++n) {
    for (int x = 0; x <= n; ++x) {
      const Interval w = wilson_interval(x, n);
      const Interval mirrored = wilson_interval(n - x, n);
      EXPECT_LE(w.lower, static_cast<double>(x) / n);
      EXPECT_GE(w.upper, static_cast<double>(x) / n);
      EXPECT_NEAR(w.lower, 1 - mirrored.upper, 1e-12);
      const Interval c = clopper_pearson_interval(x, n);
      EXPECT_NEAR(c.lower, 1 - clopper_pearson_interval(n - x, n).upper, 1e-10);
      EXPECT_LE(c.lower, static_cast<double>(x) / n);
      EXPECT_GE(c.upper, static_cast<double>(x) / n);
    }
  }
}

double coverage(int n, double p, Side side) {
  double covered = 0;
  for (int x = 0; x <= n; ++x) {
    const Interval interval = clopper_pearson_interval(x, n, 0.95, side);
    if (p < interval.lower || p > interval.upper) continue;
    covered += std::exp(log_choose(n, x) + x * std::log(p) + (n - x) * std::log1p(-p));
  }
  return covered;
}

TEST(clopper_pearson, covers_at_least_its_level_for_every_rate) {
  for (const int n : {1, 2, 3, 5, 8, 13, 21, 34}) {
    for (int step = 1; step < 200; ++step) {
      const double p = step / 200.0;
      EXPECT_GE(coverage(n, p, Side::two_sided), 0.95 - 1e-9) << n << " " << p;
      EXPECT_GE(coverage(n, p, Side::upper), 0.95 - 1e-9) << n << " " << p;
      EXPECT_GE(coverage(n, p, Side::lower), 0.95 - 1e-9) << n << " " << p;
    }
  }
}

TEST(clopper_pearson, puts_all_of_the_error_on_one_side) {
  // 59, 93, 124, 153 items certify at most 5 % with 0, 1, 2, 3 errors (methods 3.5), and one fewer does not.
  const int certify[] = {59, 93, 124, 153};
  for (int x = 0; x < 4; ++x) {
    EXPECT_LE(clopper_pearson_interval(x, certify[x], 0.95, Side::upper).upper, 0.05);
    EXPECT_GT(clopper_pearson_interval(x, certify[x] - 1, 0.95, Side::upper).upper, 0.05);
    EXPECT_EQ(clopper_pearson_interval(x, certify[x], 0.95, Side::upper).lower, 0);
  }
  // Nothing found among 60, 150, 300 (methods 9.5).
  EXPECT_NEAR(clopper_pearson_interval(0, 60, 0.95, Side::upper).upper, 0.04870291331009746, 1e-12);
  EXPECT_NEAR(clopper_pearson_interval(0, 150, 0.95, Side::upper).upper, 0.019773438164508494, 1e-12);
  EXPECT_NEAR(clopper_pearson_interval(0, 300, 0.95, Side::upper).upper, 0.00993608194445772, 1e-12);
}

TEST(rate_estimate, is_insufficient_without_a_count) {
  const Estimate none = rate_estimate(0, 0, "error", {.n_min = 10});
  EXPECT_EQ(none.status, Status::insufficient);
  EXPECT_FALSE(none.value.has_value());
  EXPECT_EQ(none.n_needed, 10);
  const Estimate few = rate_estimate(1, 4, "error", {.n_min = 10});
  EXPECT_EQ(few.status, Status::insufficient);
  EXPECT_EQ(few.n_needed, 6);
  EXPECT_DOUBLE_EQ(*few.value, 0.25);
}

TEST(rate_estimate, widens_with_a_smaller_effective_n) {
  const Estimate plain = rate_estimate(20, 100, "error");
  const Estimate clustered = rate_estimate(20, 100, "error", {.n_effective = 40});
  EXPECT_LT(clustered.interval->lower, plain.interval->lower);
  EXPECT_GT(clustered.interval->upper, plain.interval->upper);
  EXPECT_EQ(clustered.n, 100);
}

TEST(finite_lot, equals_the_reference_values) {
  const struct {
    LotSample sample;
    std::int64_t lower, upper;
  } rows[] = {
      {{0, 50, 500}, 0, 33}, {{1, 50, 200}, 1, 19}, {{10, 500, 2000}, 22, 68}, {{3, 125, 1000}, 6, 65}};
  for (const auto& row : rows) {
    const auto found = finite_lot_interval(row.sample);
    ASSERT_TRUE(found.ok());
    EXPECT_EQ(found.value().wrong_lower, row.lower);
    EXPECT_EQ(found.value().wrong_upper, row.upper);
  }
}

TEST(finite_lot, covers_at_least_its_level_for_every_lot) {
  const std::pair<std::int64_t, std::int64_t> plans[] = {{60, 20}, {200, 50}};
  const double least[] = {0.9567, 0.9506};
  for (int plan = 0; plan < 2; ++plan) {
    const auto [lot, drawn] = plans[plan];
    std::vector<LotInterval> intervals;
    for (std::int64_t x = 0; x <= drawn; ++x)
      intervals.push_back(finite_lot_interval({x, drawn, lot}).value());
    double worst = 1;
    for (std::int64_t wrong = 0; wrong <= lot; ++wrong) {
      double covered = 0;
      for (std::int64_t x = 0; x <= drawn; ++x) {
        const LotInterval& interval = intervals[x];
        if (interval.wrong_lower <= wrong && wrong <= interval.wrong_upper) {
          covered += std::exp(log_hypergeometric(x, drawn, wrong, lot));
        }
      }
      worst = std::min(worst, covered);
    }
    EXPECT_NEAR(worst, least[plan], 5e-5);
  }
}

TEST(finite_lot, is_certain_after_a_census_and_knows_nothing_without_a_draw) {
  const LotInterval census = finite_lot_interval({7, 40, 40}).value();
  EXPECT_EQ(census.wrong_lower, 7);
  EXPECT_EQ(census.wrong_upper, 7);
  const LotInterval nothing = finite_lot_interval({0, 0, 40}).value();
  EXPECT_EQ(nothing.wrong_lower, 0);
  EXPECT_EQ(nothing.wrong_upper, 40);
  const LotInterval one = finite_lot_interval({0, 1, 1}).value();
  EXPECT_EQ(one.wrong_upper, 0);
}

TEST(finite_lot, refuses_more_drawn_than_the_lot_holds) {
  EXPECT_FALSE(finite_lot_interval({1, 11, 10}).ok());
  EXPECT_FALSE(finite_lot_interval({3, 2, 10}).ok());
  EXPECT_FALSE(finite_lot_interval({0, 0, 0}).ok());
}

TEST(finite_lot, approaches_the_binomial_limit_in_a_large_lot) {
  const LotInterval lot = finite_lot_interval({0, 150, 10'000'000}, 0.95, Side::upper).value();
  EXPECT_NEAR(lot.share.upper, clopper_pearson_interval(0, 150, 0.95, Side::upper).upper, 1e-5);
  EXPECT_EQ(lot.wrong_lower, 0);
}

TEST(newcombe, equals_the_reference_value) {
  const Estimate found = newcombe_difference({56, 70, 48, 80});
  EXPECT_NEAR(found.interval->lower, 0.052431472402365065, 1e-9);
  EXPECT_NEAR(found.interval->upper, 0.333872654036906, 1e-9);
  EXPECT_NEAR(*found.value, 0.2, 1e-12);
  EXPECT_EQ(newcombe_difference({0, 0, 1, 2}).status, Status::insufficient);
}

TEST(rate_ratio, equals_koopmans_example) {
  // Koopman 1984: 36 of 40 against 16 of 80 has the 95 % interval [2.94, 7.15].
  const Estimate found = rate_ratio({36, 40, 16, 80});
  EXPECT_NEAR(*found.value, 4.5, 1e-12);
  EXPECT_NEAR(found.interval->lower, 2.94, 0.005);
  EXPECT_NEAR(found.interval->upper, 7.15, 0.005);
}

TEST(rate_ratio, mirrors_when_the_sides_are_exchanged) {
  const Estimate one = rate_ratio({7, 60, 30, 900});
  const Estimate other = rate_ratio({30, 900, 7, 60});
  EXPECT_NEAR(one.interval->lower, 1 / other.interval->upper, 1e-6);
  EXPECT_NEAR(one.interval->upper, 1 / other.interval->lower, 1e-6);
}

TEST(rate_ratio, says_when_there_is_none) {
  EXPECT_EQ(rate_ratio({3, 10, 0, 50}).status, Status::not_identifiable);
  EXPECT_EQ(rate_ratio({0, 0, 1, 50}).status, Status::insufficient);
  const Estimate none = rate_ratio({0, 10, 5, 50});
  EXPECT_EQ(*none.value, 0);
  EXPECT_EQ(none.interval->lower, 0);
  EXPECT_GT(none.interval->upper, 1);
  EXPECT_TRUE(std::isfinite(rate_ratio({10, 10, 1, 5000000}).interval->upper));
}

TEST(shrunk_rates, equal_the_reference_values) {
  const std::vector<double> x = {2, 1, 9, 0, 4};
  const std::vector<double> n = {100, 20, 60, 15, 200};
  const ShrunkRates found = shrunk_rates(x, n, {.prior = ShrunkOptions::Prior::none});
  EXPECT_NEAR(found.a, 1.45373, 2e-4);
  EXPECT_NEAR(found.b, 27.32780, 2e-3);
  const double means[] = {.026819, .050300, .117747, .033204, .023838};
  for (std::size_t k = 0; k < 5; ++k) EXPECT_NEAR(*found.rates[k].value, means[k], 2e-6);
}

TEST(shrunk_rates, lie_between_the_raw_rate_and_the_population_mean) {
  const std::vector<double> x = {2, 1, 9, 0, 4, 30};
  const std::vector<double> n = {100, 20, 60, 15, 200, 60};
  const ShrunkRates found = shrunk_rates(x, n);
  const double mean = found.a / (found.a + found.b);
  for (std::size_t k = 0; k < x.size(); ++k) {
    const double raw = x[k] / n[k];
    EXPECT_GE(*found.rates[k].value, std::min(raw, mean) - 1e-12);
    EXPECT_LE(*found.rates[k].value, std::max(raw, mean) + 1e-12);
    EXPECT_GE(found.sorting_upper[k], *found.rates[k].value);
    EXPECT_LE(found.rates[k].interval->lower, *found.rates[k].value);
  }
}

TEST(shrunk_rates, stay_finite_without_errors_and_without_variation) {
  const std::vector<double> n = {100, 20, 60};
  const ShrunkRates none = shrunk_rates(std::vector<double>{0, 0, 0}, n);
  EXPECT_GT(none.sorting_upper[1], none.sorting_upper[0]);
  EXPECT_LT(none.sorting_upper[1], 0.1);
  const ShrunkRates all = shrunk_rates(n, n);
  EXPECT_GT(*all.rates[0].value, 0.99);
  const ShrunkRates even =
      shrunk_rates(std::vector<double>{10, 2, 6}, n, {.prior = ShrunkOptions::Prior::none});
  EXPECT_LE(even.a + even.b, 1e4 + 1);
  EXPECT_NEAR(*even.rates[1].value, 0.1, 1e-3);
}

TEST(shrunk_rates, do_not_shrink_a_lone_category) {
  const ShrunkRates found = shrunk_rates(std::vector<double>{3, 0}, std::vector<double>{10, 0});
  EXPECT_DOUBLE_EQ(*found.rates[0].value, 0.3);
  EXPECT_EQ(found.rates[0].method, "unshrunk_rate");
  EXPECT_EQ(found.rates[1].status, Status::insufficient);
  EXPECT_EQ(found.sorting_upper[1], 1);
}

}  // namespace
}  // namespace assay::stats
