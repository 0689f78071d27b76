#pragma once
// The options of assay plan, and the answers it can give. Inside cli.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "quality/planning.h"

namespace assay::cli {

struct PlanArguments {
  std::vector<std::string> what;
  std::string output, json, html;
  std::uint64_t seed = 1;
  // gate
  std::string error_max = "0.05", error_good = "0.01", alpha = "0.05", alpha_fail = "0.05", power = "0.8";
  std::string method, title, question, rho, cluster = "annotator";
  std::vector<std::string> categories;
  std::uint64_t lot = 0, attempt = 1, cluster_size = 25;
  bool only_attempt = false, categories_only = false;
  // rate, agreement
  double rate = 0.05, half_width = 0.02, level = 0.95, agreement = 0.6;
  std::uint64_t category_count = 2, labels_per_item = 2;
  // aql, rectify
  std::string aql = "1.0", inspection = "II", lot_limit, outgoing_limit;
  bool tightened = false;
  double process_average = 0.01, consumer_risk = 0.10;
  // pilot
  std::string belief = "0.5,0.5";
  double items = 0, error_cost = 0, fix_cost = 0, fix_share = 0.5, judged_cost = 0, pilot_cost = 0;
};

struct PlanKind {
  const char* name;
  const char* summary;
  Result<quality::Planning> (*plan)(const PlanArguments& arguments);
};
// The visible list behind assay plan --help.
std::span<const PlanKind> plan_kinds();

// In plan_gate.cc.
Result<quality::Planning> plan_a_gate(const PlanArguments& a);
// A plan of one criterion without sizes, from the options.
Result<quality::GatePlan> gate_from(const PlanArguments& a);
Result<stats::ExactRate> rate_option(const std::string& text, const char* option);
std::optional<std::int64_t> lot_option(const PlanArguments& a);

// In plan_sizes.cc and plan_contract.cc.
Result<quality::Planning> plan_rate(const PlanArguments& a);
Result<quality::Planning> plan_agreement(const PlanArguments& a);
Result<quality::Planning> plan_pilot(const PlanArguments& a);
Result<quality::Planning> plan_aql(const PlanArguments& a);
Result<quality::Planning> plan_rectify(const PlanArguments& a);

}  // namespace assay::cli
