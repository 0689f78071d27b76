#include "stats/plan/rectifying.h"

#include <cmath>
#include <optional>

namespace assay::stats {
namespace {

constexpr std::int64_t c_max = 40;

double left_over(const SinglePlan& plan, std::int64_t lot) {
  return static_cast<double>(lot - plan.n) / static_cast<double>(lot);
}

// Fewest items for which the outgoing error rate never exceeds the limit; more items can only lower it.
std::optional<SinglePlan> outgoing_plan(std::int64_t c, double limit, std::int64_t lot) {
  std::int64_t low = c;
  std::int64_t high = lot;
  while (high - low > 1) {
    const std::int64_t middle = low + (high - low) / 2;
    (outgoing_limit({middle, c}, lot).error > limit ? low : high) = middle;
  }
  if (high >= lot) return {};
  return SinglePlan{high, c};
}

std::optional<SinglePlan> plan_with(std::int64_t c, const DodgeRomigOptions& options) {
  if (c >= options.lot) return {};
  if (options.kind == DodgeRomig::outgoing_limit) return outgoing_plan(c, options.limit.value(), options.lot);
  const Result<SinglePlan> plan = certifying_plan(c, {options.limit, options.consumer_risk, options.lot});
  if (!plan.ok() || plan.value().inspect_all) return {};
  return plan.value();
}

}  // namespace

double outgoing_error(const SinglePlan& plan, double p, std::int64_t lot) {
  return p * accept_probability(plan, p) * left_over(plan, lot);
}

double items_judged(const SinglePlan& plan, double p, std::int64_t lot) {
  return static_cast<double>(plan.n) + (1 - accept_probability(plan, p)) * static_cast<double>(lot - plan.n);
}

// p P(accept) has one peak: golden section, after a scan that puts the peak between two points.
OutgoingLimit outgoing_limit(const SinglePlan& plan, std::int64_t lot) {
  const auto value = [&](double p) { return outgoing_error(plan, p, lot); };
  const double scale = (static_cast<double>(plan.c) + 1) / static_cast<double>(plan.n);
  double right = std::min(1.0, 4 * scale + 0.01 * scale);
  double left = 0;
  const double golden = (std::sqrt(5.0) - 1) / 2;
  for (int step = 0; step < 90; ++step) {
    const double first = right - golden * (right - left);
    const double second = left + golden * (right - left);
    (value(first) >= value(second) ? right : left) = value(first) >= value(second) ? second : first;
  }
  const double at = (left + right) / 2;
  return {value(at), at};
}

Result<SinglePlan> dodge_romig_plan(const DodgeRomigOptions& options) {
  const double limit = options.limit.value();
  if (options.lot < 2 || !(limit > 0 && limit < 1) ||
      !(options.process_average >= 0 && options.process_average < limit)) {
    return Error{ErrorCode::invalid,
                 "a rectifying plan needs a lot of two items or more and a process average below the limit",
                 ""};
  }
  std::optional<SinglePlan> best;
  for (std::int64_t c = 0; c <= c_max; ++c) {
    const std::optional<SinglePlan> plan = plan_with(c, options);
    if (!plan) continue;
    const auto cost = [&](const SinglePlan& p) {
      return items_judged(p, options.process_average, options.lot);
    };
    if (!best || cost(*plan) < cost(*best)) best = plan;
  }
  if (best) return *best;
  return SinglePlan{options.lot, units_at_least(options.limit, options.lot) - 1, true};
}

}  // namespace assay::stats
