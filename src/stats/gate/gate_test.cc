#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

#include "stats/gate/betting.h"
#include "stats/gate/boundary.h"
#include "stats/gate/boundary_engine.h"
#include "stats/gate/continuation.h"
#include "stats/gate/e_cluster.h"
#include "stats/gate/e_lot.h"
#include "stats/gate/e_process.h"
#include "stats/gate/sprt.h"
#include "stats/plan/single_plan.h"
#include "stats/special.h"

namespace assay::stats {
namespace {

// Numbers "of reference" were computed by an independent program (numpy, scipy) from the cited formulas.

TEST(gate, log_incomplete_beta_survives_underflow) {
  EXPECT_NEAR(log_beta_cdf(0.3, 2, 5), std::log(beta_cdf(0.3, 2, 5)), 1e-13);
  // I_x(a, 1) = x^a, far below the smallest double.
  EXPECT_NEAR(log_beta_cdf(0.05, 1500, 1), 1500 * std::log(0.05), 1e-8);
  // I_x(a, b) + I_{1-x}(b, a) = 1 in the middle of the fraction's range.
  EXPECT_NEAR(std::exp(log_beta_cdf(0.2, 40, 160)) + std::exp(log_beta_cdf(0.8, 160, 40)), 1, 1e-12);
  EXPECT_TRUE(std::isfinite(log_evidence_good(1500, 5000, 0.05)));
  EXPECT_TRUE(std::isfinite(log_evidence_bad(0, 20000, 0.05)));
}

TEST(gate, evidence_equals_the_reference) {
  const struct {
    std::int64_t x, n;
    double good;
  } good[] = {{0, 59, 2.380513}, {0, 73, 2.987708},  {0, 74, 3.031512},  {1, 100, 2.066823},
              {1, 124, 3.01767}, {2, 150, 2.389079}, {3, 200, 2.806049}, {10, 500, 4.834}};
  for (const auto& g : good) EXPECT_NEAR(log_evidence_good(g.x, g.n, 0.05), g.good, 2e-6);
  const struct {
    std::int64_t x, n;
    double bad;
  } bad[] = {{5, 20, 3.541308905},   {8, 60, 2.326861322},   {10, 74, 3.085801422},
             {12, 100, 2.862601393}, {20, 200, 2.990244033}, {40, 500, 2.526717298}};
  for (const auto& g : bad) EXPECT_NEAR(log_evidence_bad(g.x, g.n, 0.05), g.bad, 1e-8);
}

std::vector<std::int64_t> items_for_errors(const Boundary& boundary, std::int64_t errors) {
  std::vector<std::int64_t> out;
  for (std::int64_t x = 0; x <= errors; ++x) {
    std::int64_t n = 0;
    while (boundary.pass_at_most[n] < x) ++n;
    out.push_back(n);
  }
  return out;
}

TEST(gate, e_process_passes_where_the_reference_does) {
  const auto boundary = [](double alpha) { return e_process_boundary({0.05, alpha, 0.05}, 600); };
  EXPECT_EQ(items_for_errors(boundary(0.05), 7),
            (std::vector<std::int64_t>{74, 124, 167, 206, 243, 278, 312, 345}));
  EXPECT_EQ(items_for_errors(boundary(attempt_alpha(0.05, 1)), 7),
            (std::vector<std::int64_t>{85, 136, 180, 219, 257, 293, 327, 361}));
  EXPECT_EQ(items_for_errors(boundary(attempt_alpha(0.05, 2)), 7),
            (std::vector<std::int64_t>{116, 169, 215, 256, 295, 332, 368, 403}));
  EXPECT_EQ(items_for_errors(boundary(attempt_alpha(0.05, 3)), 7),
            (std::vector<std::int64_t>{133, 188, 235, 277, 317, 355, 391, 426}));
  const struct {
    std::int64_t n, x;
  } fails[] = {{10, 4}, {20, 5}, {50, 8}, {100, 13}, {200, 21}, {300, 28}, {500, 41}};
  for (const auto& f : fails) EXPECT_EQ(boundary(0.05).fail_at_least[f.n], f.x);
}

// Items without, with one, two, three new rulings that say ambiguities are below 2 % (methods 9.3).
TEST(gate, e_process_at_two_percent_is_that_of_reference) {
  const auto boundary = [](double alpha) { return e_process_boundary({0.02, alpha, 0.05}, 600); };
  EXPECT_EQ(items_for_errors(boundary(0.05), 3), (std::vector<std::int64_t>{186, 313, 421, 519}));
  EXPECT_EQ(items_for_errors(boundary(attempt_alpha(0.05, 1)), 3),
            (std::vector<std::int64_t>{215, 344, 454, 554}));
}

TEST(gate, attempts_share_one_risk) {
  EXPECT_NEAR(attempt_alpha(0.05, 1), 0.03039635509270134, 1e-12);
  EXPECT_NEAR(attempt_alpha(0.05, 6), 0.0008443431970194816, 1e-12);
  double sum = 0;
  for (std::int64_t k = 1; k <= 100'000; ++k) sum += attempt_alpha(0.05, k);
  EXPECT_LT(sum, 0.05);
  EXPECT_GT(sum, 0.0499);
}

TEST(gate, e_process_has_the_exact_risks_of_reference) {
  const struct {
    std::int64_t n_max;
    double false_pass;
  } golden[] = {{500, 0.040716954076871974}, {1500, 0.04486845198513583}, {5000, 0.046761810809882565}};
  for (const auto& g : golden) {
    Boundary boundary = e_process_boundary({0.05, 0.05, 0.05}, g.n_max);
    for (std::int64_t n = 0; n <= g.n_max; ++n) boundary.fail_at_least[n] = n + 1;  // the pass side alone
    EXPECT_NEAR(outcome_at(boundary, 0.05).pass, g.false_pass, 1e-7);
    if (g.n_max < 1500) continue;
    EXPECT_EQ(items_to_pass(boundary, 0.005, 0.5), 74);
    EXPECT_EQ(items_to_pass(boundary, 0.01, 0.5), 124);
    EXPECT_EQ(items_to_pass(boundary, 0.02, 0.5), 206);
    EXPECT_EQ(items_to_pass(boundary, 0.03, 0.5), 647);
  }
}

TEST(gate, e_process_has_the_joint_oc_of_reference) {
  const Boundary boundary = e_process_boundary({0.05, 0.05, 0.05}, 600);
  const struct {
    double p, pass, fail, undecided, n;
  } golden[] = {{.01, 0.9997749775669319, 2.9491200050918054e-05, 0.00019553123301608674, 130.91131073440198},
                {.02, 0.9152758213491263, 0.00034864372126518065, 0.08437553492960402, 262.80701061214563},
                {.03, 0.4786399203864023, 0.0017854432289906826, 0.5195746363845952, 441.02024697145515},
                {.05, 0.04181929504066616, 0.02738245845406346, 0.9307982465052449, 567.5399989501377},
                {.07, 0.005693576731524918, 0.3527213961479737, 0.6415850271204755, 478.79518061439006},
                {.10, 0.00043069013218059184, 0.9788082213975341, 0.02076108847029011, 181.86516398137888},
                {.15, 6.00757041993344e-06, 0.9999939667796648, 2.5649913620890215e-08, 55.02370167207307}};
  for (const auto& g : golden) {
    const Outcome outcome = outcome_at(boundary, g.p);
    EXPECT_NEAR(outcome.pass, g.pass, 1e-6);
    EXPECT_NEAR(outcome.fail, g.fail, 1e-6);
    EXPECT_NEAR(outcome.undecided, g.undecided, 1e-6);
    EXPECT_NEAR(outcome.mean_n, g.n, 1e-4);
    EXPECT_NEAR(outcome.pass + outcome.fail + outcome.undecided, 1, 1e-12);
  }
}

TEST(gate, says_how_many_more_would_settle_it) {
  const Boundary boundary = e_process_boundary({0.05, 0.05, 0.05}, 600);
  const struct {
    std::int64_t x, n, best;
    double pass;
  } golden[] = {
      {1, 100, 24, 0.942087216054011}, {3, 150, 56, 0.7881979743411323}, {8, 200, 177, 0.08429184280836015}};
  for (const auto& g : golden) {
    const Settle settled = settle(boundary, g.x, g.n);
    EXPECT_EQ(settled.best_case_more, g.best);
    EXPECT_NEAR(settled.pass_probability, g.pass, 1e-7);
    EXPECT_EQ(settled.expected_more.has_value(), g.pass >= 0.5);
  }
  EXPECT_FALSE(settle(boundary, 25, 400).best_case_more);  // futile: 600 items cannot pass any more
}

TEST(gate, sprt_equals_the_reference) {
  const SprtLines lines = sprt_lines({});
  EXPECT_NEAR(lines.slope, 0.024985422233589946, 1e-9);
  EXPECT_NEAR(lines.pass, 1.3949305001902303, 1e-9);
  EXPECT_NEAR(lines.fail, 1.8148464226140502, 1e-9);
  const Boundary cut = sprt_boundary({}, 396);
  EXPECT_EQ(items_for_errors(cut, 0)[0], 56);
  EXPECT_EQ(cut.pass_at_most[396], 9);
  const double p[] = {0.01, 0.025, 0.05};
  const double accept[] = {0.973367054152792, 0.598708973515251, 0.09682220099674281};
  const double items[] = {87.15627797292176, 121.8248938117249, 73.72809697459112};
  for (int at = 0; at < 3; ++at) {
    const Outcome outcome = outcome_at(cut, p[at]);
    EXPECT_NEAR(outcome.pass, accept[at], 1e-7);
    EXPECT_NEAR(outcome.mean_n, items[at], 1e-6);
    EXPECT_NEAR(outcome.undecided, 0, 1e-12);  // the cut decides everything
  }
  EXPECT_NEAR(outcome_at(sprt_boundary({}, 8000), 0.05).pass, 0.09676412858886842, 1e-7);
}

TEST(gate, a_fixed_sample_has_the_risk_of_its_plan) {
  const Boundary boundary = fixed_boundary(132, 3);
  for (const double p : {0.0, 0.01, 0.05, 0.2}) {
    const Outcome outcome = outcome_at(boundary, p);
    EXPECT_NEAR(outcome.pass, accept_probability(SinglePlan{132, 3}, p), 1e-12);
    EXPECT_NEAR(outcome.fail, 1 - outcome.pass, 1e-12);
    EXPECT_LE(outcome.mean_n, 132);  // curtailed
  }
}

TEST(gate, lot_evidence_equals_the_reference) {
  LotTest test({*exact_rate("0.05"), 0.05, 0.05, 1000});
  for (int t = 1; t <= 100; ++t) {
    test.add({.wrong = t == 41});
    if (t == 40) {
      EXPECT_NEAR(*test.now().log_good, 1.3937083338051197, 1e-9);
    }
    if (t == 41) {
      EXPECT_NEAR(*test.now().log_good, 0.09513249545748359, 1e-9);
    }
  }
  EXPECT_NEAR(*test.now().log_good, 2.056808594574097, 1e-9);
  LotTest clean({*exact_rate("0.05"), 0.05, 0.05, 1000});
  int n = 0;
  for (; clean.state() == GateState::open; ++n) clean.add({});
  EXPECT_EQ(n, 78);
  EXPECT_EQ(clean.state(), GateState::pass);
}

TEST(gate, lot_evidence_of_weighted_draws_equals_the_reference) {
  // N = 10, weights 1000..10000; drawn 9, 8, 7 (0-based), the second wrong.
  const double weight[] = {10, 9, 8};
  const double total[] = {55, 45, 36};
  const double m[] = {0.5, 0.2};
  const double good[] = {1.1380062499999999, 0.9964416680248229};
  const double bad[] = {0.24050000000000002, 0.36121249999999994};
  for (int candidate = 0; candidate < 2; ++candidate) {
    LotWealth wealth;
    double found = 0;
    for (int t = 0; t < 3; ++t) {
      const double z = t == 1 ? total[t] / (10 * weight[t]) : 0;
      wealth.add(z, m[candidate] - found / 10, total[t] / 10);
      found += t == 1;
    }
    EXPECT_NEAR(std::exp(wealth.log_good()), good[candidate], 1e-12);
    EXPECT_NEAR(std::exp(wealth.log_bad()), bad[candidate], 1e-12);
  }
}

TEST(gate, a_lot_judged_whole_is_a_count) {
  const struct {
    std::int64_t lot, wrong;
    GateState verdict;
  } golden[] = {{15, 0, GateState::pass},
                {15, 1, GateState::fail},
                {40, 2, GateState::fail},
                {40, 1, GateState::pass},
                {1, 0, GateState::pass}};
  for (const auto& g : golden) {
    LotTest test({*exact_rate("0.05"), 0.05, 0.05, g.lot});
    BettingTest betting({*exact_rate("0.05"), 0.05, 0.05, g.lot});
    for (std::int64_t n = 0; n < g.lot; ++n) {
      test.add({.wrong = n >= g.lot - g.wrong});
      betting.add({.wrong = n >= g.lot - g.wrong});
    }
    EXPECT_EQ(test.state(), g.verdict) << g.lot << " " << g.wrong;
    EXPECT_EQ(betting.state(), g.verdict) << g.lot << " " << g.wrong;
  }
}

EvidenceNow cluster_evidence(const std::vector<int>& wrong, int size = 25) {
  ClusterTest test({0.05, 0.05, 0.05, 0.02});
  for (std::size_t cluster = 0; cluster < wrong.size(); ++cluster) {
    for (int item = 0; item < size; ++item) {
      test.add({.wrong = item < wrong[cluster], .cluster = static_cast<std::uint32_t>(cluster)});
    }
  }
  return test.now();
}

TEST(gate, cluster_evidence_equals_the_reference) {
  EXPECT_NEAR(*cluster_evidence({0, 0, 0, 0, 0, 0}).log_good, 5.168133105456408, 1e-9);
  EXPECT_NEAR(*cluster_evidence({0, 0, 0, 0, 0, 0, 0}).log_good, 6.10155603255877, 1e-9);
  EXPECT_NEAR(*cluster_evidence({1, 0, 2, 0, 0, 0, 0}).log_good, 1.3936612132143344, 1e-9);
  EXPECT_NEAR(*cluster_evidence({0, 0, 0, 5, 0, 0, 0}).log_good, 1.5269432482187568, 1e-9);
  EXPECT_NEAR(*cluster_evidence({1, 1, 1, 1, 1, 1, 1, 1, 1, 1}).log_good, -2.1836727375523726, 1e-9);
  EXPECT_NEAR(*cluster_evidence({3, 3, 3, 3, 3, 3, 3}).log_bad, 4.2672135603105135, 1e-9);
  EXPECT_NEAR(*cluster_evidence({5, 3, 6, 2, 4, 7, 3}).log_bad, 9.677539014044712, 1e-9);
  EXPECT_NEAR(*cluster_evidence({0, 0, 0, 5, 0, 0, 0}).log_bad, -2.4480425907428205, 1e-9);
}

TEST(gate, few_clusters_or_one_large_one_settle_nothing) {
  ClusterTest few({0.05, 0.05, 0.05, 0.02});
  for (std::uint32_t n = 0; n < 1000; ++n) few.add({.cluster = n % 4});
  EXPECT_GT(*few.now().log_good, std::log(20));
  EXPECT_EQ(few.state(), GateState::open);
  ClusterTest uneven({0.05, 0.05, 0.05, 0.02});
  for (std::uint32_t n = 0; n < 1000; ++n) uneven.add({.cluster = n % 10 < 4 ? 0 : n % 10});
  EXPECT_EQ(uneven.clusters(), 7u);
  EXPECT_EQ(uneven.state(), GateState::open);
  for (std::uint32_t n = 0; n < 1000; ++n) uneven.add({.cluster = 10 + n % 10});
  EXPECT_EQ(uneven.state(), GateState::pass);
}

TEST(gate, without_a_verdict_an_item_helps_nobody) {
  const auto run = [](const Judgement& odd) {
    BoundaryTest test(e_process_boundary({0.05, 0.05, 0.05}, 600), 0.05);
    for (int n = 0; n < 73; ++n) test.add({});
    test.add(odd);
    return test.now();
  };
  const EvidenceNow undecided = run({.undecided = true});
  EXPECT_EQ(undecided.x_to_pass, 1);
  EXPECT_EQ(undecided.x_to_fail, 0);
  EXPECT_DOUBLE_EQ(*undecided.log_good, *run({.wrong = true}).log_good);
  EXPECT_DOUBLE_EQ(*undecided.log_bad, *run({}).log_bad);
}

std::vector<double> one_in_twenty() {
  std::vector<double> values;
  for (int i = 0; i < 200; ++i) values.push_back(i % 20 == 7 ? 1 : 0);
  return values;
}

TEST(gate, betting_interval_equals_the_reference) {
  const Interval iid = betting_interval_now(one_in_twenty(), {});
  EXPECT_NEAR(iid.lower, 0.013851893523532971, 1e-7);
  EXPECT_NEAR(iid.upper, 0.10591405204233353, 1e-7);
  const Interval lot = betting_interval_now(one_in_twenty(), {.lot = 1000});
  EXPECT_NEAR(lot.lower, 0.016437289996915166, 1e-7);
  EXPECT_NEAR(lot.upper, 0.1006720298088231, 1e-7);
  const Estimate ever = betting_interval(one_in_twenty(), {});
  EXPECT_GE(ever.interval->lower, iid.lower);
  EXPECT_LE(ever.interval->upper, iid.upper);
  EXPECT_EQ(ever.status, Status::ok);
}

TEST(gate, beta_mixture_equals_the_reference) {
  const struct {
    std::int64_t x, n;
    double lower, upper;
  } golden[] = {{0, 50, 0, 0.104642},
                {1, 100, 1.4e-05, 0.084022},
                {3, 100, 0.001879, 0.122949},
                {10, 500, 0.005058, 0.050824},
                {20, 1000, 0.007819, 0.040635}};
  for (const auto& g : golden) {
    const Interval found = beta_mixture_interval(g.x, g.n, 0.05);
    EXPECT_NEAR(found.lower, g.lower, 2e-6);
    EXPECT_NEAR(found.upper, g.upper, 2e-6);
  }
}

TEST(gate, betting_says_when_the_rate_was_not_constant) {
  std::vector<double> values(400, 0.0);
  values.insert(values.end(), 400, 1.0);
  const Estimate mean = betting_interval(values, {});
  EXPECT_EQ(mean.status, Status::not_identifiable);
  EXPECT_FALSE(mean.note.empty());
  EXPECT_EQ(betting_interval({}, {}).status, Status::insufficient);
}

TEST(gate, betting_ends_where_the_whole_lot_is_known) {
  std::vector<double> values(100, 0.0);
  values[3] = values[50] = 1;
  const Estimate mean = betting_interval(values, {.lot = 100});
  EXPECT_NEAR(mean.interval->lower, 0.02, 1e-6);
  EXPECT_NEAR(mean.interval->upper, 0.02, 1e-6);
}

TEST(gate, betting_passes_when_its_one_sided_limit_does) {
  // A side of alpha is a two-sided sequence of 2 alpha.
  for (const std::optional<std::int64_t> lot :
       {std::optional<std::int64_t>{}, std::optional<std::int64_t>{2000}}) {
    BettingTest test({*exact_rate("0.05"), 0.05, 0.05, lot});
    std::vector<double> values;
    bool passed = false;
    for (int n = 0; n < 500 && !passed; ++n) {
      values.push_back(n % 90 == 40 ? 1 : 0);
      test.add({.wrong = values.back() > 0});
      passed = test.state() == GateState::pass;
      const double upper = betting_interval_now(values, {.alpha = 0.10, .lot = lot}).upper;
      EXPECT_EQ(passed, upper <= 0.05 + 1e-9) << n;
    }
    EXPECT_TRUE(passed);
  }
}

TEST(gate, simulated_continuations_agree_with_the_exact_recursion) {
  BoundaryTest test(e_process_boundary({0.05, 0.05, 0.05}, 600), 0.05);
  for (int n = 0; n < 150; ++n) test.add({.wrong = n % 50 == 10});
  const Settle simulated = settle_by_simulation(test, {.n_max = 600});
  EXPECT_EQ(simulated.best_case_more, 56);
  EXPECT_NEAR(simulated.pass_probability, 0.7881979743411323, 0.03);  // three standard errors of 2,000 runs
  const Outcome outcome = outcome_by_simulation(BoundaryTest(fixed_boundary(132, 3)), 0.05, {.n_max = 132});
  EXPECT_NEAR(outcome.pass, 0.09923, 0.021);
}

TEST(gate, a_lot_at_the_limit_rarely_passes) {
  const LotTest fresh({*exact_rate("0.05"), 0.05, 0.05, 2000});
  const Outcome bad = outcome_by_simulation(fresh, 0.05, {.n_max = 500, .lot = 2000, .runs = 1000});
  EXPECT_LE(bad.pass, 0.05 + 0.014);
  const Outcome good = outcome_by_simulation(fresh, 0.01, {.n_max = 500, .lot = 2000, .runs = 1000});
  EXPECT_GE(good.pass, 0.97);
}

}  // namespace
}  // namespace assay::stats
