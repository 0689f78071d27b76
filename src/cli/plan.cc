#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/file.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/gate_plan_file.h"
#include "cli/plan_arguments.h"
#include "render/planning.h"

namespace assay::cli {
namespace {

constexpr std::array kinds = {
    PlanKind{"gate", "what must be shown before labels are accepted; -o writes it for assay gate",
             plan_a_gate},
    PlanKind{"pilot", "how large a pilot: for its gate, for what is believed, for what it saves", plan_pilot},
    PlanKind{"rate", "items for the half-width of an error rate", plan_rate},
    PlanKind{"agreement", "items for the half-width of agreement", plan_agreement},
    PlanKind{"aql", "a single sampling plan in the style of ISO 2859-1", plan_aql},
    PlanKind{"rectify", "a rectifying plan by Dodge and Romig", plan_rectify},
};

std::string kind_names() {
  std::vector<std::string> names;
  for (const PlanKind& kind : kinds) names.push_back(fmt::format("{}: {}", kind.name, kind.summary));
  return fmt::format("{}", fmt::join(names, "; "));
}

void declare_gate(Arguments& arguments, PlanArguments& a) {
  arguments.text("--error-max", "R", a.error_max, "error rate that must not pass, default 0.05");
  arguments.text("--error-good", "R", a.error_good,
                 "error rate that is expected and should pass, default 0.01");
  arguments.text("--alpha", "R", a.alpha,
                 "chance that error-max passes, default 0.05, all attempts together");
  arguments.text("--alpha-fail", "R", a.alpha_fail, "chance that a rate below error-max fails, default 0.05");
  arguments.text("--power", "R", a.power, "chance that error-good passes all criteria, default 0.8");
  arguments.text(
      "--method", "M", a.method,
      "e_process, e_process_lot, e_process_clustered, confidence_sequence, sprt or fixed; default: "
      "e_process, with --lot e_process_lot, with --rho e_process_clustered");
  arguments.count("--lot", "N", a.lot, "items of the lot that is judged; without: a process");
  arguments.repeated(
      "--category", "NAME[=N][@R]", a.categories,
      "a criterion for the items delivered with this label, N of them in the lot, error-max R; may be "
      "given several times");
  arguments.flag("--categories-only", a.categories_only, "no criterion for all items together");
  arguments.text("--rho", "R", a.rho, "correlation of errors within a cluster, default 0.02");
  arguments.text("--cluster", "C", a.cluster, "annotator or batch, default annotator");
  arguments.count("--cluster-size", "N", a.cluster_size, "items expected in a cluster, default 25");
  arguments.count("--attempt", "K", a.attempt, "number of this attempt, default 1");
  arguments.flag("--only-attempt", a.only_attempt, "there will be no other attempt: spend all of alpha");
  arguments.text("--title", "T", a.title, "what the plan is for");
  arguments.text("--question", "Q", a.question, "the question it is about");
}

void declare_sizes(Arguments& arguments, PlanArguments& a) {
  arguments.number("--rate", "P", a.rate, "rate: expected error rate, default 0.05");
  arguments.number("--half-width", "W", a.half_width,
                   "rate, agreement: half-width of the interval, default 0.02");
  arguments.number("--level", "L", a.level, "rate, agreement: level of the interval, default 0.95");
  arguments.number("--agreement", "A", a.agreement, "agreement: expected alpha, default 0.6");
  arguments.count("--categories", "K", a.category_count, "agreement: number of categories, default 2");
  arguments.count("--labels-per-item", "N", a.labels_per_item, "agreement: default 2");
  arguments.text("--belief", "A,B", a.belief,
                 "pilot: Beta(A, B), as A wrong and B right items; default 0.5,0.5");
  arguments.number("--items", "N", a.items, "pilot: items of the production");
  arguments.number("--error-cost", "C", a.error_cost, "pilot: cost of a wrong label");
  arguments.number("--fix-cost", "C", a.fix_cost, "pilot: cost of putting things right first");
  arguments.number("--fix-share", "R", a.fix_share, "pilot: share of errors that this removes, default 0.5");
  arguments.number("--judged-cost", "C", a.judged_cost, "pilot: cost of judging an item");
  arguments.number("--pilot-cost", "C", a.pilot_cost, "pilot: cost of any pilot");
}

void declare_contract(Arguments& arguments, PlanArguments& a) {
  arguments.text("--aql", "P", a.aql, "aql: acceptance quality limit in per cent, default 1.0");
  arguments.text("--inspection", "L", a.inspection, "aql: I, II or III, default II");
  arguments.flag("--tightened", a.tightened, "aql: tightened inspection");
  arguments.text("--lot-limit", "R", a.lot_limit, "rectify: error rate of a lot that must be refused");
  arguments.text("--outgoing-limit", "R", a.outgoing_limit,
                 "rectify: largest average error rate of what leaves");
  arguments.number("--process-average", "R", a.process_average, "rectify: usual error rate, default 0.01");
  arguments.number("--consumer-risk", "R", a.consumer_risk,
                   "rectify: chance that --lot-limit passes, default 0.1");
}

void declare(Arguments& arguments, PlanArguments& a) {
  arguments.positional("WHAT", a.what, kind_names());
  arguments.text("-o,--output", "F", a.output, "the gate plan, for assay gate");
  arguments.text("--json", "F", a.json, "the answer as JSON; - prints it instead of the text");
  arguments.text("--html", "F", a.html, "the answer with its curves as one HTML file");
  arguments.count("--seed", "N", a.seed, "seed of what is simulated, default 1");
  declare_gate(arguments, a);
  declare_sizes(arguments, a);
  declare_contract(arguments, a);
}

Result<const PlanKind*> kind_of(const PlanArguments& a) {
  if (a.what.size() == 1) {
    for (const PlanKind& kind : kinds) {
      if (a.what.front() == kind.name) return &kind;
    }
  }
  return Error{ErrorCode::invalid, "name one thing to plan: gate, pilot, rate, agreement, aql or rectify",
               "WHAT"};
}

Result<Done> write_files(const PlanArguments& a, const quality::Planning& planning, Console& console) {
  if (!a.output.empty()) {
    if (!planning.gate) {
      return Error{ErrorCode::invalid, fmt::format("assay plan {} makes no gate plan", planning.what),
                   "--output"};
    }
    if (auto done = write_text(a.output, gate_plan_text(*planning.gate), console); !done.ok()) return done;
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
  const auto kind = kind_of(a);
  if (!kind.ok()) return kind.error();
  Result<quality::Planning> planned = kind.value()->plan(a);
  if (!planned.ok()) return planned.error();
  quality::Planning planning = std::move(planned).value();
  if (planning.gate) planning.gate_sha256 = gate_plan_sha256(*planning.gate);
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

std::span<const PlanKind> plan_kinds() { return kinds; }

int plan(Words words, Console& console) {
  PlanArguments a;
  Arguments arguments("plan", "How many items, and what must be shown, before the labels are seen.",
                      "assay plan gate --error-max 0.05 --error-good 0.01 --category polyp -o plan.json");
  declare(arguments, a);
  return run_command(arguments, words, console, [&] { return plan_and_write(a, console); });
}

}  // namespace assay::cli
