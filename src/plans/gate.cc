#include <fmt/format.h>

#include <charconv>

#include "base/nearest.h"
#include "plans/parts.h"

namespace assay::plans {
namespace {

using quality::GateCriterion;
using quality::GateMethod;
using quality::GatePlan;

Result<GateMethod> method_option(const PlanOptions& a) {
  if (a.method.empty()) {
    if (a.lot > 0) return GateMethod::e_process_lot;
    return a.rho.empty() ? GateMethod::e_process : GateMethod::e_process_clustered;
  }
  if (const auto method = quality::gate_method_from_name(a.method)) return *method;
  std::vector<std::string> names;
  for (const GateMethod method : quality::gate_methods) names.emplace_back(quality::gate_method_name(method));
  const std::string near = nearest(a.method, names);
  return Error{ErrorCode::invalid,
               fmt::format("there is no method \"{}\"; {}", a.method,
                           near.empty() ? fmt::format("the methods are {}", fmt::join(names, ", "))
                                        : fmt::format("did you mean {}?", near)),
               "--method"};
}

// NAME, NAME=ITEMS or NAME=ITEMS@ERROR_MAX; the name itself may hold = when a number follows the last one.
Result<Done> read_category(const std::string& text, GateCriterion& criterion) {
  std::string name = text;
  if (const std::size_t at = name.rfind('@'); at != std::string::npos) {
    if (const auto rate = stats::exact_rate(std::string_view(name).substr(at + 1))) {
      criterion.error_max = *rate;
      name.resize(at);
    }
  }
  if (const std::size_t equals = name.rfind('='); equals != std::string::npos) {
    std::int64_t items = 0;
    const char* end = name.data() + name.size();
    const auto [stop, code] = std::from_chars(name.data() + equals + 1, end, items);
    if (code == std::errc() && stop == end && items > 0) {
      criterion.lot = items;
      name.resize(equals);
    }
  }
  if (name.empty())
    return Error{ErrorCode::invalid, fmt::format("\"{}\" names no category", text), "--category"};
  criterion.category = name;
  return Done{};
}

Result<GateCriterion> criterion_from(const PlanOptions& a) {
  GateCriterion c;
  const std::pair<const std::string*, std::pair<const char*, stats::ExactRate*>> rates[] = {
      {&a.error_max, {"--error-max", &c.error_max}},
      {&a.error_good, {"--error-good", &c.error_good}},
      {&a.alpha, {"--alpha", &c.alpha}},
      {&a.alpha_fail, {"--alpha-fail", &c.alpha_fail}}};
  for (const auto& [text, target] : rates) {
    const auto rate = rate_option(*text, target.first);
    if (!rate.ok()) return rate.error();
    *target.second = rate.value();
  }
  const auto method = method_option(a);
  if (!method.ok()) return method.error();
  c.method = method.value();
  c.lot = lot_option(a);
  if (c.method != GateMethod::e_process_clustered && a.rho.empty()) return c;
  const auto rho = rate_option(a.rho.empty() ? "0.02" : a.rho, "--rho");
  if (!rho.ok()) return rho.error();
  c.rho = rho.value();
  c.cluster = a.cluster;
  c.cluster_size = static_cast<std::int64_t>(std::min<std::uint64_t>(a.cluster_size, 1'000'000));
  return c;
}

}  // namespace

Result<stats::ExactRate> rate_option(const std::string& text, const char* option) {
  if (const auto rate = stats::exact_rate(text)) return *rate;
  return Error{ErrorCode::invalid,
               fmt::format("\"{}\" is not a rate from 0 to 1 of at most nine decimals, as in 0.05", text),
               option};
}

std::optional<std::int64_t> lot_option(const PlanOptions& a) {
  if (a.lot == 0) return {};
  return static_cast<std::int64_t>(std::min<std::uint64_t>(a.lot, 1'000'000'000'000));
}

Result<GatePlan> gate_from(const PlanOptions& a) {
  GatePlan plan;
  plan.title = a.title;
  plan.question = a.question;
  plan.attempt = static_cast<std::int64_t>(std::min<std::uint64_t>(a.attempt, 1'000'000));
  plan.only_attempt = a.only_attempt;
  const auto power = rate_option(a.power, "--power");
  if (!power.ok()) return power.error();
  plan.power = power.value();
  if (plan.power.numerator <= 0 || plan.power.numerator >= plan.power.denominator) {
    return Error{ErrorCode::invalid, "power lies between 0 and 1, as in 0.8", "--power"};
  }
  const auto criterion = criterion_from(a);
  if (!criterion.ok()) return criterion.error();
  if (!a.categories_only || a.categories.empty()) plan.criteria.push_back(criterion.value());
  for (const std::string& category : a.categories) {
    GateCriterion c = criterion.value();
    c.lot.reset();
    if (auto done = read_category(category, c); !done.ok()) return done.error();
    plan.criteria.push_back(std::move(c));
  }
  return plan;
}

Result<quality::Planning> plan_a_gate(const PlanOptions& a) {
  const auto plan = gate_from(a);
  if (!plan.ok()) return plan.error();
  return quality::plan_gate({.plan = plan.value(), .seed = a.seed});
}

}  // namespace assay::plans
