#include <fmt/format.h>

#include <cmath>

#include "base/text.h"
#include "render/columns.h"
#include "render/planning.h"
#include "render/terminal_parts.h"
#include "render/wrap.h"

namespace assay::render {
namespace {

using quality::Planning;
using Rows = std::vector<std::vector<std::string>>;

std::string figure_text(const quality::PlanFigure& figure) {
  switch (figure.unit) {
    case quality::PlanFigure::Unit::count:
      return grouped(std::llround(figure.value));
    case quality::PlanFigure::Unit::share:
      return fmt::format("{:.4g} %", 100 * figure.value);
    case quality::PlanFigure::Unit::amount:
      return fmt::format("{:.2f}", figure.value);
  }
  return "";
}

std::string rate_words(double rate) { return fmt::format("{:.4g} %", 100 * rate); }

std::string figures_part(const Planning& planning) {
  Rows rows;
  for (const auto& figure : planning.figures) rows.push_back({figure.words, figure_text(figure)});
  return rows.empty() ? "" : columns({{"", Align::left, 72}, {"", Align::right}}, rows);
}

std::string criteria_part(const Planning& planning, Ink ink) {
  if (!planning.gate) return "";
  Rows rows;
  for (const auto& row : planning.criteria) {
    const auto& c = row.criterion;
    rows.push_back({shorten(printable(c.name()), 28), quality::gate_method_name(c.method),
                    rate_words(c.error_max.value()), rate_words(c.error_good.value()), grouped(c.n_max),
                    c.errors_allowed ? grouped(*c.errors_allowed) : "", percent(row.at_good.pass),
                    percent(row.at_max.pass), fmt::format("{:.0f}", row.at_good.mean_n)});
  }
  std::string out = heading("Criteria", ink) + columns({{"of", Align::left, 28},
                                                        {"by", Align::left},
                                                        {"error below", Align::right},
                                                        {"expected", Align::right},
                                                        {"items", Align::right},
                                                        {"errors", Align::right},
                                                        {"good passes", Align::right},
                                                        {"bad passes", Align::right},
                                                        {"mean items", Align::right}},
                                                       rows);
  if (planning.criteria.size() > 1 && planning.joint_power) {
    out += fmt::format(
        "  All {} pass together with {} when each error rate is the expected one (as if independent).\n",
        planning.criteria.size(), percent(*planning.joint_power));
  }
  return out;
}

std::string oc_part(const Planning& planning, Ink ink) {
  constexpr std::size_t rows_max = 12;
  if (planning.criteria.empty()) return "";
  const auto& first = planning.criteria.front();
  Rows rows;
  const std::size_t stride = std::max<std::size_t>(1, first.oc.size() / rows_max);
  for (std::size_t at = 0; at < first.oc.size(); ++at) {
    const auto& o = first.oc[at];
    const bool named = std::fabs(o.p - first.at_good.p) < 1e-12 || std::fabs(o.p - first.at_max.p) < 1e-12;
    if (at % stride != 0 && !named) continue;
    const auto width = static_cast<std::size_t>(std::lround(30 * o.pass));
    std::string bar;
    for (std::size_t part = 0; part < width; ++part) bar += "█";
    rows.push_back({rate_words(o.p), percent(o.pass), percent(o.fail), percent(o.undecided),
                    fmt::format("{:.0f}", o.mean_n), bar});
  }
  return heading(fmt::format("What {} does at each true error rate", printable(first.criterion.name())),
                 ink) +
         columns({{"true rate", Align::right},
                  {"passes", Align::right},
                  {"fails", Align::right},
                  {"undecided", Align::right},
                  {"mean items", Align::right},
                  {"passes"}},
                 rows);
}

std::string alternatives_part(const Planning& planning, Ink ink) {
  if (planning.alternatives.empty()) return "";
  Rows rows;
  for (const auto& row : planning.alternatives) {
    rows.push_back({row.method, grouped(row.n_max), fmt::format("{:.0f}", row.mean_n_good),
                    fmt::format("{:.0f}", row.mean_n_max), percent(row.power), percent(row.false_pass)});
  }
  return heading(fmt::format("Other methods for {}", printable(planning.criteria.front().criterion.name())),
                 ink) +
         columns({{"by"},
                  {"items at most", Align::right},
                  {"mean if good", Align::right},
                  {"mean if bad", Align::right},
                  {"good passes", Align::right},
                  {"bad passes", Align::right}},
                 rows);
}

}  // namespace

std::string planning_text(const Planning& planning, Ink ink) {
  std::string out = heading(printable(planning.title), ink) + figures_part(planning) +
                    criteria_part(planning, ink) + oc_part(planning, ink) + alternatives_part(planning, ink);
  if (!planning.notes.empty()) out += "\n";
  for (const std::string& note : planning.notes) out += "  - " + wrap(printable(note), 4, 98) + "\n";
  return out + fmt::format("\nSeed {}, assay {}.\n", planning.seed, planning.version);
}

}  // namespace assay::render
