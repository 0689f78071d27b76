#include "plans/gate_plan_file.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/hash.h"
#include "base/json_text.h"
#include "plans/json_fields.h"

namespace assay::plans {
namespace {

using Json = nlohmann::json;
using quality::GateCriterion;
using quality::GateMethod;
using quality::GatePlan;

Json criterion_json(const GateCriterion& c) {
  Json out = {{"method", quality::gate_method_name(c.method)}, {"error_max", stats::rate_text(c.error_max)},
              {"error_good", stats::rate_text(c.error_good)},  {"alpha", stats::rate_text(c.alpha)},
              {"alpha_fail", stats::rate_text(c.alpha_fail)},  {"n_max", c.n_max}};
  if (c.category) out["category"] = *c.category;
  if (c.errors_allowed) out["errors_allowed"] = *c.errors_allowed;
  if (c.lot) out["lot"] = *c.lot;
  if (c.method == GateMethod::e_process_clustered) {
    out["rho"] = stats::rate_text(*c.rho);
    out["cluster"] = c.cluster;
    out["cluster_size"] = c.cluster_size;
  }
  return out;
}

Json plan_json(const GatePlan& plan) {
  Json out = {{"title", plan.title},     {"question", plan.question},
              {"attempt", plan.attempt}, {"only_attempt", plan.only_attempt},
              {"decision", "all"},       {"unit", "item"},
              {"order", "gold"},         {"power", stats::rate_text(plan.power)}};
  out["criteria"] = Json::array();
  for (const GateCriterion& criterion : plan.criteria) out["criteria"].push_back(criterion_json(criterion));
  return out;
}

std::string canonical(const Json& body) { return json_text(body); }

Result<GateCriterion> criterion_from(const Json& object, const std::string& where) {
  JsonFields fields(object, where);
  GateCriterion c;
  const std::string method = fields.text("method");
  if (const auto known = quality::gate_method_from_name(method)) {
    c.method = *known;
  } else {
    fields.fail("method", "names no method that is known here");
  }
  c.error_max = fields.rate("error_max");
  c.error_good = fields.rate("error_good");
  c.alpha = fields.rate("alpha");
  c.alpha_fail = fields.rate("alpha_fail");
  c.n_max = fields.count("n_max");
  if (fields.has("category")) c.category = fields.text("category");
  if (fields.has("errors_allowed")) c.errors_allowed = fields.count("errors_allowed");
  if (fields.has("lot")) c.lot = fields.count("lot");
  if (c.method == GateMethod::e_process_clustered) {
    c.rho = fields.rate("rho");
    c.cluster = fields.text("cluster");
    c.cluster_size = fields.count("cluster_size");
  }
  if (const auto problem = fields.problem()) return *problem;
  return c;
}

Result<GatePlan> plan_from(const Json& body) {
  JsonFields fields(body, "plan");
  GatePlan plan;
  plan.title = fields.text("title");
  plan.question = fields.text("question");
  plan.attempt = fields.count("attempt");
  plan.only_attempt = fields.truth("only_attempt");
  plan.power = fields.rate("power");
  const struct {
    const char *name, *value;
  } fixed[] = {{"decision", "all"}, {"unit", "item"}, {"order", "gold"}};
  for (const auto& [name, value] : fixed) {
    if (fields.text(name) != value) fields.fail(name, fmt::format("can only be \"{}\"", value));
  }
  const Json& criteria = fields.list("criteria");
  if (const auto problem = fields.problem()) return *problem;
  if (criteria.size() > quality::gate_criteria_max) {
    return Error{ErrorCode::invalid, "too many criteria", "plan"};
  }
  for (const Json& row : criteria) {
    Result<GateCriterion> criterion =
        criterion_from(row, fmt::format("criterion {}", plan.criteria.size() + 1));
    if (!criterion.ok()) return criterion.error();
    plan.criteria.push_back(std::move(criterion).value());
  }
  return plan;
}

}  // namespace

std::string gate_plan_sha256(const GatePlan& plan) { return hex(sha256(canonical(plan_json(plan)))); }

std::string gate_plan_text(const GatePlan& plan) {
  nlohmann::ordered_json out;
  out["assay_gate_plan"] = gate_plan_version;
  out["sha256"] = gate_plan_sha256(plan);
  out["plan"] = plan_json(plan);
  return json_text(out, 1) + "\n";
}

Result<GatePlan> gate_plan_from_text(std::string_view text) {
  if (text.size() > gate_plan_bytes_max) return Error{ErrorCode::invalid, "too large for a gate plan", ""};
  const Json file = json_from<Json>(text);
  if (file.is_discarded())
    return Error{ErrorCode::invalid, "this is not JSON; assay plan gate writes plans", ""};
  JsonFields fields(file, "");
  const std::int64_t version = fields.count("assay_gate_plan");
  const std::string hash = fields.text("sha256");
  const Json& body = fields.object("plan");
  if (const auto problem = fields.problem()) return *problem;
  if (version != gate_plan_version) {
    return Error{
        ErrorCode::invalid,
        fmt::format("a plan of version {}, and this program reads version {}", version, gate_plan_version),
        ""};
  }
  Result<GatePlan> plan = plan_from(body);
  if (!plan.ok()) return plan;
  if (hash != gate_plan_sha256(plan.value())) {
    return Error{
        ErrorCode::conflict,
        "the plan was changed after it was written: its sha256 does not fit. A changed plan is a new "
        "plan; write it with assay plan gate",
        ""};
  }
  if (auto done = quality::check_gate_plan(plan.value()); !done.ok()) return done.error();
  return plan;
}

}  // namespace assay::plans
