#include <fmt/format.h>

#include <cmath>

#include "plans/parts.h"
#include "stats/plan/iso2859.h"
#include "stats/plan/rectifying.h"

namespace assay::plans {
namespace {

using quality::GateCriterion;
using quality::PlanFigure;
using quality::Planning;
using Unit = PlanFigure::Unit;

Error no_lot() { return {ErrorCode::invalid, "name the size of the lot, two items or more", "--lot"}; }

// The rate, rounded up to nine places, that the plan accepts with probability alpha at most: what it rules
// out.
stats::ExactRate ruled_out(const stats::SinglePlan& plan, double alpha) {
  constexpr double places = 1e9;
  const double rate = plan.c < plan.n ? stats::rate_accepted_with(plan, alpha) : 1;
  return {std::min<std::int64_t>(999'999'999, static_cast<std::int64_t>(std::ceil(rate * places))),
          1'000'000'000};
}

// A fixed criterion for a process, from sizes that a contract names.
Result<Planning> fixed_gate(const PlanOptions& a, const stats::SinglePlan& single,
                            const stats::ExactRate& good) {
  PlanOptions options = a;
  options.method = "fixed";
  options.lot = 0;
  options.categories.clear();
  options.rho.clear();
  options.only_attempt = true;  // the contract's own switching rules take the place of a series of attempts
  options.attempt = 1;
  auto plan = gate_from(options);
  if (!plan.ok()) return plan.error();
  GateCriterion& c = plan.value().criteria.front();
  c.n_max = single.n;
  c.errors_allowed = single.c;
  c.error_max = ruled_out(single, c.alpha.value());
  c.error_good = good.value() < c.error_max.value() ? good : stats::ExactRate{0, 1};
  return quality::describe_gate(plan.value(), a.seed);
}

Result<stats::IsoLevel> level_option(const std::string& text) {
  if (text == "I") return stats::IsoLevel::one;
  if (text == "II") return stats::IsoLevel::two;
  if (text == "III") return stats::IsoLevel::three;
  return Error{ErrorCode::invalid, "the general inspection levels are I, II and III", "--inspection"};
}

Planning whole_lot(Planning planning, std::int64_t lot) {
  planning.notes.push_back(
      fmt::format("The plan asks for as many items as the lot of {} has: judge all of it.", lot));
  return planning;
}

}  // namespace

Result<Planning> plan_aql(const PlanOptions& a) {
  if (a.lot < 2) return no_lot();
  const std::int64_t lot = *lot_option(a);
  const auto level = level_option(a.inspection);
  if (!level.ok()) return level.error();
  const auto aql = stats::iso_aql_index(a.aql);
  if (!aql) {
    return Error{ErrorCode::invalid,
                 fmt::format("\"{}\" is not an AQL of the standard, in per cent; they are {}", a.aql,
                             fmt::join(stats::iso_aql, ", ")),
                 "--aql"};
  }
  const auto kind = a.tightened ? stats::IsoInspection::tightened : stats::IsoInspection::normal;
  const std::size_t letter = stats::iso_letter(lot, level.value());
  const stats::IsoPlan plan = stats::iso_plan(letter, *aql, kind);
  auto described = fixed_gate(a, plan.plan, stats::iso_aql_rate(*aql));
  if (!described.ok()) return described.error();
  Planning planning = std::move(described).value();
  planning.what = "aql";
  planning.title = fmt::format("A plan in the style of ISO 2859-1: lot of {}, AQL {} %, level {}, {}", lot,
                               stats::iso_aql[*aql], a.inspection, a.tightened ? "tightened" : "normal");
  planning.figures = {
      {"n",
       fmt::format("items to judge (letter {}, plan of letter {})", stats::iso_letters[letter],
                   stats::iso_letters[plan.letter]),
       double(std::min(plan.plan.n, lot)), Unit::count},
      {"acceptance_number", "accept at so many wrong items or fewer", double(plan.plan.c), Unit::count},
      {"accepted_half", "error rate that is accepted every second time",
       stats::rate_accepted_with(plan.plan, 0.5), Unit::share},
      {"accepted_tenth", "error rate that is accepted one time in ten",
       stats::rate_accepted_with(plan.plan, 0.1), Unit::share}};
  planning.notes.push_back(
      "Switch to tightened inspection after 2 of 5 lots in a row were refused, back after 5 accepted in a "
      "row, stop "
      "after 5 refused while tightened; lots handed in again do not count.");
  planning.notes.push_back(
      "An AQL protects whoever delivers: work much worse than it is accepted often, as the curve shows. "
      "Whoever "
      "contracts by the standard checks the plan against a licensed copy.");
  return plan.plan.n >= lot ? whole_lot(std::move(planning), lot) : planning;
}

Result<Planning> plan_rectify(const PlanOptions& a) {
  if (a.lot < 2) return no_lot();
  if (a.lot_limit.empty() == a.outgoing_limit.empty()) {
    return Error{ErrorCode::invalid, "name one of --lot-limit and --outgoing-limit", ""};
  }
  stats::DodgeRomigOptions options;
  options.kind = a.lot_limit.empty() ? stats::DodgeRomig::outgoing_limit : stats::DodgeRomig::lot_limit;
  const auto limit = a.lot_limit.empty() ? rate_option(a.outgoing_limit, "--outgoing-limit")
                                         : rate_option(a.lot_limit, "--lot-limit");
  if (!limit.ok()) return limit.error();
  options.limit = limit.value();
  options.process_average = a.process_average;
  options.consumer_risk = a.consumer_risk;
  options.lot = *lot_option(a);
  const auto plan = stats::dodge_romig_plan(options);
  if (!plan.ok()) return plan.error();
  const stats::ExactRate good{static_cast<std::int64_t>(std::llround(a.process_average * 1e9)),
                              1'000'000'000};
  auto described = fixed_gate(a, plan.value(), good);
  if (!described.ok()) return described.error();
  Planning planning = std::move(described).value();
  planning.what = "rectify";
  planning.title = "A rectifying plan (Dodge and Romig): refused lots are judged whole and put right";
  const stats::OutgoingLimit outgoing = stats::outgoing_limit(plan.value(), options.lot);
  planning.figures = {
      {"n", "items to judge", double(plan.value().n), Unit::count},
      {"acceptance_number", "accept at so many wrong items or fewer", double(plan.value().c), Unit::count},
      {"mean_items", "items judged on average at the process average",
       stats::items_judged(plan.value(), a.process_average, options.lot), Unit::amount},
      {"outgoing_limit", "largest average error rate of what leaves", outgoing.error, Unit::share},
      {"outgoing_limit_at", "when lots come in with", outgoing.at_rate, Unit::share}};
  return plan.value().inspect_all ? whole_lot(std::move(planning), options.lot) : planning;
}

}  // namespace assay::plans
