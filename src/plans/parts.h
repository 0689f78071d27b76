#pragma once
// What the files of plans share. Inside plans.

#include "plans/planning.h"

namespace assay::plans {

// In gate.cc.
Result<quality::Planning> plan_a_gate(const PlanOptions& a);
// A plan of one criterion without sizes, from the options.
Result<quality::GatePlan> gate_from(const PlanOptions& a);
Result<stats::ExactRate> rate_option(const std::string& text, const char* option);
std::optional<std::int64_t> lot_option(const PlanOptions& a);

// In sizes.cc and contract.cc.
Result<quality::Planning> plan_rate(const PlanOptions& a);
Result<quality::Planning> plan_agreement(const PlanOptions& a);
Result<quality::Planning> plan_pilot(const PlanOptions& a);
Result<quality::Planning> plan_aql(const PlanOptions& a);
Result<quality::Planning> plan_rectify(const PlanOptions& a);

}  // namespace assay::plans
