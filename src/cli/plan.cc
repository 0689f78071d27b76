#include <fmt/format.h>

#include <type_traits>
#include <variant>

#include "base/file.h"
#include "base/text.h"
#include "cli/command.h"
#include "plans/gate_plan_file.h"
#include "plans/planning.h"
#include "render/planning.h"

namespace assay::cli {
namespace {

struct PlanArguments {
  std::vector<std::string> what;
  std::string output, json, html;
  plans::PlanOptions options;
};

std::string kind_names() {
  std::vector<std::string> names;
  for (const plans::PlanKind& kind : plans::plan_kinds()) {
    names.push_back(fmt::format("{}: {}", kind.name, kind.summary));
  }
  return fmt::format("{}", fmt::join(names, "; "));
}

void declare_option(Arguments& arguments, const plans::PlanOption& row, plans::PlanOptions& options) {
  const std::string flag = fmt::format("--{}", row.name);
  std::visit(
      [&](const auto field) {
        auto& into = options.*field;
        using Value = std::remove_reference_t<decltype(into)>;
        if constexpr (std::is_same_v<Value, bool>) {
          arguments.flag(flag, into, row.help);
        } else if constexpr (std::is_same_v<Value, double>) {
          arguments.number(flag, row.value, into, row.help);
        } else if constexpr (std::is_same_v<Value, std::uint64_t>) {
          arguments.count(flag, row.value, into, row.help);
        } else if constexpr (std::is_same_v<Value, std::string>) {
          arguments.text(flag, row.value, into, row.help);
        } else {
          arguments.repeated(flag, row.value, into, row.help);
        }
      },
      row.field);
}

void declare(Arguments& arguments, PlanArguments& a) {
  arguments.positional("WHAT", a.what, kind_names());
  arguments.text("-o,--output", "F", a.output, "the gate plan, for assay gate");
  arguments.text("--json", "F", a.json, "the answer as JSON; - prints it instead of the text");
  arguments.text("--html", "F", a.html, "the answer with its curves as one HTML file");
  for (const plans::PlanOption& row : plans::plan_options()) declare_option(arguments, row, a.options);
}

Result<Done> write_files(const PlanArguments& a, const quality::Planning& planning, Console& console) {
  if (!a.output.empty()) {
    if (!planning.gate) {
      return Error{ErrorCode::invalid, fmt::format("assay plan {} makes no gate plan", planning.what),
                   "--output"};
    }
    if (auto done = write_text(a.output, plans::gate_plan_text(*planning.gate), console); !done.ok())
      return done;
  }
  if (!a.html.empty()) {
    if (!planning.gate) {
      return Error{ErrorCode::invalid, fmt::format("assay plan {} has no curves to draw", planning.what),
                   "--html"};
    }
    if (auto done = write_file(a.html, render::planning_html(planning)); !done.ok()) return done;
  }
  if (!a.json.empty()) return write_text(a.json, render::planning_json(planning), console);
  return Done{};
}

Result<int> plan_and_write(const PlanArguments& a, Console& console) {
  const auto kind = plans::plan_kind(a.what.size() == 1 ? a.what.front() : "");
  if (!kind.ok()) return kind.error();
  const Result<quality::Planning> planned = plans::make_plan(*kind.value(), a.options);
  if (!planned.ok()) return planned.error();
  const quality::Planning& planning = planned.value();
  if (auto done = write_files(a, planning, console); !done.ok()) return done.error();
  if (a.json == "-" || a.output == "-") return exit_done;
  const auto ink = console.colour == Colour::on ? render::Ink::coloured : render::Ink::plain;
  console.out << render::planning_text(planning, ink);
  if (!a.output.empty()) {
    console.out << fmt::format("Plan {} written to {}\n", planning.gate_sha256.substr(0, 12),
                               printable(a.output));
  }
  return exit_done;
}

}  // namespace

int plan(Words words, Console& console) {
  PlanArguments a;
  Arguments arguments("plan", "How many items, and what must be shown, before the labels are seen.",
                      "assay plan gate --error-max 0.05 --error-good 0.01 --category polyp -o plan.json");
  declare(arguments, a);
  return run_command(arguments, words, console, [&] { return plan_and_write(a, console); });
}

}  // namespace assay::cli
