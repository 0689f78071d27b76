#include "quality/planning.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "base/version.h"
#include "quality/gate_engine.h"
#include "stats/plan/double_plan.h"

namespace assay::quality {
namespace {

using stats::Outcome;

constexpr int oc_points = 40;
constexpr int oc_points_simulated = 12;

const Outcome& nearest(const std::vector<Outcome>& oc, double rate) {
  return *std::min_element(oc.begin(), oc.end(), [rate](const Outcome& a, const Outcome& b) {
    return std::fabs(a.p - rate) < std::fabs(b.p - rate);
  });
}

PlannedCriterion describe(const GateCriterion& criterion, double alpha, const OcOptions& options) {
  PlannedCriterion planned{criterion, alpha};
  planned.exact = criterion.method == GateMethod::fixed || boundary_of(criterion, alpha).has_value();
  const auto rates = oc_rates(criterion, planned.exact ? oc_points : oc_points_simulated);
  planned.oc = operating_characteristic(criterion, alpha, rates, options);
  planned.at_good = nearest(planned.oc, criterion.error_good.value());
  planned.at_max = nearest(planned.oc, criterion.error_max.value());
  return planned;
}

// Fewer items than the plan needs: all of them are judged, and the verdict is a count.
bool judges_whole(const GateCriterion& c) { return c.lot && c.n_max >= *c.lot; }

std::optional<PlanAlternative> alternative(GateCriterion c, GateMethod method, double alpha, double power,
                                           const OcOptions& options) {
  c.method = method;
  c.errors_allowed.reset();
  const Result<GateCriterion> sized = sized_criterion(std::move(c), alpha, power, options);
  if (!sized.ok()) return {};
  const double rates[] = {sized.value().error_good.value(), sized.value().error_max.value()};
  const auto oc = operating_characteristic(sized.value(), alpha, rates, {options.seed + 1, options.runs});
  return PlanAlternative{
      gate_method_name(method), sized.value().n_max, oc[0].mean_n, oc[1].mean_n, oc[0].pass, oc[1].pass};
}

std::optional<PlanAlternative> double_alternative(const GateCriterion& c, double alpha, double power) {
  if (c.lot) return {};
  const auto plan = stats::double_plan({c.error_good, c.error_max, 1 - power, alpha});
  if (!plan.ok()) return {};
  const double good = c.error_good.value();
  const double bad = c.error_max.value();
  return PlanAlternative{"double",
                         plan.value().n1 + plan.value().n2,
                         stats::mean_items(plan.value(), good),
                         stats::mean_items(plan.value(), bad),
                         stats::accept_probability(plan.value(), good),
                         stats::accept_probability(plan.value(), bad)};
}

std::vector<PlanAlternative> alternatives_to(const GateCriterion& c, double alpha, double power,
                                             const OcOptions& options) {
  std::vector<PlanAlternative> out;
  for (const GateMethod method : gate_methods) {
    if (method == GateMethod::e_process_lot && !c.lot) continue;
    if (method == GateMethod::e_process && c.lot) continue;  // no supermartingale in a lot
    if (method == GateMethod::sprt && (c.lot || c.error_good.numerator == 0)) continue;
    if (method == GateMethod::e_process_clustered && !c.rho) continue;
    if (const auto found = alternative(c, method, alpha, power, options)) out.push_back(*found);
  }
  if (const auto found = double_alternative(c, alpha, power)) out.push_back(*found);
  return out;
}

void add_notes(Planning& planning) {
  auto& notes = planning.notes;
  const GatePlan& plan = *planning.gate;
  if (!plan.only_attempt) {
    notes.push_back(
        fmt::format("Attempt {} spends 6/(π²k²) of alpha, so that all attempts together pass bad work "
                    "with at most alpha. "
                    "--only-attempt spends all of it at once and leaves nothing for another try.",
                    plan.attempt));
  }
  bool independent = false, simulated = false;
  for (const PlannedCriterion& row : planning.criteria) {
    const GateCriterion& c = row.criterion;
    independent =
        independent || (!c.lot && (c.method == GateMethod::e_process || c.method == GateMethod::sprt));
    simulated = simulated || !row.exact;
    if (!judges_whole(c)) continue;
    notes.push_back(fmt::format("{}: all {} items may have to be judged; the verdict is then a count.",
                                c.name(), grouped(*c.lot)));
  }
  if (independent) {
    notes.push_back(
        "Speaks of these annotators in this time, and not of the variation between annotators or batches, "
        "for which "
        "the method e_process_clustered is made.");
  }
  if (simulated) {
    notes.push_back(
        fmt::format("Where there is no exact answer: {} simulations a rate.", grouped(planning.runs)));
  }
}

Planning begin(const GatePlan& plan, std::uint64_t seed) {
  Planning planning;
  planning.version = version();
  planning.what = "gate";
  planning.title = plan.title.empty() ? "What must be shown before the labels are accepted" : plan.title;
  planning.seed = seed;
  planning.gate = plan;
  return planning;
}

void describe_all(Planning& planning) {
  double joint = 1;
  // Other streams than those the sizes were chosen by: their luck is not counted as power.
  const OcOptions other{planning.seed + 1, planning.runs};
  for (const GateCriterion& criterion : planning.gate->criteria) {
    planning.criteria.push_back(describe(criterion, attempt_alpha(*planning.gate, criterion), other));
    joint *= planning.criteria.back().at_good.pass;
  }
  planning.joint_power = joint;
  add_notes(planning);
}

}  // namespace

Result<Planning> plan_gate(const GateRequest& request) {
  GatePlan plan = request.plan;
  const OcOptions options{request.seed, request.runs};
  const double each =
      std::pow(plan.power.value(), 1 / static_cast<double>(std::max<std::size_t>(1, plan.criteria.size())));
  for (GateCriterion& criterion : plan.criteria) {
    criterion.n_max = 1;  // so that the check looks at everything else
    if (criterion.method == GateMethod::fixed) criterion.errors_allowed = 0;
  }
  for (GateCriterion& criterion : plan.criteria) {
    GatePlan alone = plan;
    alone.criteria = {criterion};
    alone.criteria[0].method =
        criterion.method == GateMethod::fixed ? GateMethod::e_process : criterion.method;
    if (auto done = check_gate_plan(alone); !done.ok()) return done.error();
    Result<GateCriterion> sized = sized_criterion(criterion, attempt_alpha(plan, criterion), each, options);
    if (!sized.ok()) return Error{sized.error().code, sized.error().message, "criterion " + criterion.name()};
    criterion = std::move(sized).value();
  }
  if (auto done = check_gate_plan(plan); !done.ok()) return done.error();
  Planning planning = begin(plan, request.seed);
  if (request.alternatives) {
    const GateCriterion& first = plan.criteria.front();
    planning.alternatives = alternatives_to(first, attempt_alpha(plan, first), each, options);
  }
  planning.runs = request.runs;
  describe_all(planning);
  return planning;
}

Result<Planning> describe_gate(const GatePlan& plan, std::uint64_t seed) {
  if (auto done = check_gate_plan(plan); !done.ok()) return done.error();
  Planning planning = begin(plan, seed);
  describe_all(planning);
  return planning;
}

}  // namespace assay::quality
