#include "quality/gate.h"

#include <gtest/gtest.h>

#include "labels/canonical.h"
#include "quality/gate_engine.h"
#include "quality/inspect.h"
#include "quality/planning.h"

namespace assay::quality {
namespace {

stats::ExactRate rate(const char* text) { return *stats::exact_rate(text); }

GatePlan plan_of(GateMethod method, std::int64_t n_max = 600) {
  GatePlan plan;
  plan.only_attempt = true;
  GateCriterion c;
  c.method = method;
  c.error_max = rate("0.05");
  c.error_good = rate("0.01");
  c.n_max = n_max;
  plan.criteria = {c};
  return plan;
}

// Item i is labelled a; its gold is a, or b where wrong(i).
template <class Wrong>
labels::Table table_of(std::int64_t items, const Wrong& wrong) {
  labels::Table table;
  for (std::int64_t item = 0; item < items; ++item) {
    const std::string name = "item " + std::to_string(item);
    const std::string batch = "batch " + std::to_string(item / 25);
    table.add({.item = name, .annotator = "ann", .label = "a", .batch = batch});
  }
  for (std::int64_t item = 0; item < items; ++item) {
    table.add_gold("item " + std::to_string(item), "", wrong(item) ? "b" : "a");
  }
  labels::sort_codes(table);
  EXPECT_TRUE(settle_gold(table).ok());
  return table;
}

GateResult judged(const GatePlan& plan, const labels::Table& table) {
  const auto gate = evaluate_gate(plan, table, {}, 1);
  EXPECT_TRUE(gate.ok()) << (gate.ok() ? "" : error_text(gate.error()));
  return gate.value();
}

bool never(std::int64_t) { return false; }

TEST(gate, passes_where_the_reference_does) {
  // 74 right items in a row reach ln 20 (methods 5.6).
  const GateResult short_of = judged(plan_of(GateMethod::e_process), table_of(73, never));
  EXPECT_EQ(short_of.verdict, GateVerdict::not_enough_evidence);
  EXPECT_EQ(short_of.criteria[0].settle.best_case_more, 1);
  const GateResult passed = judged(plan_of(GateMethod::e_process), table_of(80, never));
  EXPECT_EQ(passed.verdict, GateVerdict::pass);
  EXPECT_EQ(passed.criteria[0].decided_at, 74);
}

TEST(gate, spends_less_in_a_series_of_attempts) {
  GatePlan plan = plan_of(GateMethod::e_process);
  plan.only_attempt = false;
  EXPECT_EQ(judged(plan, table_of(90, never)).criteria[0].decided_at, 85);
  plan.attempt = 2;
  EXPECT_EQ(judged(plan, table_of(120, never)).criteria[0].decided_at, 116);
}

TEST(gate, keeps_the_first_verdict) {
  // Passed at 74; the errors that follow change nothing but the estimate.
  const GateResult gate =
      judged(plan_of(GateMethod::e_process), table_of(300, [](auto i) { return i >= 80; }));
  EXPECT_EQ(gate.verdict, GateVerdict::pass);
  EXPECT_EQ(gate.criteria[0].wrong, 0);
  EXPECT_EQ(gate.criteria[0].rate.n, 300);
}

TEST(gate, reads_the_draw_in_the_order_of_the_gold) {
  // Names sort otherwise than the draw: "item 10" before "item 2".
  const auto early = judged(plan_of(GateMethod::e_process), table_of(600, [](auto i) { return i < 20; }));
  EXPECT_EQ(early.verdict, GateVerdict::fail);
  EXPECT_EQ(early.criteria[0].decided_at, 3);
  const auto late = judged(plan_of(GateMethod::e_process), table_of(600, [](auto i) { return i >= 580; }));
  EXPECT_EQ(late.verdict, GateVerdict::pass);
}

TEST(gate, fails_a_fixed_sample_at_the_first_error_too_many) {
  GatePlan plan = plan_of(GateMethod::fixed, 93);
  plan.criteria[0].errors_allowed = 1;
  EXPECT_EQ(judged(plan, table_of(93, [](auto i) { return i == 5; })).verdict, GateVerdict::pass);
  const auto failed = judged(plan, table_of(93, [](auto i) { return i == 5 || i == 30; }));
  EXPECT_EQ(failed.verdict, GateVerdict::fail);
  EXPECT_EQ(failed.criteria[0].decided_at, 31);
  const auto open = judged(plan, table_of(50, never));
  EXPECT_EQ(open.verdict, GateVerdict::not_enough_evidence);
  EXPECT_EQ(open.criteria[0].settle.best_case_more, 43);
}

TEST(gate, refuses_a_sample_that_does_not_hold_its_risk) {
  GatePlan plan = plan_of(GateMethod::fixed, 60);
  plan.criteria[0].errors_allowed = 1;
  EXPECT_FALSE(check_gate_plan(plan).ok());
  plan.criteria[0].n_max = 93;
  EXPECT_TRUE(check_gate_plan(plan).ok());
  plan.only_attempt = false;  // .0304 instead of .05
  EXPECT_FALSE(check_gate_plan(plan).ok());
}

TEST(gate, refuses_plans_that_say_nothing) {
  GatePlan none;
  EXPECT_FALSE(check_gate_plan(none).ok());
  GatePlan twice = plan_of(GateMethod::e_process);
  twice.criteria.push_back(twice.criteria[0]);
  EXPECT_FALSE(check_gate_plan(twice).ok());
  GatePlan order = plan_of(GateMethod::e_process);
  order.criteria[0].error_good = rate("0.05");
  EXPECT_FALSE(check_gate_plan(order).ok());
  EXPECT_FALSE(check_gate_plan(plan_of(GateMethod::e_process_lot)).ok());
  EXPECT_FALSE(check_gate_plan(plan_of(GateMethod::e_process_clustered)).ok());
  EXPECT_FALSE(check_gate_plan(plan_of(GateMethod::e_process, 0)).ok());
}

TEST(gate, needs_all_criteria) {
  GatePlan plan = plan_of(GateMethod::e_process);
  plan.criteria.push_back(plan.criteria[0]);
  plan.criteria[1].category = "b";  // nobody delivered it
  const auto gate = judged(plan, table_of(100, [](auto i) { return i == 90; }));
  EXPECT_EQ(gate.criteria[0].verdict, GateVerdict::pass);
  EXPECT_EQ(gate.criteria[1].verdict, GateVerdict::not_enough_evidence);
  EXPECT_EQ(gate.verdict, GateVerdict::not_enough_evidence);
  EXPECT_EQ(gate.criteria[1].rate.status, Status::insufficient);
  plan.criteria[1].category = "unheard of";
  EXPECT_FALSE(evaluate_gate(plan, table_of(100, never), {}, 1).ok());
}

TEST(gate, counts_ties_and_what_was_not_delivered_against_a_pass_only) {
  labels::Table table = table_of(80, never);
  table.add({.item = "item 3", .annotator = "second", .label = "b"});
  table.add_gold("never delivered", "", "a");
  labels::sort_codes(table);
  ASSERT_TRUE(settle_gold(table).ok());
  const auto gate = judged(plan_of(GateMethod::e_process), table);
  EXPECT_EQ(gate.criteria[0].undecided, 2);
  EXPECT_EQ(gate.criteria[0].wrong, 0);
  EXPECT_EQ(gate.verdict, GateVerdict::not_enough_evidence);
  EXPECT_EQ(gate.criteria[0].evidence.back().x_to_pass, 2);
  EXPECT_EQ(gate.criteria[0].evidence.back().x_to_fail, 0);
  EXPECT_EQ(gate.notes.size(), 2u);
  EXPECT_EQ(gate.criteria[0].rate.interval->lower, 0);
  EXPECT_GT(gate.criteria[0].rate.interval->upper, 0.05);
}

TEST(gate, stops_where_a_pass_is_out_of_reach) {
  const auto gate =
      judged(plan_of(GateMethod::e_process, 200), table_of(150, [](auto i) { return i % 20 == 9; }));
  EXPECT_EQ(gate.verdict, GateVerdict::not_enough_evidence);
  EXPECT_TRUE(gate.criteria[0].futile);
}

TEST(gate, is_about_the_lot_that_was_planned) {
  GatePlan plan = plan_of(GateMethod::e_process_lot, 90);
  plan.criteria[0].lot = 90;
  EXPECT_EQ(judged(plan, table_of(90, never)).verdict, GateVerdict::pass);
  EXPECT_FALSE(evaluate_gate(plan, table_of(91, never), {}, 1).ok());  // another lot
}

TEST(gate, clusters_by_batch_or_annotator) {
  GatePlan plan = plan_of(GateMethod::e_process_clustered);
  plan.criteria[0].rho = rate("0.02");
  plan.criteria[0].cluster = "batch";
  const auto gate = judged(plan, table_of(300, never));
  EXPECT_EQ(gate.verdict, GateVerdict::pass);
  EXPECT_GE(gate.criteria[0].clusters, 5);
  plan.criteria[0].cluster = "annotator";  // one alone: nothing is said of variation
  const auto alone = judged(plan, table_of(300, never));
  EXPECT_EQ(alone.verdict, GateVerdict::not_enough_evidence);
  EXPECT_EQ(alone.notes.size(), 1u);
}

TEST(gate, every_method_passes_good_work_and_fails_bad_work) {
  for (const GateMethod method : gate_methods) {
    GatePlan plan = plan_of(method);
    GateCriterion& c = plan.criteria[0];
    c.rho = rate("0.02");
    c.cluster = "batch";
    if (method == GateMethod::e_process_lot) c.lot = 1000;
    const auto sized = plan_gate({.plan = plan, .alternatives = false, .runs = 200});
    ASSERT_TRUE(sized.ok()) << gate_method_name(method) << error_text(sized.error());
    const GatePlan& ready = *sized.value().gate;
    EXPECT_GE(sized.value().criteria[0].at_good.pass, 0.70) << gate_method_name(method);
    EXPECT_LE(sized.value().criteria[0].at_max.pass, 0.08) << gate_method_name(method);
    EXPECT_EQ(judged(ready, table_of(1000, [](auto i) { return i % 250 == 249; })).verdict, GateVerdict::pass)
        << gate_method_name(method);
    EXPECT_EQ(judged(ready, table_of(1000, [](auto i) { return i % 4 == 0; })).verdict, GateVerdict::fail)
        << gate_method_name(method);
  }
}

TEST(gate, plans_power_for_all_criteria_together) {
  GatePlan plan = plan_of(GateMethod::fixed);
  plan.criteria.clear();
  for (const char* name : {"a", "b", "c"}) {
    GateCriterion c = plan_of(GateMethod::fixed).criteria[0];
    c.category = name;
    plan.criteria.push_back(c);
  }
  const auto planning = plan_gate({.plan = plan});
  ASSERT_TRUE(planning.ok());
  EXPECT_GE(*planning.value().joint_power, 0.8);
  for (const auto& row : planning.value().criteria) EXPECT_LE(row.at_max.pass, 0.05 + 1e-12);
  EXPECT_GE(planning.value().alternatives.size(), 4u);
}

}  // namespace
}  // namespace assay::quality
