#include <fmt/format.h>

#include <algorithm>

#include "base/file.h"
#include "base/hash.h"
#include "base/parallel.h"
#include "base/text.h"
#include "base/version.h"
#include "cli/command.h"
#include "cli/delivery.h"
#include "labels/tally.h"
#include "quality/inspect.h"
#include "render/json.h"
#include "render/terminal.h"

namespace assay::cli {
namespace {

struct MergeArguments {
  std::vector<std::string> files;
  std::string output, json;
  double level = 0.95;
  std::uint64_t seed = 1, threads = 0;
};

void declare(Arguments& arguments, MergeArguments& a) {
  arguments.positional("TALLY", a.files, "tallies that assay inspect --tally wrote");
  arguments.text("-o,--output", "F", a.output, "the joined tally");
  arguments.text("--json", "F", a.json, "the report as JSON; - prints it instead of the report");
  arguments.number("--level", "L", a.level, "level of the intervals, default 0.95");
  arguments.count("--seed", "N", a.seed, "seed of what resamples, default 1");
  arguments.count("--threads", "N", a.threads, "0 = all; results have the same bits for any number");
}

struct Joined {
  std::vector<labels::Tally> tallies;  // one a question, by name
  std::vector<quality::FileNote> files;
  std::int64_t rows = 0;
};

Result<Done> join(labels::Tally tally, Joined& joined) {
  for (labels::Tally& held : joined.tallies) {
    if (held.question != tally.question) continue;
    Result<labels::Tally> both = labels::merge(held, tally);
    if (!both.ok()) return both.error();
    held = std::move(both).value();
    return Done{};
  }
  joined.tallies.push_back(std::move(tally));
  return Done{};
}

Result<Done> read_tallies(const std::string& path, Joined& joined) {
  const Result<FileBytes> file = FileBytes::open(path);
  if (!file.ok()) return file.error();
  Result<std::vector<labels::Tally>> tallies = labels::tallies_from_bytes(file.value().bytes());
  if (!tallies.ok()) return Error{tallies.error().code, tallies.error().message, path};
  quality::FileNote note;
  note.role = "tally";
  note.name = path;
  note.format = "tally";
  note.sha256 = hex(sha256(file.value().bytes()));
  note.understood =
      fmt::format("{} question{}", tallies.value().size(), tallies.value().size() == 1 ? "" : "s");
  for (labels::Tally& tally : tallies.value()) {
    note.rows += tally.rows;
    if (auto done = join(std::move(tally), joined); !done.ok()) {
      return Error{done.error().code, done.error().message, path};
    }
  }
  joined.rows += note.rows;
  joined.files.push_back(note);
  return Done{};
}

Result<Joined> read_all(const std::vector<std::string>& paths, ProgressLine& progress) {
  if (paths.empty()) return Error{ErrorCode::invalid, "name at least one tally", "TALLY"};
  Joined joined;
  for (const std::string& path : paths) {
    progress.step("reading " + printable(path));
    if (auto done = read_tallies(path, joined); !done.ok()) return done.error();
  }
  std::sort(joined.tallies.begin(), joined.tallies.end(),
            [](const auto& a, const auto& b) { return a.question < b.question; });
  return joined;
}

quality::Inspection inspection_of(const Joined& joined, const MergeArguments& a) {
  quality::InspectOptions options;
  options.level = a.level;
  options.seed = a.seed;
  options.agreement_only = true;
  quality::Inspection inspection;
  inspection.version = version();
  inspection.seed = a.seed;
  inspection.level = a.level;
  inspection.files = joined.files;
  inspection.rows = joined.rows;
  for (const labels::Tally& tally : joined.tallies) {
    inspection.questions.push_back(quality::inspect_tally(tally, options));
  }
  return inspection;
}

Result<int> merge_and_write(const MergeArguments& a, Console& console) {
  if (auto level = check_level(a.level); !level.ok()) return level.error();
  set_thread_count(a.threads);
  ProgressLine progress(console);
  const Result<Joined> joined = read_all(a.files, progress);
  if (!joined.ok()) return joined.error();
  if (!a.output.empty()) {
    if (auto done = write_file(a.output, labels::tally_bytes(joined.value().tallies)); !done.ok())
      return done.error();
  }
  const quality::Inspection inspection = inspection_of(joined.value(), a);
  progress.clear();
  if (!a.json.empty()) {
    if (auto done = write_text(a.json, render::inspection_json(inspection), console); !done.ok())
      return done.error();
  }
  if (a.json != "-") {
    const auto ink = console.colour == Colour::on ? render::Ink::coloured : render::Ink::plain;
    console.out << render::terminal_report(inspection, ink);
  }
  return exit_done;
}

}  // namespace

int merge(Words words, Console& console) {
  MergeArguments a;
  Arguments arguments("merge", "Joins tallies: the agreement of all their files at once.",
                      "assay merge monday.tally tuesday.tally -o both.tally");
  declare(arguments, a);
  return run_command(arguments, words, console, [&] { return merge_and_write(a, console); });
}

}  // namespace assay::cli
