#include "quality/gate.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"
#include "base/version.h"
#include "quality/gate_draw.h"
#include "quality/gate_engine.h"
#include "quality/inspect.h"
#include "stats/gate/betting.h"
#include "stats/gate/e_cluster.h"

namespace assay::quality {
namespace {

using stats::GateState;
using stats::Judgement;

constexpr std::array verdict_names = {"pass", "fail", "not_enough_evidence"};

struct GateRun {
  GateCriterionResult result;
  std::unique_ptr<stats::SequentialTest> test;  // where it stopped
  std::vector<Judgement> judged;                // all within n_max, also after the decision
};

Result<std::vector<Judgement>> items_of(const GateCriterion& c, const labels::QuestionTable& question,
                                        const GateDraw& draw) {
  std::vector<Judgement> out;
  std::uint32_t code = labels::none;
  if (c.category) {
    const auto found = std::find(question.categories.begin(), question.categories.end(), *c.category);
    if (found == question.categories.end()) {
      return Error{ErrorCode::invalid,
                   fmt::format("neither labels nor gold know the category \"{}\"", printable(*c.category)),
                   "criterion " + c.name()};
    }
    code = static_cast<std::uint32_t>(found - question.categories.begin());
  }
  for (const DrawnItem& item : draw.items) {
    if (!c.category || item.delivered == code) out.push_back(item.judgement);
  }
  return out;
}

// The lot in the plan against the one that was delivered: evidence about a lot is worth nothing when the lot
// is another one.
Result<Done> check_lot(const GateCriterion& c, const labels::QuestionTable& question, const GateDraw& draw) {
  if (!c.lot) return Done{};
  std::int64_t delivered = draw.delivered_items;
  if (c.category) {
    const auto found = std::find(question.categories.begin(), question.categories.end(), *c.category);
    delivered = draw.delivered_count[static_cast<std::size_t>(found - question.categories.begin())];
  }
  const bool fits = c.category ? delivered == *c.lot : delivered <= *c.lot;
  if (fits) return Done{};
  return Error{
      ErrorCode::conflict,
      fmt::format("the plan is about a lot of {} items and the labels hold {}; plan for the lot that was "
                  "delivered, before its verdicts are known",
                  *c.lot, delivered),
      "criterion " + c.name()};
}

// Every item when there are few; else about evidence_points_max of them, and always the last.
void keep_evidence(std::vector<stats::EvidenceNow>& kept, const stats::EvidenceNow& now,
                   std::int64_t expected) {
  const std::int64_t stride =
      std::max<std::int64_t>(1, expected / static_cast<std::int64_t>(evidence_points_max));
  if (now.n % stride == 0 || kept.empty()) kept.push_back(now);
}

GateRun run_criterion(const GateCriterion& c, double alpha, const std::vector<Judgement>& items) {
  GateRun run;
  run.result.criterion = c;
  run.result.alpha = alpha;
  run.result.drawn = static_cast<std::int64_t>(items.size());
  run.test = engine_of(c, alpha);
  const std::int64_t looked = std::min(run.result.drawn, c.n_max);
  run.result.beyond = run.result.drawn - looked;
  GateState state = GateState::open;
  for (std::int64_t at = 0; at < looked; ++at) {
    const Judgement& item = items[static_cast<std::size_t>(at)];
    run.judged.push_back(item);
    if (state != GateState::open) continue;
    run.test->add(item);
    ++run.result.judged;
    run.result.wrong += item.wrong;
    run.result.undecided += item.undecided;
    state = run.test->state();
    const auto now = run.test->now();
    keep_evidence(run.result.evidence, now, looked);
    if (state != GateState::open || at + 1 == looked) {
      if (run.result.evidence.back().n != now.n) run.result.evidence.push_back(now);
    }
    if (state != GateState::open) run.result.decided_at = run.result.judged;
  }
  run.result.verdict = state == GateState::pass   ? GateVerdict::pass
                       : state == GateState::fail ? GateVerdict::fail
                                                  : GateVerdict::not_enough_evidence;
  return run;
}

// With undecided items both ends are shown: the lower limit as if they were right, the upper as if wrong.
Estimate rate_of(const GateCriterion& c, const std::vector<Judgement>& items) {
  std::vector<double> wrong, at_worst;
  std::int64_t undecided = 0;
  for (const Judgement& item : items) {
    wrong.push_back(item.wrong_to_fail() ? 1 : 0);
    at_worst.push_back(item.wrong_to_pass() ? 1 : 0);
    undecided += item.undecided;
  }
  const stats::BettingOptions options{0.05, c.lot};
  Estimate rate = stats::betting_interval(wrong, options);
  rate.method = "error_rate";
  if (undecided == 0 || !rate.interval) return rate;
  const Estimate worst = stats::betting_interval(at_worst, options);
  rate.interval->upper = worst.interval->upper;
  rate.note = fmt::format(
      "{} undecided items count as right for the lower limit and as wrong for the upper one", undecided);
  return rate;
}

void settle_run(GateRun& run, std::uint64_t seed) {
  GateCriterionResult& result = run.result;
  if (result.verdict != GateVerdict::not_enough_evidence) return;
  const GateCriterion& c = result.criterion;
  if (const auto boundary = boundary_of(c, result.alpha)) {
    const std::int64_t x = result.wrong + result.undecided;
    result.settle = stats::settle(*boundary, x, result.judged);
  } else {
    stats::ContinuationOptions options = continuation_of(c, seed);
    if (c.method == GateMethod::e_process_clustered && result.judged > 0) {
      const auto& clusters = dynamic_cast<const stats::ClusterTest&>(*run.test);
      options.phi = 1 + (clusters.mean_size() - 1) * c.rho->value();
    }
    result.settle = stats::settle_by_simulation(*run.test, options);
  }
  result.futile = !result.settle.best_case_more;
}

std::string more_text(const GateCriterionResult& r) {
  if (r.futile) {
    return fmt::format("cannot pass within its {} items any more, even without another error",
                       grouped(r.criterion.n_max));
  }
  std::string text = fmt::format("{} more items pass it if all are right", grouped(*r.settle.best_case_more));
  if (r.settle.expected_more) {
    text += fmt::format("; at the rate so far, {} more do in half of all cases",
                        grouped(*r.settle.expected_more));
  }
  return text + fmt::format("; chance to pass within {}: {}", grouped(r.criterion.n_max),
                            percent(r.settle.pass_probability));
}

std::string result_text(const GateCriterionResult& r) {
  const std::string counted = fmt::format("{} of {} wrong{}", grouped(r.wrong), grouped(r.judged),
                                          r.undecided > 0 ? fmt::format(", {} undecided", r.undecided) : "");
  const std::string limit = fmt::format("{:.4g} %", 100 * r.criterion.error_max.value());
  switch (r.verdict) {
    case GateVerdict::pass:
      return fmt::format("passed at item {} ({}): the error rate is below {}", grouped(*r.decided_at),
                         counted, limit);
    case GateVerdict::fail:
      return fmt::format("failed at item {} ({})", grouped(*r.decided_at), counted);
    case GateVerdict::not_enough_evidence:
      return fmt::format("{}: {}", counted, more_text(r));
  }
  return "";
}

GateVerdict verdict_of(const std::vector<GateCriterionResult>& criteria) {
  GateVerdict all = GateVerdict::pass;
  for (const GateCriterionResult& row : criteria) {
    if (row.verdict == GateVerdict::fail) return GateVerdict::fail;
    if (row.verdict == GateVerdict::not_enough_evidence) all = row.verdict;
  }
  return all;
}

void add_notes(GateResult& gate, const GateDraw& draw) {
  if (draw.ties > 0) {
    gate.notes.push_back(fmt::format("{} drawn items have two labels in first place: undecided.", draw.ties));
  }
  if (draw.missing > 0) {
    gate.notes.push_back(fmt::format("{} drawn items were not delivered: undecided.", draw.missing));
  }
  for (const GateCriterionResult& row : gate.criteria) {
    if (row.beyond > 0) {
      gate.notes.push_back(fmt::format("{}: {} items after the {} of the plan were not looked at.",
                                       row.criterion.name(), grouped(row.beyond),
                                       grouped(row.criterion.n_max)));
    }
    if (row.criterion.method != GateMethod::e_process_clustered) continue;
    const auto clusters = static_cast<std::size_t>(row.clusters);
    if (clusters < stats::gate_clusters_min || row.largest_cluster > stats::gate_cluster_share_max) {
      gate.notes.push_back(fmt::format(
          "{}: {} clusters, the largest with {} of the items. A verdict needs {} and none above {}.",
          row.criterion.name(), clusters, percent(row.largest_cluster), stats::gate_clusters_min,
          percent(stats::gate_cluster_share_max)));
    }
  }
}

Result<GateCriterionResult> evaluate(const GateCriterion& c, const GatePlan& plan, const labels::Table& table,
                                     const labels::QuestionTable& question, GateDraw& draw,
                                     std::uint64_t seed) {
  if (c.method == GateMethod::e_process_clustered) {
    if (auto done = set_clusters(table, question, c.cluster, draw); !done.ok()) return done.error();
  }
  const auto items = items_of(c, question, draw);
  if (!items.ok()) return items.error();
  if (auto done = check_lot(c, question, draw); !done.ok()) return done.error();
  GateRun run = run_criterion(c, attempt_alpha(plan, c), items.value());
  run.result.rate = rate_of(c, run.judged);
  if (c.method == GateMethod::e_process_clustered) {
    const auto& clusters = dynamic_cast<const stats::ClusterTest&>(*run.test);
    run.result.clusters = static_cast<std::int64_t>(clusters.clusters());
    run.result.largest_cluster = clusters.largest_share();
  }
  settle_run(run, seed);
  run.result.text = result_text(run.result);
  return std::move(run.result);
}

}  // namespace

const char* gate_verdict_name(GateVerdict verdict) {
  return verdict_names[static_cast<std::size_t>(verdict)];
}

Result<GateResult> evaluate_gate(const GatePlan& plan, const labels::Table& table,
                                 const labels::QuestionOptions& options, std::uint64_t seed) {
  if (auto done = check_gate_plan(plan); !done.ok()) return done.error();
  const auto questions = chosen_questions(table, plan.question);
  if (!questions.ok()) return questions.error();
  if (questions.value().size() != 1) {
    return Error{ErrorCode::invalid, "the labels answer several questions and the plan names none of them",
                 "plan"};
  }
  const auto question = labels::question_table(table, questions.value().front(), options);
  if (!question.ok()) return question.error();
  Result<GateDraw> draw = gate_draw(table, question.value());
  if (!draw.ok()) return draw.error();
  GateResult gate;
  gate.version = version();
  gate.plan = plan;
  gate.seed = seed;
  gate.question = question.value().question;
  for (const GateCriterion& criterion : plan.criteria) {
    Result<GateCriterionResult> row = evaluate(criterion, plan, table, question.value(), draw.value(), seed);
    if (!row.ok()) return row.error();
    gate.criteria.push_back(std::move(row).value());
  }
  gate.verdict = verdict_of(gate.criteria);
  add_notes(gate, draw.value());
  return gate;
}

}  // namespace assay::quality
