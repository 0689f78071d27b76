#include <algorithm>

#include "base/parallel.h"
#include "cli/command.h"
#include "cli/delivery.h"
#include "quality/projection.h"
#include "render/projection.h"

namespace assay::cli {
namespace {

struct ProjectArguments {
  DeliveryOptions reading;
  KindOptions kind;
  std::string question, cluster, json;
  double rho = -1, level = 0.95;
  std::uint64_t items = 0, batch_size = 0, limit = 0, seed = 1, threads = 0;
  std::uint64_t wrong_count = 0, judged_count = 0;
};

void declare(Arguments& arguments, ProjectArguments& a) {
  arguments.positional("LABELS", a.reading.labels,
                       "the pilot's annotations; or --wrong and --judged without files");
  arguments.text("--gold", "F", a.reading.gold, "trusted labels: item,label[,question]");
  arguments.count("--items", "N", a.items, "items of the production");
  arguments.count("--batch-size", "N", a.batch_size,
                  "items of one of its batches; default: all are one batch");
  arguments.count("--wrong", "X", a.wrong_count, "wrong items of the pilot, instead of files");
  arguments.count("--judged", "N", a.judged_count, "judged items of the pilot, instead of files");
  arguments.number("--rho", "R", a.rho, "correlation of errors within a batch; default: estimated, or 0.02");
  arguments.text("--cluster", "C", a.cluster,
                 "what varies in the pilot: annotator or batch; default: batch if any");
  arguments.count("--limit", "N", a.limit, "also the chance of more wrong items than this");
  arguments.text("--question", "Q", a.question, "this question");
  declare_kind(arguments, a.kind);
  declare_reading(arguments, a.reading);
  arguments.number("--level", "L", a.level, "level of the intervals, default 0.95");
  arguments.text("--json", "F", a.json, "the projection as JSON; - prints it instead of the text");
  arguments.count("--seed", "N", a.seed, "seed of what is drawn, default 1");
  arguments.count("--threads", "N", a.threads, "0 = all; results have the same bits for any number");
}

std::int64_t signed_count(std::uint64_t count) {
  return static_cast<std::int64_t>(std::min<std::uint64_t>(count, 1'000'000'000'000));
}

Result<quality::ProjectOptions> options_of(const ProjectArguments& a) {
  if (auto level = check_level(a.level); !level.ok()) return level.error();
  const auto question = question_options(a.kind);
  if (!question.ok()) return question.error();
  if (!a.cluster.empty() && a.cluster != "annotator" && a.cluster != "batch") {
    return Error{ErrorCode::invalid, "a cluster is annotator or batch", "--cluster"};
  }
  quality::ProjectOptions options;
  options.question = question.value();
  options.only_question = a.question;
  options.items = signed_count(a.items);
  options.batch_size = signed_count(a.batch_size);
  options.cluster = a.cluster;
  if (a.rho != -1) options.rho = a.rho;
  if (a.limit > 0) options.limit = signed_count(a.limit);
  options.level = a.level;
  options.seed = a.seed;
  return options;
}

Result<quality::ProductionProjection> project_files(const ProjectArguments& a,
                                                    const quality::ProjectOptions& options,
                                                    Console& console) {
  if (a.reading.gold.empty()) return Error{ErrorCode::invalid, "name the pilot's verdicts", "--gold"};
  ProgressLine progress(console);
  DeliveryOptions reading = a.reading;
  reading.with_hashes = !a.json.empty();
  const Result<Delivery> delivery = read_delivery(reading, progress);
  if (!delivery.ok()) return delivery.error();
  progress.step("projecting");
  auto projected = quality::project_pilot(delivery.value().table, options);
  progress.clear();
  if (!projected.ok()) return projected.error();
  projected.value().files = delivery.value().files;
  report_problems(delivery.value().problems, console);
  return projected;
}

Result<int> project_and_write(const ProjectArguments& a, Console& console) {
  set_thread_count(a.threads);
  const auto options = options_of(a);
  if (!options.ok()) return options.error();
  const bool counts = a.reading.labels.empty() && a.judged_count > 0;
  const auto projected = counts ? quality::project_counts(signed_count(a.wrong_count),
                                                          signed_count(a.judged_count), options.value())
                                : project_files(a, options.value(), console);
  if (!projected.ok()) return projected.error();
  if (!a.json.empty()) {
    if (auto done = write_text(a.json, render::projection_json(projected.value()), console); !done.ok()) {
      return done.error();
    }
  }
  if (a.json == "-") return exit_done;
  const auto ink = console.colour == Colour::on ? render::Ink::coloured : render::Ink::plain;
  console.out << render::projection_text(projected.value(), ink);
  return exit_done;
}

}  // namespace

int project(Words words, Console& console) {
  ProjectArguments a;
  Arguments arguments("project", "What a judged pilot means for a production of N items.",
                      "assay project pilot.csv --gold verdicts.csv --items 50000 --batch-size 500");
  declare(arguments, a);
  return run_command(arguments, words, console, [&] { return project_and_write(a, console); });
}

}  // namespace assay::cli
