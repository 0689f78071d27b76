#include "render/sample_estimate.h"

#include <fmt/format.h>

#include "base/json_text.h"
#include "base/text.h"
#include "render/columns.h"
#include "render/json_sections.h"
#include "render/terminal_parts.h"
#include "render/wrap.h"

namespace assay::render {
namespace {

std::string row_name(const quality::SampleRow& row) {
  if (!row.group.empty()) return shorten(printable(row.group), 32);
  if (row.name == "gold_error") return "wrong golds";
  if (row.name == "disagreement_with_gold") return "labels that differ from the gold";
  return "wrong labels";
}

}  // namespace

std::string sample_estimate_text(const quality::SampleEstimate& estimate, Ink ink) {
  std::vector<std::vector<std::string>> rows;
  std::string remarks;
  for (const auto& row : estimate.rates) {
    const Estimate& e = row.estimate;
    const std::string value = e.value ? fmt::format("{:.3g} %", 100 * *e.value) : "-";
    const std::string interval =
        e.interval ? fmt::format("{:.3g} to {:.3g} %", 100 * e.interval->lower, 100 * e.interval->upper) : "";
    rows.push_back({row_name(row), value, interval, grouped(e.n),
                    e.status == Status::ok ? "" : std::string(status_name(e.status))});
    if (!e.note.empty()) remarks += "  - " + wrap(printable(row_name(row) + ": " + e.note), 4, 98) + "\n";
  }
  std::string out =
      heading(fmt::format("By the design {}", quality::design_name(estimate.design.design)), ink) +
      columns({{"", Align::left, 34},
               {"rate", Align::right},
               {"interval", Align::right},
               {"judged", Align::right},
               {"status"}},
              rows);
  for (const std::string& note : estimate.notes) remarks += "  - " + wrap(note, 4, 98) + "\n";
  if (!remarks.empty()) out += "\n" + remarks;
  return out + fmt::format("\n{} of {} rows were judged. Intervals at {:g} %, assay {}.\n",
                           grouped(estimate.judged), grouped(estimate.rows), estimate.level * 100,
                           estimate.version);
}

std::string sample_estimate_json(const quality::SampleEstimate& estimate) {
  Json out;
  out["assay"] = {{"version", estimate.version}, {"schema", 1}, {"level", estimate.level}};
  out["design"] = quality::design_name(estimate.design.design);
  out["files"] = files_json(estimate.files);
  out["rows"] = estimate.rows;
  out["judged"] = estimate.judged;
  out["rates"] = Json::array();
  for (const auto& row : estimate.rates) {
    Json value = {{"name", row.name}, {"group", row.group.empty() ? Json(nullptr) : Json(row.group)}};
    value.update(estimate_json(row.estimate));
    out["rates"].push_back(value);
  }
  out["notes"] = estimate.notes;
  return json_text(out, 1) + "\n";
}

}  // namespace assay::render
