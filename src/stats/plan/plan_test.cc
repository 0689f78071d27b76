#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

#include "stats/interval/binomial.h"
#include "stats/plan/assurance.h"
#include "stats/plan/double_plan.h"
#include "stats/plan/exact_rate.h"
#include "stats/plan/iso2859.h"
#include "stats/plan/rectifying.h"
#include "stats/plan/sample_size.h"
#include "stats/plan/single_plan.h"

namespace assay::stats {
namespace {

ExactRate rate(const char* text) { return *exact_rate(text); }

TEST(plan, counts_against_rates_exactly) {
  EXPECT_EQ(units_at_least(rate("0.07"), 100), 7);  // in doubles 8
  EXPECT_EQ(units_at_least(rate("0.55"), 100), 55);
  EXPECT_EQ(units_at_most(rate("0.29"), 100), 29);  // in doubles 28
  EXPECT_EQ(units_at_least(rate("0.05"), 1000), 50);
  EXPECT_TRUE(reaches(7, rate("0.07"), 100));
  EXPECT_FALSE(reaches(6, rate("0.07"), 100));
}

TEST(plan, reads_rates_as_decimals_and_nothing_else) {
  EXPECT_DOUBLE_EQ(rate(".05").value(), 0.05);
  EXPECT_EQ(rate_text(rate("0.050")), "0.05");
  EXPECT_EQ(rate_text(rate("1")), "1");
  EXPECT_EQ(rate_text(rate("0.000")), "0");
  for (const char* bad : {"", ".", "-0.1", "1.1", "5e-2", "0.1234567891", "0,05", "5 %", "2", "10"}) {
    EXPECT_FALSE(exact_rate(bad)) << bad;
  }
}

struct PlanGolden {
  const char *good, *bad;
  std::int64_t lot, n, c;
};

// Search of the two-point plans by scipy's binomial and hypergeometric tails.
constexpr PlanGolden plan_golden[] = {{"0.01", "0.05", 0, 132, 3},
                                      {"0.02", "0.05", 0, 306, 10},
                                      {"0.01", "0.03", 0, 390, 7},
                                      {"0.01", "0.05", 1000, 128, 3}};

TEST(plan, finds_the_two_point_plans_of_reference) {
  for (const PlanGolden& golden : plan_golden) {
    TwoPoints points{rate(golden.good), rate(golden.bad)};
    if (golden.lot > 0) points.lot = golden.lot;
    const Result<SinglePlan> plan = two_point_plan(points);
    ASSERT_TRUE(plan.ok());
    EXPECT_EQ(plan.value().n, golden.n);
    EXPECT_EQ(plan.value().c, golden.c);
  }
  EXPECT_NEAR(accept_probability(SinglePlan{132, 3}, 0.01), .95575, 6e-6);
  EXPECT_NEAR(accept_probability(SinglePlan{132, 3}, 0.05), .09923, 6e-6);
}

TEST(plan, refuses_rates_that_cannot_be_told_apart) {
  EXPECT_FALSE(two_point_plan({rate("0.05"), rate("0.05")}).ok());
  EXPECT_FALSE(two_point_plan({rate("0.01"), rate("0.05"), 0.0}).ok());
  EXPECT_FALSE(certifying_plan(0, {rate("0")}).ok());
  EXPECT_FALSE(certifying_plan(0, {rate("0.000000001"), 0.05}).ok());
}

TEST(plan, draws_the_oc_curves_of_reference) {
  struct Golden {
    std::int64_t n, c;
    double accept[3], rate[3];
  };
  constexpr Golden golden[] = {{50, 1, {.91056, .73577, .27943}, {.00715, .03334, .07558}},
                               {80, 2, {.95345, .78442, .23062}, {.01030, .03329, .06516}},
                               {125, 3, {.96255, .75867, .12378}, {.01100, .02930, .05266}},
                               {200, 5, {.98398, .78672, .06234}, {.01314, .02830, .04588}},
                               {315, 7, {.98502, .70277, .01014}, {.01270, .02432, .03709}}};
  for (const Golden& g : golden) {
    const SinglePlan plan{g.n, g.c};
    const double rates[] = {.01, .02, .05};
    const double shares[] = {.95, .50, .10};
    for (int at = 0; at < 3; ++at) {
      EXPECT_NEAR(accept_probability(plan, rates[at]), g.accept[at], 6e-6);
      EXPECT_NEAR(rate_accepted_with(plan, shares[at]), g.rate[at], 6e-6);
    }
  }
}

TEST(plan, certifies_with_the_sizes_of_the_exact_limit) {
  const struct {
    const char* error_max;
    std::int64_t n[4];
  } golden[] = {{"0.05", {59, 93, 124, 153}}, {"0.02", {149, 236, 313, 386}}, {"0.01", {299, 473, 628, 773}}};
  for (const auto& g : golden) {
    for (std::int64_t c = 0; c < 4; ++c) {
      const CertifyOptions options{rate(g.error_max)};
      const SinglePlan plan = certifying_plan(c, options).value();
      EXPECT_EQ(plan.n, g.n[c]);
      // The same statement read from the other side: the one-sided Clopper-Pearson limit.
      const auto limit = [&](std::int64_t n) {
        return clopper_pearson_interval(double(c), double(n), 0.95, Side::upper).upper;
      };
      EXPECT_LE(limit(plan.n), options.error_max.value());
      EXPECT_GT(limit(plan.n - 1), options.error_max.value());
      EXPECT_EQ(errors_allowed(plan.n, options), c);
    }
  }
  EXPECT_EQ(certifying_plan(0, {rate("0.05"), 0.10, 500}).value().n, 43);
  EXPECT_EQ(certifying_plan(0, {rate("0.01"), 0.10}).value().n, 230);
  EXPECT_FALSE(errors_allowed(10, {rate("0.05")}));
}

TEST(plan, judges_small_lots_whole) {
  const SinglePlan small = certifying_plan(0, {rate("0.05"), 0.05, 15}).value();
  EXPECT_TRUE(small.inspect_all);
  EXPECT_EQ(small.n, 15);
  EXPECT_EQ(small.c, 0);  // one error of fifteen is more than 5 %
  EXPECT_EQ(certifying_plan(2, {rate("0.05"), 0.05, 40}).value().c, 1);  // 2 of 40 reach 5 %
  EXPECT_EQ(certifying_plan(0, {rate("0.05"), 0.05, 1}).value().n, 1);
}

TEST(plan, rectifies_as_dodge_and_romig) {
  const SinglePlan plan{125, 3};
  const OutgoingLimit limit = outgoing_limit(plan, 2000);
  EXPECT_NEAR(limit.error, 0.014571803881993337, 1e-9);
  EXPECT_NEAR(limit.at_rate, 0.02343261152462036, 1e-6);
  EXPECT_NEAR(items_judged(plan, 0.02, 2000), 577.4941165565981, 1e-6);
}

TEST(plan, chooses_the_rectifying_plan_by_search) {
  DodgeRomigOptions options{.limit = rate("0.05"), .process_average = 0.01, .lot = 2000};
  const SinglePlan lot_limit = dodge_romig_plan(options).value();
  EXPECT_LE(accept_probability(lot_limit, rate("0.05"), 2000), 0.10);
  options.kind = DodgeRomig::outgoing_limit;
  options.limit = rate("0.02");
  const SinglePlan outgoing = dodge_romig_plan(options).value();
  EXPECT_LE(outgoing_limit(outgoing, 2000).error, 0.02);
  // One item fewer would break the limit, and no neighbouring c judges fewer items.
  EXPECT_GT(outgoing_limit({outgoing.n - 1, outgoing.c}, 2000).error, 0.02);
  options.process_average = 0.03;
  EXPECT_FALSE(dodge_romig_plan(options).ok());
}

TEST(plan, saves_items_by_double_sampling) {
  const TwoPoints points{rate("0.01"), rate("0.05")};
  const DoublePlan plan = double_plan(points).value();
  EXPECT_LE(accept_probability(plan, 0.05), 0.10);
  EXPECT_GE(accept_probability(plan, 0.01), 0.95);
  EXPECT_LT(mean_items(plan, 0.01), 132);
}

TEST(plan, a_double_plan_that_decides_at_once_is_a_single_one) {
  const DoublePlan plan{80, 80, 2, 3, 2};
  for (const double p : {0.0, 0.01, 0.05, 0.3, 1.0}) {
    EXPECT_NEAR(accept_probability(plan, p), accept_probability(SinglePlan{80, 2}, p), 1e-12);
    EXPECT_NEAR(mean_items(plan, p), 80, 1e-9);
  }
}

TEST(plan, has_letters_of_lot_sizes) {
  const struct {
    std::int64_t lot;
    const char* letters;
  } golden[] = {{2, "AAB"},      {8, "AAB"},      {9, "ABC"},      {15, "ABC"},    {16, "BCD"},
                {25, "BCD"},     {26, "CDE"},     {50, "CDE"},     {51, "CEF"},    {90, "CEF"},
                {91, "DFG"},     {150, "DFG"},    {151, "EGH"},    {280, "EGH"},   {281, "FHJ"},
                {500, "FHJ"},    {501, "GJK"},    {1200, "GJK"},   {1201, "HKL"},  {3200, "HKL"},
                {3201, "JLM"},   {10000, "JLM"},  {10001, "KMN"},  {35000, "KMN"}, {35001, "LNP"},
                {150000, "LNP"}, {150001, "MPQ"}, {500000, "MPQ"}, {500001, "NQR"}};
  for (const auto& g : golden) {
    const IsoLevel levels[] = {IsoLevel::one, IsoLevel::two, IsoLevel::three};
    for (int at = 0; at < 3; ++at)
      EXPECT_EQ(iso_letters[iso_letter(g.lot, levels[at])], g.letters[at]) << g.lot;
  }
}

TEST(plan, knows_the_aqls_of_the_standard_only) {
  EXPECT_EQ(iso_aql_index("1"), 10u);
  EXPECT_EQ(iso_aql_index("0.10"), 5u);
  EXPECT_EQ(iso_aql_index("2"), std::nullopt);
  EXPECT_EQ(iso_aql_index("abc"), std::nullopt);
}

// Single sampling tables II-A and II-B of MIL-STD-105E (1989, public domain), arrows followed: "n/Ac" a cell.
TEST(plan, equals_the_military_standard_in_every_cell) {
  std::ifstream file(std::string(ASSAY_SOURCE_DIR) + "/tests/golden/plan/mil_std_105e.csv");
  std::string line;
  std::getline(file, line);
  std::size_t cells = 0;
  while (std::getline(file, line)) {
    std::istringstream row(line);
    std::string inspection, letter, cell;
    std::getline(row, inspection, ',');
    std::getline(row, letter, ',');
    const auto kind = inspection == "normal" ? IsoInspection::normal : IsoInspection::tightened;
    for (std::size_t aql = 0; std::getline(row, cell, ','); ++aql) {
      const SinglePlan plan = iso_plan(iso_letters.find(letter), aql, kind).plan;
      EXPECT_EQ(std::to_string(plan.n) + "/" + std::to_string(plan.c), cell) << line << " " << iso_aql[aql];
      ++cells;
    }
  }
  EXPECT_EQ(cells, 512u);
}

TEST(plan, switches_between_normal_and_tightened_inspection) {
  const auto state = [](std::initializer_list<std::uint8_t> lots) {
    const std::vector<std::uint8_t> accepted(lots);
    return iso_state(accepted);
  };
  EXPECT_EQ(state({1, 0, 1, 1, 1}), IsoState::normal);
  EXPECT_EQ(state({0, 1, 1, 1, 0}), IsoState::tightened);
  EXPECT_EQ(state({0, 1, 1, 1, 1, 0}), IsoState::normal);  // six lots apart
  EXPECT_EQ(state({0, 0, 1, 1, 1, 1}), IsoState::tightened);
  EXPECT_EQ(state({0, 0, 1, 1, 1, 1, 1}), IsoState::normal);
  EXPECT_EQ(state({0, 0, 1, 1, 1, 1, 1, 0}), IsoState::normal);  // the window begins anew
  EXPECT_EQ(state({0, 0, 0, 0, 0, 0, 0}), IsoState::stopped);
}

TEST(plan, multiplies_power_over_categories) {
  const auto joint = [](std::int64_t n, std::size_t categories) {
    const CertifyOptions options{rate("0.05")};
    const std::vector<SinglePlan> plans(categories, SinglePlan{n, *errors_allowed(n, options)});
    return joint_power(plans, std::vector<double>(categories, 0.01)).joint;
  };
  EXPECT_NEAR(joint(150, 1), .809, 5e-4);
  EXPECT_NEAR(joint(150, 5), .348, 1e-3);
  EXPECT_NEAR(joint(150, 10), .121, 1e-3);
  EXPECT_NEAR(joint(250, 1), .986, 5e-4);
  EXPECT_NEAR(joint(250, 5), .933, 1e-3);
  EXPECT_NEAR(joint(250, 10), .871, 1e-3);
}

TEST(plan, plans_categories_to_pass_together) {
  const std::vector<CategoryNeed> needs(5, {0.01, {rate("0.05")}});
  const auto plans = plans_for_categories(needs, 0.8).value();
  double joint = 1;
  for (const CategoryPlan& plan : plans) {
    joint *= plan.power;
    EXPECT_LE(plan.false_pass, 0.05);
  }
  EXPECT_GE(joint, 0.8);
  EXPECT_FALSE(plans_for_categories(std::vector<CategoryNeed>{{0.06, {rate("0.05")}}}, 0.8).ok());
  const std::vector<CategoryNeed> rare = {{0.01, {rate("0.05"), 0.05, 15}}};
  EXPECT_TRUE(plans_for_categories(rare, 0.8).value()[0].plan.inspect_all);
}

TEST(plan, sizes_a_sample_for_a_half_width) {
  const RateSizeOptions options{.rate = 0.05, .half_width = 0.02};
  const std::int64_t n = items_for_rate(options).value();
  const auto width = [&](std::int64_t items) {
    const Interval w = wilson_interval(0.05 * double(items), double(items));
    return w.upper - w.lower;
  };
  EXPECT_LE(width(n), 0.04);
  EXPECT_GT(width(n - 1), 0.04);
  EXPECT_LT(items_for_rate({.rate = 0.05, .half_width = 0.02, .lot = 500}).value(), n);
  EXPECT_FALSE(items_for_rate({.rate = 0.5, .half_width = 0}).ok());
  // (1.96 x 0.75 / 0.10)^2 = 216.1.
  EXPECT_EQ(items_for_precision(0.75 / std::sqrt(50.0), 50, 0.10, 0.95), 217);
}

TEST(plan, averages_power_over_what_is_believed) {
  const RateBelief history{2, 98};
  const struct {
    std::int64_t n, x;
    double p;
  } golden[] = {{100, 1, 0.4962120245899475},
                {200, 5, 0.735603189677352},
                {300, 9, 0.80292597809254},
                {500, 17, 0.8505076597952479}};
  for (const auto& g : golden) {
    EXPECT_EQ(errors_allowed_by_belief(g.n, 0.05, 0.95, {0.5, 0.5}), g.x);
    EXPECT_NEAR(assurance(SinglePlan{g.n, g.x}, history), g.p, 1e-8);
  }
  EXPECT_NEAR(belief_below(0.05, 2, 100, {}), 0.9297382007203839, 1e-9);
  EXPECT_NEAR(belief_below(0.05, 3, 125, {}), 0.920079688278215, 1e-9);
}

TEST(plan, values_a_pilot_before_it_is_made) {
  const RateBelief belief{2, 48};
  const PilotCosts costs{.items = 50'000, .error = 4, .fix = 3000, .fix_share = 0.6, .judged = 1.5};
  EXPECT_NEAR(break_even_rate(costs), 0.025, 1e-12);
  EXPECT_NEAR(value_of_pilot(25, belief, costs), 0, 1e-6);
  EXPECT_NEAR(value_of_pilot(50, belief, costs), 145.45, 0.01);
  EXPECT_NEAR(value_of_pilot(100, belief, costs), 236.39, 0.01);
  EXPECT_NEAR(value_of_pilot(200, belief, costs), 312.91, 0.01);
  EXPECT_NEAR(value_of_pilot(500, belief, costs), 372.91, 0.01);
  const BestPilot best = best_pilot(belief, costs, 600);
  EXPECT_EQ(best.n, 90);
  EXPECT_NEAR(best.net, 91.69062465039042, 1e-6);
  EXPECT_NEAR(best.certainty, 421.19859074691703, 1e-6);
}

}  // namespace
}  // namespace assay::stats
