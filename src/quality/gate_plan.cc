#include "quality/gate_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "stats/gate/boundary.h"
#include "stats/gate/e_process.h"
#include "stats/plan/single_plan.h"

namespace assay::quality {
namespace {

constexpr std::array plan_names = {"e_process",           "e_process_lot", "e_process_clustered",
                                   "confidence_sequence", "sprt",          "fixed"};
constexpr std::int64_t attempts_max = 1000;

bool inside(const stats::ExactRate& rate) { return rate.numerator > 0 && rate.numerator < rate.denominator; }

std::string method_problem(const GateCriterion& c) {
  if (c.method == GateMethod::e_process_lot && !c.lot) return "e_process_lot needs the size of the lot";
  if (c.method == GateMethod::sprt && c.error_good.numerator == 0) return "sprt needs an error_good above 0";
  if (c.method == GateMethod::fixed && (!c.errors_allowed || *c.errors_allowed < 0)) {
    return "fixed needs errors_allowed";
  }
  if (c.method != GateMethod::e_process_clustered) return "";
  if (!c.rho || !inside(*c.rho)) return "e_process_clustered needs a rho between 0 and 1";
  if (c.cluster != "annotator" && c.cluster != "batch") return "a cluster is annotator or batch";
  return c.cluster_size < 1 ? "a cluster holds at least one item" : "";
}

std::string criterion_problem(const GateCriterion& c) {
  if (!inside(c.error_max)) return "error_max lies between 0 and 1";
  if (!(c.error_good.value() < c.error_max.value())) return "error_good must lie below error_max";
  if (!inside(c.alpha) || !inside(c.alpha_fail)) return "alpha and alpha_fail lie between 0 and 1";
  if (c.lot && *c.lot < 1) return "a lot holds at least one item";
  if (c.n_max < 1 || c.n_max > stats::boundary_items_max) {
    return fmt::format("n_max lies between 1 and {}", stats::boundary_items_max);
  }
  if (c.lot && c.n_max > *c.lot) return "n_max is at most the size of the lot";
  return method_problem(c);
}

// A fixed sample is as good as its numbers: they must hold the risk they claim.
std::string risk_problem(const GatePlan& plan, const GateCriterion& c) {
  if (c.method != GateMethod::fixed) return "";
  if (c.lot && c.n_max == *c.lot) {
    return *c.errors_allowed < stats::units_at_least(c.error_max, *c.lot)
               ? ""
               : "a whole lot with so many errors reaches error_max";
  }
  const stats::SinglePlan single{c.n_max, *c.errors_allowed};
  const double risk = stats::accept_probability(single, c.error_max, c.lot);
  if (risk <= attempt_alpha(plan, c) * (1 + 1e-9)) return "";
  return fmt::format("{} of {} pass bad work with probability {:.4f}, more than the {:.4f} of this attempt",
                     *c.errors_allowed, c.n_max, risk, attempt_alpha(plan, c));
}

}  // namespace

const char* gate_method_name(GateMethod method) { return plan_names[static_cast<std::size_t>(method)]; }

std::optional<GateMethod> gate_method_from_name(const std::string& name) {
  for (const GateMethod method : gate_methods) {
    if (name == gate_method_name(method)) return method;
  }
  return {};
}

double attempt_alpha(const GatePlan& plan, const GateCriterion& criterion) {
  const double alpha = criterion.alpha.value();
  return plan.only_attempt ? alpha : stats::attempt_alpha(alpha, plan.attempt);
}

Result<Done> check_gate_plan(const GatePlan& plan) {
  if (plan.criteria.empty() || plan.criteria.size() > gate_criteria_max) {
    return Error{ErrorCode::invalid, fmt::format("a plan has 1 to {} criteria", gate_criteria_max), ""};
  }
  if (plan.attempt < 1 || plan.attempt > attempts_max) {
    return Error{ErrorCode::invalid, fmt::format("attempts are counted from 1 to {}", attempts_max), ""};
  }
  if (plan.only_attempt && plan.attempt != 1) {
    return Error{ErrorCode::invalid, "the only attempt is the first one", ""};
  }
  std::set<std::string> seen;
  for (const GateCriterion& criterion : plan.criteria) {
    const std::string where = fmt::format("criterion {}", criterion.name());
    if (!seen.insert(criterion.category ? "=" + *criterion.category : "").second) {
      return Error{ErrorCode::invalid, "there are two criteria for it", where};
    }
    std::string problem = criterion_problem(criterion);
    if (problem.empty()) problem = risk_problem(plan, criterion);
    if (!problem.empty()) return Error{ErrorCode::invalid, problem, where};
  }
  return Done{};
}

}  // namespace assay::quality
