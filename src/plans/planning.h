#pragma once
// What is planned before labels are seen, from options as people give them: the command's --long-names and
// the server's fields are one table.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"
#include "quality/planning.h"

namespace assay::plans {

struct PlanOptions {
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

// A text, a list of texts, a number, a count or a switch.
using PlanField = std::variant<std::string PlanOptions::*, std::vector<std::string> PlanOptions::*,
                               double PlanOptions::*, std::uint64_t PlanOptions::*, bool PlanOptions::*>;
struct PlanOption {
  const char* name;   // "error-max": --error-max of the command, error_max of the server
  const char* value;  // as the help calls it; empty for a switch
  PlanField field;
  const char* help;
};
std::span<const PlanOption> plan_options();

struct PlanKind {
  const char* name;
  const char* summary;
  Result<quality::Planning> (*plan)(const PlanOptions& options);
};
std::span<const PlanKind> plan_kinds();

// What may be planned, as a word; error `invalid` names all.
Result<const PlanKind*> plan_kind(const std::string& name);
// The answer, with the hash of its gate plan. Errors name the option as --error-max. Cost: milliseconds for
// exact plans; up to seconds where a category or a cluster needs simulation or many categories are sized.
Result<quality::Planning> make_plan(const PlanKind& kind, const PlanOptions& options);

}  // namespace assay::plans
