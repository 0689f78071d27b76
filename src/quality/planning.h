#pragma once
// Answers to "what must be planned": a gate with its criteria and what it does at every true error rate, and
// the sizes of samples for other purposes. Plain values, like an inspection; render turns them into text,
// JSON and HTML. docs/methods/planning.md.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "quality/gate_plan.h"
#include "stats/gate/boundary.h"

namespace assay::quality {

// A number of an answer. `name` is its key in JSON, `words` what people read.
struct PlanFigure {
  enum class Unit { count, share, amount };
  std::string name, words;
  double value = 0;
  Unit unit = Unit::count;
};

struct PlannedCriterion {
  GateCriterion criterion;
  double alpha = 0;        // of this attempt
  stats::Outcome at_good;  // what happens at error_good
  stats::Outcome at_max;   // and at error_max
  std::vector<stats::Outcome> oc;
  bool exact = true;  // false: by simulation
};

// What other methods would need for the first criterion.
struct PlanAlternative {
  std::string method;  // a gate method, or "double"
  std::int64_t n_max = 0;
  double mean_n_good = 0, mean_n_max = 0;  // items judged on average
  double power = 0, false_pass = 0;
};

struct Planning {
  std::string version;
  std::string what;  // "gate", "rate", "agreement", "aql", "rectify", "pilot"
  std::string title;
  std::uint64_t seed = 1;
  std::int64_t runs = 1000;
  std::vector<PlanFigure> figures;
  std::optional<GatePlan> gate;
  std::string gate_sha256;  // of the plan; empty without one
  std::vector<PlannedCriterion> criteria;
  std::optional<double> joint_power;  // of all criteria, if independent
  std::vector<PlanAlternative> alternatives;
  std::vector<std::string> notes;
};

struct GateRequest {
  GatePlan plan;  // criteria with rates, method, lot, cluster; sizes are filled here
  std::uint64_t seed = 1;
  bool alternatives = true;
  std::int64_t runs = 1000;  // simulations a rate, where there is no exact answer
};

// Sizes every criterion so that all pass together with plan.power at error_good. A category smaller than its
// plan is judged whole. Refuses rates that cannot be told apart with 20,000 items.
Result<Planning> plan_gate(const GateRequest& request);

// A gate whose sizes are given already (AQL, rectifying plans), described like the others.
Result<Planning> describe_gate(const GatePlan& plan, std::uint64_t seed);

}  // namespace assay::quality
