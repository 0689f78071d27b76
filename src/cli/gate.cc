#include "quality/gate.h"

#include <fmt/format.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/parallel.h"
#include "cli/command.h"
#include "cli/delivery.h"
#include "plans/gate_plan_file.h"
#include "render/gate.h"

namespace assay::cli {
namespace {

struct GateArguments {
  std::vector<std::string> files;  // the plan, then labels
  DeliveryOptions reading;
  KindOptions kind;
  std::string json, html;
  std::uint64_t seed = 1, threads = 0;
};

void declare(Arguments& arguments, GateArguments& a) {
  arguments.positional("PLAN LABELS", a.files,
                       "a plan that assay plan gate wrote, then files of annotations");
  arguments.text("--gold", "F", a.reading.gold,
                 "trusted verdicts, item,label, in the order in which the items were drawn",
                 Arguments::Need::required);
  declare_kind(arguments, a.kind);
  declare_reading(arguments, a.reading);
  arguments.text("--json", "F", a.json, "the result as JSON; - prints it instead of the text");
  arguments.text("--html", "F", a.html, "the result with its curves as one HTML file");
  arguments.count("--seed", "N", a.seed, "seed of what is simulated, default 1");
  arguments.count("--threads", "N", a.threads, "0 = all; results have the same bits for any number");
}

struct ReadPlan {
  quality::GatePlan plan;
  quality::FileNote note;
};

Result<ReadPlan> read_plan(const std::string& path) {
  const Result<FileBytes> file = FileBytes::open(path);
  if (!file.ok()) return file.error();
  Result<quality::GatePlan> plan = plans::gate_plan_from_text(file.value().bytes());
  if (!plan.ok()) {
    const Error& error = plan.error();
    return Error{error.code, error.message, error.where.empty() ? path : path + ", " + error.where};
  }
  ReadPlan read{std::move(plan).value(), {}};
  read.note.role = "plan";
  read.note.name = path;
  read.note.format = "gate_plan";
  read.note.sha256 = hex(sha256(file.value().bytes()));
  return read;
}

// A drawn item whose row cannot be read would drop out of the draw in silence, and the evidence would be
// about another draw.
Result<Done> refuse_gaps(const Delivery& delivery, const std::string& gold) {
  if (delivery.problems.count > static_cast<std::int64_t>(delivery.problems.listed.size())) {
    return Error{ErrorCode::invalid,
                 "too many problems in the files to be sure that every drawn item has its verdict", gold};
  }
  for (const formats::Problem& problem : delivery.problems.listed) {
    if (problem.file != gold) continue;
    return Error{
        ErrorCode::invalid,
        fmt::format("every drawn item needs its verdict, and this row has none that can be read ({}). Give "
                    "the rows up to the first missing verdict",
                    problem.message),
        fmt::format("{}, row {}", gold, problem.row)};
  }
  return Done{};
}

int exit_code(quality::GateVerdict verdict) {
  switch (verdict) {
    case quality::GateVerdict::pass:
      return exit_done;
    case quality::GateVerdict::fail:
      return exit_not_met;
    case quality::GateVerdict::not_enough_evidence:
      return exit_not_enough_evidence;
  }
  return exit_bad_input;
}

Result<int> judge_and_write(GateArguments& a, Console& console) {
  if (a.files.size() < 2) {
    return Error{ErrorCode::invalid, "a gate needs a plan and labels: assay gate PLAN LABELS --gold F", ""};
  }
  set_thread_count(a.threads);
  const Result<ReadPlan> plan = read_plan(a.files.front());
  if (!plan.ok()) return plan.error();
  const auto question = question_options(a.kind);
  if (!question.ok()) return question.error();
  ProgressLine progress(console);
  a.reading.labels.assign(a.files.begin() + 1, a.files.end());
  a.reading.with_hashes = true;
  const Result<Delivery> delivery = read_delivery(a.reading, progress);
  if (!delivery.ok()) return delivery.error();
  if (auto done = refuse_gaps(delivery.value(), a.reading.gold); !done.ok()) return done.error();
  progress.step("judging");
  auto judged = quality::evaluate_gate(plan.value().plan, delivery.value().table, question.value(), a.seed);
  progress.clear();
  if (!judged.ok()) return judged.error();
  quality::GateResult gate = std::move(judged).value();
  gate.plan_sha256 = plans::gate_plan_sha256(gate.plan);
  gate.files = delivery.value().files;
  gate.files.insert(gate.files.begin(), plan.value().note);
  if (!a.html.empty()) {
    if (auto done = write_file(a.html, render::gate_html(gate)); !done.ok()) return done.error();
  }
  if (!a.json.empty()) {
    if (auto done = write_text(a.json, render::gate_json(gate), console); !done.ok()) return done.error();
  }
  if (a.json != "-") {
    const auto ink = console.colour == Colour::on ? render::Ink::coloured : render::Ink::plain;
    console.out << render::gate_text(gate, ink);
  }
  report_problems(delivery.value().problems, console);
  return exit_code(gate.verdict);
}

}  // namespace

int gate(Words words, Console& console) {
  GateArguments a;
  Arguments arguments("gate",
                      "Holds a plan against labels: exit code 0 passed, 1 failed, 3 not enough evidence.",
                      "assay gate plan.json labels.csv --gold verdicts.csv");
  declare(arguments, a);
  return run_command(arguments, words, console, [&] { return judge_and_write(a, console); });
}

}  // namespace assay::cli
