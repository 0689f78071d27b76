#include <fmt/format.h>

#include "base/text.h"
#include "render/columns.h"
#include "render/gate.h"
#include "render/terminal_parts.h"
#include "render/wrap.h"

namespace assay::render {
namespace {

using quality::GateResult;
using quality::GateVerdict;

std::string mark(GateVerdict verdict) {
  switch (verdict) {
    case GateVerdict::pass:
      return "✓ pass";
    case GateVerdict::fail:
      return "✗ fail";
    case GateVerdict::not_enough_evidence:
      return "· not enough evidence";
  }
  return "";
}

std::string verdict_line(const GateResult& gate, Ink ink) {
  switch (gate.verdict) {
    case GateVerdict::pass:
      return strong("✓ The gate has passed: every criterion is met.", ink);
    case GateVerdict::fail:
      return alarm("✗ The gate has failed.", ink);
    case GateVerdict::not_enough_evidence:
      return caution("· Not enough evidence: the gate has neither passed nor failed.", ink);
  }
  return "";
}

std::string criteria_part(const GateResult& gate) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& row : gate.criteria) {
    rows.push_back({mark(row.verdict), shorten(printable(row.criterion.name()), 28),
                    quality::gate_method_name(row.criterion.method),
                    fmt::format("{:.4g} %", 100 * row.criterion.error_max.value()),
                    row.rate.value ? percent(*row.rate.value) : "", share_interval_text(row.rate),
                    fmt::format("{} of {}", grouped(row.judged), grouped(row.criterion.n_max))});
  }
  return columns({{"verdict"},
                  {"of", Align::left, 28},
                  {"by"},
                  {"error below", Align::right},
                  {"wrong", Align::right},
                  {"interval", Align::right},
                  {"judged", Align::right}},
                 rows);
}

}  // namespace

std::string gate_text(const GateResult& gate, Ink ink) {
  std::string out = "\n" + verdict_line(gate, ink) + "\n";
  if (!gate.plan.title.empty()) out += "  " + printable(gate.plan.title) + "\n";
  out += heading("What was asked for", ink) + criteria_part(gate) + "\n";
  for (const auto& row : gate.criteria) {
    out += "  - " + wrap(printable(row.criterion.name() + ": " + row.text), 4, 98) + "\n";
  }
  for (const std::string& note : gate.notes) out += "  - " + wrap(printable(note), 4, 98) + "\n";
  return out + fmt::format(
                   "\nPlan {}, attempt {}. Intervals are confidence sequences at 95 %. Seed {}, assay {}.\n",
                   gate.plan_sha256.substr(0, 12), gate.plan.attempt, gate.seed, gate.version);
}

}  // namespace assay::render
