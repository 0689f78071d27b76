#include "base/parallel.h"
#include "base/version.h"
#include "cli/command.h"
#include "cli/delivery.h"
#include "quality/comparison.h"
#include "render/comparison.h"

namespace assay::cli {
namespace {

struct CompareArguments {
  std::vector<std::string> files;
  DeliveryOptions reading;
  KindOptions kind;
  std::string question, json;
  double level = 0.95;
  std::uint64_t seed = 1, threads = 0;
};

void declare(Arguments& arguments, CompareArguments& a) {
  arguments.positional("BEFORE AFTER", a.files, "annotations of the same items before and after the change");
  arguments.text("--gold", "F", a.reading.gold, "trusted labels: item,label[,question]");
  arguments.text("--question", "Q", a.question, "compare this question only");
  declare_kind(arguments, a.kind);
  declare_reading(arguments, a.reading);
  arguments.number("--level", "L", a.level, "level of the intervals, default 0.95");
  arguments.count("--seed", "N", a.seed, "seed of what resamples, default 1");
  arguments.text("--json", "F", a.json, "the comparison as JSON; - prints it instead of the report");
  arguments.count("--threads", "N", a.threads, "0 = all; results have the same bits for any number");
}

Result<quality::CompareOptions> options_of(const CompareArguments& a) {
  if (a.files.size() != 2) {
    return Error{ErrorCode::invalid, "two files are compared: assay compare BEFORE AFTER", ""};
  }
  if (auto level = check_level(a.level); !level.ok()) return level.error();
  const auto question = question_options(a.kind);
  if (!question.ok()) return question.error();
  quality::CompareOptions options;
  options.question = question.value();
  options.only_question = a.question;
  options.level = a.level;
  options.seed = a.seed;
  return options;
}

Result<Delivery> read_side(const CompareArguments& a, std::size_t side, ProgressLine& progress) {
  DeliveryOptions options = a.reading;
  options.labels = {a.files[side]};
  options.with_hashes = !a.json.empty();
  if (side == 1) options.gold.clear();
  Result<Delivery> delivery = read_delivery(options, progress);
  if (delivery.ok()) delivery.value().files.front().role = side == 0 ? "before" : "after";
  return delivery;
}

Result<int> compare_and_write(const CompareArguments& a, Console& console) {
  const auto options = options_of(a);
  if (!options.ok()) return options.error();
  set_thread_count(a.threads);
  ProgressLine progress(console);
  const Result<Delivery> before = read_side(a, 0, progress);
  if (!before.ok()) return before.error();
  const Result<Delivery> after = read_side(a, 1, progress);
  if (!after.ok()) return after.error();
  progress.step("comparing");
  auto questions = quality::compare_tables(before.value().table, after.value().table, options.value());
  if (!questions.ok()) return questions.error();
  progress.clear();
  quality::Comparison comparison{version(), a.seed, a.level, before.value().files,
                                 std::move(questions).value()};
  comparison.files.push_back(after.value().files.front());
  if (!a.json.empty()) {
    if (auto done = write_text(a.json, render::comparison_json(comparison), console); !done.ok()) {
      return done.error();
    }
  }
  if (a.json != "-") console.out << render::comparison_text(comparison);
  report_problems(before.value().problems, console);
  report_problems(after.value().problems, console);
  return exit_done;
}

}  // namespace

int compare(Words words, Console& console) {
  CompareArguments a;
  Arguments arguments("compare", "The same items labelled before and after a change: did it help?",
                      "assay compare before.csv after.csv --gold gold.csv");
  declare(arguments, a);
  return run_command(arguments, words, console, [&] { return compare_and_write(a, console); });
}

}  // namespace assay::cli
