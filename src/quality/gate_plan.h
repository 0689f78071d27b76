#pragma once
// A gate plan: what a delivery must show before it is accepted, written down before the labels are seen.
// plans/gate_plan_file.h keeps it as JSON with its hash; docs/reference/gate_plan.md names every field.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "stats/plan/exact_rate.h"

namespace assay::quality {

// e_process            independent items: these people in this time
// e_process_lot        a lot, drawn without replacement
// e_process_clustered  items in clusters whose rates vary: what a pilot says about production
// confidence_sequence  betting; a lot when one is named, else independent items
// sprt                 Wald's test of error_good against error_max, cut off at n_max
// fixed                n_max items, at most errors_allowed wrong
enum class GateMethod { e_process, e_process_lot, e_process_clustered, confidence_sequence, sprt, fixed };
const char* gate_method_name(GateMethod method);
std::optional<GateMethod> gate_method_from_name(const std::string& name);
inline constexpr GateMethod gate_methods[] = {
    GateMethod::e_process,           GateMethod::e_process_lot, GateMethod::e_process_clustered,
    GateMethod::confidence_sequence, GateMethod::sprt,          GateMethod::fixed};

struct GateCriterion {
  std::optional<std::string> category;  // as delivered; absent: all items
  GateMethod method = GateMethod::e_process;
  stats::ExactRate error_max;                  // P(pass | this rate or more) <= the alpha of the attempt
  stats::ExactRate error_good;                 // the rate that the plan was made for
  stats::ExactRate alpha{5, 100};              // of all attempts together
  stats::ExactRate alpha_fail{5, 100};         // P(fail | error_max or less), at most
  std::int64_t n_max = 0;                      // items judged, at most
  std::optional<std::int64_t> errors_allowed;  // fixed
  std::optional<std::int64_t> lot;             // items of the lot (of the category in it)
  std::optional<stats::ExactRate> rho;         // clustered: correlation within a cluster
  std::string cluster;                         // clustered: "annotator" or "batch"
  std::int64_t cluster_size = 25;              // expected; for what is still to come

  std::string name() const { return category ? *category : "all items"; }
};

struct GatePlan {
  std::string title;
  std::string question;                 // empty: the only one
  std::int64_t attempt = 1;             // k: alpha of this attempt is 6 alpha / (pi^2 k^2)
  bool only_attempt = false;            // there will be no other: the whole alpha
  stats::ExactRate power{8, 10};        // P(all pass | error_good) that the plan was made for
  std::vector<GateCriterion> criteria;  // all must pass
};

inline constexpr std::size_t gate_criteria_max = 1000;

// The risk of a wrong pass that this attempt may spend.
double attempt_alpha(const GatePlan& plan, const GateCriterion& criterion);

// Refuses what cannot be evaluated: no criteria, two for one category, rates out of order, a method without
// what it needs, a fixed sample that does not hold its own risk.
Result<Done> check_gate_plan(const GatePlan& plan);

}  // namespace assay::quality
