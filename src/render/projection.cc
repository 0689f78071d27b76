#include "render/projection.h"

#include <fmt/format.h>

#include <cmath>

#include "base/json_text.h"
#include "base/text.h"
#include "render/columns.h"
#include "render/json_sections.h"
#include "render/terminal_parts.h"
#include "render/wrap.h"

namespace assay::render {
namespace {

using quality::ProductionProjection;

std::string count_text(double count) { return grouped(std::llround(count)); }

std::string range_text(const stats::Projection& p) {
  return count_text(p.count.interval->lower) + " to " + count_text(p.count.interval->upper);
}

std::string total_part(const ProductionProjection& p) {
  const double items = static_cast<double>(p.options.items);
  std::string out =
      fmt::format("  {} of {} judged items of the pilot are wrong.\n", grouped(p.wrong), grouped(p.judged));
  out +=
      fmt::format("  In {} items: {} wrong to expect, {} ({} to {} of all); half of the time {} or fewer.\n",
                  grouped(p.options.items), count_text(*p.total.count.value), range_text(p.total),
                  percent(p.total.count.interval->lower / items),
                  percent(p.total.count.interval->upper / items), grouped(p.total.median));
  if (p.total.above_limit) {
    out += fmt::format("  Chance of more than {} wrong: {}\n", grouped(*p.options.limit),
                       percent(*p.total.above_limit));
  }
  return out;
}

std::string categories_part(const ProductionProjection& p, Ink ink) {
  if (p.categories.empty()) return "";
  std::vector<std::vector<std::string>> rows;
  for (const auto& row : p.categories) {
    const auto& items = row.projection.items;
    const auto& wrong = row.projection.wrong;
    rows.push_back({shorten(printable(row.category), 28), fmt::format("{} of {}", row.wrong, row.judged),
                    count_text(*items.count.value), range_text(items), count_text(*wrong.count.value),
                    range_text(wrong), percent(row.share_of_wrong)});
  }
  return heading("By delivered category", ink) + columns({{"category", Align::left, 28},
                                                          {"wrong", Align::right},
                                                          {"items", Align::right},
                                                          {"interval", Align::right},
                                                          {"wrong items", Align::right},
                                                          {"interval", Align::right},
                                                          {"of all wrong", Align::right}},
                                                         rows);
}

Json projected_json(const stats::Projection& p) {
  Json out = estimate_json(p.count);
  out["standard_deviation"] = p.standard_deviation;
  out["median"] = p.median;
  out["above_limit"] = p.above_limit ? Json(*p.above_limit) : Json(nullptr);
  return out;
}

}  // namespace

std::string projection_text(const ProductionProjection& p, Ink ink) {
  std::string out =
      heading("What the pilot means for the production", ink) + total_part(p) + categories_part(p, ink);
  if (!p.notes.empty()) out += "\n";
  for (const std::string& note : p.notes) out += "  - " + wrap(printable(note), 4, 98) + "\n";
  return out +
         fmt::format(
             "\nPredictive intervals at {:g} %, correlation between batches {:.3g}{}, seed {}, assay {}.\n",
             p.options.level * 100, p.correlation.rho,
             p.cluster.empty() ? "" : fmt::format(" (by {})", p.cluster), p.options.seed, p.version);
}

std::string projection_json(const ProductionProjection& p) {
  Json out;
  out["assay"] = {
      {"version", p.version}, {"schema", 1}, {"seed", p.options.seed}, {"level", p.options.level}};
  out["files"] = files_json(p.files);
  out["question"] = p.question;
  out["production"] = {{"items", p.options.items}, {"batch_size", p.options.batch_size}};
  out["pilot"] = {{"judged", p.judged},   {"wrong", p.wrong},       {"undecided", p.undecided},
                  {"cluster", p.cluster}, {"clusters", p.clusters}, {"design_effect", p.phi}};
  out["correlation"] = {{"rho", p.correlation.rho},
                        {"assumed", p.correlation.assumed},
                        {"estimated", estimate_json(p.correlation.estimated)}};
  out["wrong_items"] = projected_json(p.total);
  out["categories"] = Json::array();
  for (const auto& row : p.categories) {
    out["categories"].push_back({{"category", row.category},
                                 {"delivered", row.delivered},
                                 {"judged", row.judged},
                                 {"wrong", row.wrong},
                                 {"items", projected_json(row.projection.items)},
                                 {"wrong_items", projected_json(row.projection.wrong)},
                                 {"share_of_wrong", row.share_of_wrong}});
  }
  out["notes"] = p.notes;
  return json_text(out, 1) + "\n";
}

}  // namespace assay::render
