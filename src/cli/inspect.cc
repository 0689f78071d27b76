#include "quality/inspect.h"

#include <fmt/format.h>

#include "base/file.h"
#include "base/parallel.h"
#include "base/text.h"
#include "base/version.h"
#include "cli/command.h"
#include "cli/delivery.h"
#include "cli/distance_option.h"
#include "cli/fail_below.h"
#include "cli/xlsx.h"
#include "labels/tally.h"
#include "render/csv.h"
#include "render/html.h"
#include "render/json.h"
#include "render/tables.h"
#include "render/terminal.h"

namespace assay::cli {
namespace {

struct InspectArguments {
  DeliveryOptions delivery;
  KindOptions kind;
  std::string question;
  std::vector<std::string> by;
  double level = 0.95;
  std::uint64_t seed = 1;
  std::uint64_t threads = 0;
  std::string html, json, csv, xlsx, tally, only, distance, truth;
  std::vector<std::string> fail_below;
};

void declare(Arguments& arguments, InspectArguments& a) {
  arguments.positional("LABELS", a.delivery.labels, "files of annotations; several are one delivery");
  arguments.text("--gold", "F", a.delivery.gold, "trusted labels: item,label[,question]");
  arguments.text("--items", "F", a.delivery.items, "attributes of items: item, then a column each");
  arguments.text("--annotators", "F", a.delivery.annotators, "attributes of annotators");
  arguments.list("--by", "A,B", a.by, "attributes to report agreement by; default: all");
  arguments.text("--question", "Q", a.question, "report this question only");
  declare_kind(arguments, a.kind);
  declare_reading(arguments, a.delivery);
  arguments.number("--level", "L", a.level, "level of the intervals, default 0.95");
  arguments.count("--seed", "N", a.seed, "seed of what resamples, default 1");
  arguments.text("--html", "F", a.html, "the report as one HTML file that opens offline");
  arguments.text("--json", "F", a.json, "the report as JSON; - prints it instead of the report");
  arguments.text("--csv", "DIR", a.csv, "the report as CSV tables");
  arguments.text("--xlsx", "F", a.xlsx, "the same tables as one spreadsheet");
  arguments.text("--tally", "F", a.tally, "the tally, for assay merge");
  arguments.repeated("--fail-below", "METRIC=VALUE", a.fail_below,
                     "exit 1 unless the lower limit of the metric's interval is at least VALUE");
  arguments.text("--distance", "D", a.distance,
                 "distance of alpha: circular:PERIOD, bipolar:LOW:HIGH, tree:FILE (category,parent)");
  arguments.text("--truth", "single|plural", a.truth,
                 "plural: several answers may be right, nobody is judged; default single");
  arguments.text("--only", "agreement", a.only, "leave out everything that needs a model");
  arguments.count("--threads", "N", a.threads, "0 = all; results have the same bits for any number");
}

Result<quality::InspectOptions> inspect_options(const InspectArguments& a) {
  if (auto level = check_level(a.level); !level.ok()) return level.error();
  if (!a.only.empty() && a.only != "agreement") {
    return Error{ErrorCode::invalid, "the only value is agreement", "--only"};
  }
  const Result<labels::QuestionOptions> question = question_options(a.kind);
  if (!question.ok()) return question.error();
  quality::InspectOptions options;
  options.question = question.value();
  options.only_question = a.question;
  options.by = a.by;
  options.level = a.level;
  options.seed = a.seed;
  options.agreement_only = !a.only.empty();
  if (!a.truth.empty() && a.truth != "single" && a.truth != "plural")
    return Error{ErrorCode::invalid, "the values are single and plural", "--truth"};
  if (a.truth == "plural") options.truth = quality::Truth::plural;
  if (!a.distance.empty()) {
    Result<quality::ChosenDistance> distance = distance_option(a.distance);
    if (!distance.ok()) return distance.error();
    options.distance = std::move(distance).value();
  }
  return options;
}

quality::Inspection inspection_of(Delivery& delivery, const quality::InspectOptions& options,
                                  std::vector<quality::QuestionInspection> questions) {
  quality::Inspection inspection;
  inspection.version = version();
  inspection.seed = options.seed;
  inspection.level = options.level;
  inspection.files = delivery.files;
  inspection.rows = delivery.rows;
  for (const auto& problem : delivery.problems.listed) {
    inspection.problems.push_back({problem.file, problem.row, problem.column, problem.message});
  }
  inspection.problem_count = delivery.problems.count;
  inspection.questions = std::move(questions);
  return inspection;
}

Result<Done> write_csv(const quality::Inspection& inspection, const std::string& folder) {
  if (auto made = make_folder(folder); !made.ok()) return made.error();
  for (const auto& [name, text] : render::inspection_csv(inspection)) {
    if (auto done = write_file(folder + "/" + name, text); !done.ok()) return done.error();
  }
  return Done{};
}

Result<Done> write_tally(const labels::Table& table, const InspectArguments& a,
                         const quality::InspectOptions& options) {
  const auto questions = quality::chosen_questions(table, options.only_question);
  if (!questions.ok()) return questions.error();
  std::vector<labels::Tally> tallies;
  for (const std::uint16_t code : questions.value()) {
    const auto question = labels::question_table(table, code, options.question);
    if (!question.ok()) return question.error();
    tallies.push_back(labels::make_tally(table, question.value()));
  }
  return write_file(a.tally, labels::tally_bytes(tallies));
}

Result<Done> write_outputs(const quality::Inspection& inspection, const InspectArguments& a,
                           Console& console) {
  if (!a.json.empty()) {
    if (auto done = write_text(a.json, render::inspection_json(inspection), console); !done.ok()) return done;
  }
  if (!a.html.empty()) {
    if (auto done = write_file(a.html, render::inspection_html(inspection)); !done.ok()) return done;
  }
  if (!a.csv.empty()) {
    if (auto done = write_csv(inspection, a.csv); !done.ok()) return done;
  }
  if (!a.xlsx.empty()) {
    if (auto done = write_xlsx(a.xlsx, render::inspection_tables(inspection)); !done.ok()) return done;
  }
  if (a.json != "-") {
    console.out << render::terminal_report(
        inspection, console.colour == Colour::on ? render::Ink::coloured : render::Ink::plain);
  }
  return Done{};
}

Result<std::vector<Condition>> conditions_of(const InspectArguments& a) {
  std::vector<Condition> conditions;
  for (const std::string& text : a.fail_below) {
    Result<Condition> condition = parse_condition(text);
    if (!condition.ok()) return condition.error();
    const bool needs_model =
        condition.value().metric == "accuracy" || condition.value().metric == "consensus_accuracy";
    if (needs_model && !a.only.empty()) {
      return Error{ErrorCode::invalid, "--only agreement leaves out " + condition.value().metric,
                   "--fail-below"};
    }
    conditions.push_back(std::move(condition).value());
  }
  return conditions;
}

Result<int> check_conditions(const std::vector<Condition>& conditions, const quality::Inspection& inspection,
                             Console& console) {
  int code = exit_done;
  for (const Condition& condition : conditions) {
    const Result<std::vector<Verdict>> verdicts = check_condition(condition, inspection);
    if (!verdicts.ok()) return verdicts.error();
    for (const Verdict& verdict : verdicts.value()) {
      if (verdict.outcome == Verdict::Outcome::met) continue;
      console.err << "assay: " << printable(verdict.text) << "\n";
      code = exit_not_met;
    }
  }
  return code;
}

Result<quality::Inspection> inspect_files(InspectArguments& a, const quality::InspectOptions& options,
                                          Console& console) {
  ProgressLine progress(console);
  a.delivery.with_hashes = !a.json.empty() || !a.html.empty();
  Result<Delivery> delivery = read_delivery(a.delivery, progress);
  if (!delivery.ok()) return delivery.error();
  auto questions = quality::inspect_table(delivery.value().table, options,
                                          [&](std::string_view step) { progress.step(step); });
  if (!questions.ok()) return questions.error();
  if (!a.tally.empty()) {
    if (auto done = write_tally(delivery.value().table, a, options); !done.ok()) return done.error();
  }
  progress.clear();
  report_problems(delivery.value().problems, console);
  return inspection_of(delivery.value(), options, std::move(questions).value());
}

Result<int> inspect_and_write(InspectArguments& a, Console& console) {
  const Result<quality::InspectOptions> options = inspect_options(a);
  if (!options.ok()) return options.error();
  const Result<std::vector<Condition>> conditions = conditions_of(a);
  if (!conditions.ok()) return conditions.error();
  set_thread_count(a.threads);
  const Result<quality::Inspection> inspection = inspect_files(a, options.value(), console);
  if (!inspection.ok()) return inspection.error();
  if (auto done = write_outputs(inspection.value(), a, console); !done.ok()) return done.error();
  return check_conditions(conditions.value(), inspection.value(), console);
}

}  // namespace

int inspect(Words words, Console& console) {
  InspectArguments a;
  Arguments arguments("inspect", "What a delivery of annotations is worth.",
                      "assay inspect labels.csv --gold gold.csv --items items.csv --html report.html");
  declare(arguments, a);
  return run_command(arguments, words, console, [&] { return inspect_and_write(a, console); });
}

}  // namespace assay::cli
