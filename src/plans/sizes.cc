#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "base/version.h"
#include "plans/parts.h"
#include "quality/gate_engine.h"
#include "stats/plan/agreement_size.h"
#include "stats/plan/assurance.h"
#include "stats/plan/sample_size.h"

namespace assay::plans {
namespace {

using quality::PlanFigure;
using quality::Planning;
using Unit = PlanFigure::Unit;

Planning answer(const char* what, const char* title, const PlanOptions& a) {
  Planning planning;
  planning.version = version();
  planning.what = what;
  planning.title = title;
  planning.seed = a.seed;
  return planning;
}

Result<stats::RateBelief> belief_option(const std::string& text) {
  stats::RateBelief belief;
  const std::size_t comma = text.find(',');
  const auto number = [&](std::size_t begin, std::size_t end, double& into) {
    const char* last = text.data() + end;
    const auto [stop, code] = std::from_chars(text.data() + begin, last, into);
    return code == std::errc() && stop == last && into > 0 && into < 1e9;
  };
  if (comma == std::string::npos || !number(0, comma, belief.a) ||
      !number(comma + 1, text.size(), belief.b)) {
    return Error{ErrorCode::invalid, fmt::format("\"{}\" is not two numbers above 0, as in 2,98", text),
                 "--belief"};
  }
  return belief;
}

// The gate's worth under what is believed: exact for fixed samples and boundaries.
void add_assurance(Planning& planning, const stats::RateBelief& belief, double alpha) {
  const quality::GateCriterion& c = planning.gate->criteria.front();
  const auto boundary = quality::boundary_of(c, alpha);
  if (!boundary) return;
  const double passes = c.errors_allowed
                            ? stats::assurance(stats::SinglePlan{c.n_max, *c.errors_allowed}, belief)
                            : stats::assurance(*boundary, belief);
  planning.figures.push_back(
      {"assurance", "chance that the gate passes, given what is believed now", passes, Unit::share});
}

Result<Done> add_value(Planning& planning, const stats::RateBelief& belief, const PlanOptions& a) {
  if (a.items <= 0 || a.error_cost <= 0) {
    planning.notes.push_back(
        "With --items, --error-cost, --fix-cost and --judged-cost the pilot of best value is "
        "computed too.");
    return Done{};
  }
  if (!(a.fix_share > 0 && a.fix_share <= 1) || a.fix_cost < 0 || a.judged_cost < 0 || a.pilot_cost < 0) {
    return Error{ErrorCode::invalid, "costs are not negative and --fix-share lies between 0 and 1", ""};
  }
  constexpr std::int64_t pilot_max = 2000;
  const stats::PilotCosts costs{a.items, a.error_cost, a.fix_cost, a.fix_share, a.judged_cost, a.pilot_cost};
  const auto most = std::min<std::int64_t>(pilot_max, std::llround(std::min(a.items, 1e6)));
  const stats::BestPilot best = stats::best_pilot(belief, costs, most);
  auto& figures = planning.figures;
  figures.push_back({"break_even_rate", "error rate above which putting things right first is cheaper",
                     stats::break_even_rate(costs), Unit::share});
  figures.push_back({"best_pilot_items", "items of the pilot of best value", double(best.n), Unit::count});
  figures.push_back({"best_pilot_value", "what it saves on average", best.value, Unit::amount});
  figures.push_back({"best_pilot_net", "what is left after its cost", best.net, Unit::amount});
  figures.push_back(
      {"certainty_value", "what knowing the error rate would save", best.certainty, Unit::amount});
  planning.notes.push_back(
      best.n == 0
          ? "No pilot pays for itself at these costs; it may still be needed to show what a gate asks for."
          : "Beyond the pilot of best value a further item costs more than it saves. A gate or a category "
            "may "
            "still ask for more.");
  return Done{};
}

}  // namespace

Result<Planning> plan_rate(const PlanOptions& a) {
  stats::RateSizeOptions options{a.rate, a.half_width, a.level, lot_option(a)};
  const auto items = stats::items_for_rate(options);
  if (!items.ok()) return items.error();
  Planning planning = answer("rate", "How many items show an error rate closely enough", a);
  planning.figures = {{"items", "items to judge", double(items.value()), Unit::count},
                      {"rate", "expected error rate", a.rate, Unit::share},
                      {"half_width", "half-width of its interval", a.half_width, Unit::share},
                      {"level", "level", a.level, Unit::share}};
  planning.notes.push_back(
      "Wilson's interval at the expected rate. To show that a rate lies below a limit, use "
      "assay plan gate: that is another question.");
  return planning;
}

Result<Planning> plan_agreement(const PlanOptions& a) {
  stats::AgreementSizeOptions options;
  options.alpha = a.agreement;
  options.half_width = a.half_width;
  options.level = a.level;
  options.categories = static_cast<std::int64_t>(std::min<std::uint64_t>(a.category_count, 1U << 20U));
  options.labels_per_item = static_cast<std::int64_t>(std::min<std::uint64_t>(a.labels_per_item, 1U << 20U));
  options.seed = a.seed;
  const auto size = stats::items_for_agreement(options);
  if (!size.ok()) return size.error();
  Planning planning = answer("agreement", "How many items show agreement closely enough", a);
  planning.figures = {
      {"items", "items with that many labels", double(size.value().items), Unit::count},
      {"labels", "labels in all", double(size.value().items * options.labels_per_item), Unit::count},
      {"half_width", "half-width of the interval of alpha, in hundredths", a.half_width, Unit::share},
      {"simulated_alpha", "alpha of the simulated design, in hundredths", size.value().alpha, Unit::share},
      {"simulated_accuracy", "accuracy of its annotators", size.value().accuracy, Unit::share}};
  planning.notes.push_back(
      "20,000 simulated items of equally frequent categories. Rare categories need more: their "
      "share of the items is what counts for them.");
  return planning;
}

Result<Planning> plan_pilot(const PlanOptions& a) {
  const auto belief = belief_option(a.belief);
  if (!belief.ok()) return belief.error();
  const auto plan = gate_from(a);
  if (!plan.ok()) return plan.error();
  auto planned = quality::plan_gate({.plan = plan.value(), .seed = a.seed});
  if (!planned.ok()) return planned.error();
  Planning planning = std::move(planned).value();
  planning.what = "pilot";
  planning.title = "How large a pilot";
  const auto& first = planning.criteria.front();
  std::int64_t most = 0;
  for (const auto& row : planning.criteria) most = std::max(most, row.criterion.n_max);
  planning.figures.push_back(
      {"gate_items", "items for the most demanding criterion", double(most), Unit::count});
  const auto exact = stats::certifying_plan(0, {first.criterion.error_max, first.alpha, first.criterion.lot});
  if (exact.ok()) {
    planning.figures.push_back({"without_errors", "fewest items that can show it, all of them right",
                                double(exact.value().n), Unit::count});
  }
  const auto rate =
      stats::items_for_rate({first.criterion.error_good.value(), a.half_width, a.level, lot_option(a)});
  if (rate.ok()) {
    planning.figures.push_back(
        {"rate_items", "items for the half-width asked for", double(rate.value()), Unit::count});
  }
  add_assurance(planning, belief.value(), first.alpha);
  if (auto done = add_value(planning, belief.value(), a); !done.ok()) return done.error();
  return planning;
}

}  // namespace assay::plans
