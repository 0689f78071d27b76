#include "quality/inspect.h"

#include <fmt/format.h>

#include "base/file.h"
#include "base/parallel.h"
#include "base/version.h"
#include "cli/commands.h"
#include "cli/delivery.h"
#include "render/csv.h"
#include "render/json.h"
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
  std::string json, csv, only;
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
  arguments.text("--json", "F", a.json, "the report as JSON; - prints it instead of the report");
  arguments.text("--csv", "DIR", a.csv, "the report as CSV tables");
  arguments.text("--only", "agreement", a.only, "leave out everything that needs a model");
  arguments.count("--threads", "N", a.threads, "0 = all; results have the same bits for any number");
}

Result<quality::InspectOptions> inspect_options(const InspectArguments& a) {
  if (!(a.level > 0 && a.level < 1)) {
    return Error{ErrorCode::invalid, "a level lies between 0 and 1, as in 0.95", "--level"};
  }
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

Result<Done> write_outputs(const quality::Inspection& inspection, const InspectArguments& a,
                           Console& console) {
  if (a.json == "-") {
    console.out << render::inspection_json(inspection);
  } else if (!a.json.empty()) {
    if (auto done = write_file(a.json, render::inspection_json(inspection)); !done.ok()) return done.error();
  }
  if (!a.csv.empty()) {
    if (auto done = write_csv(inspection, a.csv); !done.ok()) return done.error();
  }
  if (a.json != "-") console.out << render::terminal_report(inspection);
  return Done{};
}

Result<int> inspect_and_write(InspectArguments& a, Console& console) {
  const Result<quality::InspectOptions> options = inspect_options(a);
  if (!options.ok()) return options.error();
  set_thread_count(a.threads);
  a.delivery.with_hashes = !a.json.empty();
  Result<Delivery> delivery = read_delivery(a.delivery);
  if (!delivery.ok()) return delivery.error();
  auto questions = quality::inspect_table(delivery.value().table, options.value(), {});
  if (!questions.ok()) return questions.error();
  const quality::Inspection inspection =
      inspection_of(delivery.value(), options.value(), std::move(questions).value());
  if (auto done = write_outputs(inspection, a, console); !done.ok()) return done.error();
  return exit_done;
}

}  // namespace

int inspect(Words words, Console& console) {
  InspectArguments a;
  Arguments arguments("inspect", "What a delivery of annotations is worth.",
                      "assay inspect labels.csv --gold gold.csv --items items.csv --html report.html");
  declare(arguments, a);
  const auto parsed = arguments.parse(words);
  if (!parsed.ok()) return complain(console, parsed.error());
  if (parsed.value() == Arguments::Parsed::help) {
    console.out << arguments.help();
    return exit_done;
  }
  const Result<int> code = inspect_and_write(a, console);
  return code.ok() ? code.value() : complain(console, code.error());
}

}  // namespace assay::cli
