#include "plans/planning.h"

#include <array>

#include "plans/gate_plan_file.h"
#include "plans/parts.h"

namespace assay::plans {
namespace {

using O = PlanOptions;

constexpr std::array options = std::to_array<PlanOption>({
    {"seed", "N", &O::seed, "seed of what is simulated, default 1"},
    {"error-max", "R", &O::error_max, "error rate that must not pass, default 0.05"},
    {"error-good", "R", &O::error_good, "error rate that is expected and should pass, default 0.01"},
    {"alpha", "R", &O::alpha, "chance that error-max passes, default 0.05, all attempts together"},
    {"alpha-fail", "R", &O::alpha_fail, "chance that a rate below error-max fails, default 0.05"},
    {"power", "R", &O::power, "chance that error-good passes all criteria, default 0.8"},
    {"method", "M", &O::method,
     "e_process, e_process_lot, e_process_clustered, confidence_sequence, sprt or fixed; default: "
     "e_process, with --lot e_process_lot, with --rho e_process_clustered"},
    {"lot", "N", &O::lot, "items of the lot that is judged; without: a process"},
    {"category", "NAME[=N][@R]", &O::categories,
     "a criterion for the items delivered with this label, N of them in the lot, error-max R; may be "
     "given several times"},
    {"categories-only", "", &O::categories_only, "no criterion for all items together"},
    {"rho", "R", &O::rho, "correlation of errors within a cluster, default 0.02"},
    {"cluster", "C", &O::cluster, "annotator or batch, default annotator"},
    {"cluster-size", "N", &O::cluster_size, "items expected in a cluster, default 25"},
    {"attempt", "K", &O::attempt, "number of this attempt, default 1"},
    {"only-attempt", "", &O::only_attempt, "there will be no other attempt: spend all of alpha"},
    {"title", "T", &O::title, "what the plan is for"},
    {"question", "Q", &O::question, "the question it is about"},
    {"rate", "P", &O::rate, "rate: expected error rate, default 0.05"},
    {"half-width", "W", &O::half_width, "rate, agreement: half-width of the interval, default 0.02"},
    {"level", "L", &O::level, "rate, agreement: level of the interval, default 0.95"},
    {"agreement", "A", &O::agreement, "agreement: expected alpha, default 0.6"},
    {"categories", "K", &O::category_count, "agreement: number of categories, default 2"},
    {"labels-per-item", "N", &O::labels_per_item, "agreement: default 2"},
    {"belief", "A,B", &O::belief, "pilot: Beta(A, B), as A wrong and B right items; default 0.5,0.5"},
    {"items", "N", &O::items, "pilot: items of the production"},
    {"error-cost", "C", &O::error_cost, "pilot: cost of a wrong label"},
    {"fix-cost", "C", &O::fix_cost, "pilot: cost of putting things right first"},
    {"fix-share", "R", &O::fix_share, "pilot: share of errors that this removes, default 0.5"},
    {"judged-cost", "C", &O::judged_cost, "pilot: cost of judging an item"},
    {"pilot-cost", "C", &O::pilot_cost, "pilot: cost of any pilot"},
    {"aql", "P", &O::aql, "aql: acceptance quality limit in per cent, default 1.0"},
    {"inspection", "L", &O::inspection, "aql: I, II or III, default II"},
    {"tightened", "", &O::tightened, "aql: tightened inspection"},
    {"lot-limit", "R", &O::lot_limit, "rectify: error rate of a lot that must be refused"},
    {"outgoing-limit", "R", &O::outgoing_limit, "rectify: largest average error rate of what leaves"},
    {"process-average", "R", &O::process_average, "rectify: usual error rate, default 0.01"},
    {"consumer-risk", "R", &O::consumer_risk, "rectify: chance that --lot-limit passes, default 0.1"},
});

constexpr std::array kinds = {
    PlanKind{"gate", "what must be shown before labels are accepted; -o writes it for assay gate",
             plan_a_gate},
    PlanKind{"pilot", "how large a pilot: for its gate, for what is believed, for what it saves", plan_pilot},
    PlanKind{"rate", "items for the half-width of an error rate", plan_rate},
    PlanKind{"agreement", "items for the half-width of agreement", plan_agreement},
    PlanKind{"aql", "a single sampling plan in the style of ISO 2859-1", plan_aql},
    PlanKind{"rectify", "a rectifying plan by Dodge and Romig", plan_rectify},
};

}  // namespace

std::span<const PlanOption> plan_options() { return options; }
std::span<const PlanKind> plan_kinds() { return kinds; }

Result<const PlanKind*> plan_kind(const std::string& name) {
  for (const PlanKind& kind : kinds) {
    if (name == kind.name) return &kind;
  }
  return Error{ErrorCode::invalid, "name one thing to plan: gate, pilot, rate, agreement, aql or rectify",
               "WHAT"};
}

Result<quality::Planning> make_plan(const PlanKind& kind, const PlanOptions& a) {
  Result<quality::Planning> planning = kind.plan(a);
  if (planning.ok() && planning.value().gate) {
    planning.value().gate_sha256 = gate_plan_sha256(*planning.value().gate);
  }
  return planning;
}

}  // namespace assay::plans
