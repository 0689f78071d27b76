#include <fmt/format.h>

#include "base/file.h"
#include "base/hash.h"
#include "cli/command.h"
#include "cli/delivery.h"
#include "formats/reader.h"
#include "plans/design_file.h"
#include "render/sample_estimate.h"

namespace assay::cli {
namespace {

struct EstimateArguments {
  std::vector<std::string> files;
  std::string design, json;
  double level = 0.95;
};

void declare(Arguments& arguments, EstimateArguments& a) {
  arguments.positional("SAMPLE", a.files,
                       "CSV: item, then what the design names: wrong, stratum, probability, ...");
  arguments.text("--design", "F", a.design, "how it was drawn, as JSON", Arguments::Need::required);
  arguments.number("--level", "L", a.level, "level of the intervals, default 0.95");
  arguments.text("--json", "F", a.json, "the estimates as JSON; - prints them instead of the text");
}

Result<quality::SampleDesign> read_design(const std::string& path) {
  const Result<FileBytes> file = FileBytes::open(path);
  if (!file.ok()) return file.error();
  Result<quality::SampleDesign> design = plans::design_from_text(file.value().bytes());
  if (design.ok()) return design;
  const Error& error = design.error();
  return Error{error.code, error.message, error.where.empty() ? path : path + ", " + error.where};
}

struct ReadSample {
  labels::Table table;
  quality::FileNote note;
};

// A row that cannot be read would change the sample in silence: every problem is refused.
Result<ReadSample> read_sample(const std::string& path) {
  const Result<FileBytes> file = FileBytes::open(path);
  if (!file.ok()) return file.error();
  formats::ReadOptions options;
  options.file = path;
  formats::Problems problems;
  ReadSample sample;
  const auto summary = formats::read_attributes(file.value().bytes(), formats::AttributeOf::item, options,
                                                sample.table, problems);
  if (!summary.ok()) return summary.error();
  if (problems.count > 0) {
    const formats::Problem& first = problems.listed.front();
    return Error{
        ErrorCode::invalid, first.message,
        fmt::format("{}, row {}{}", path, first.row, first.column.empty() ? "" : ", column " + first.column)};
  }
  labels::align_attributes(sample.table.item_attributes, sample.table.items.size());
  sample.note.role = "sample";
  sample.note.name = path;
  sample.note.format = summary.value().format;
  sample.note.understood = summary.value().understood;
  sample.note.rows = summary.value().rows;
  sample.note.sha256 = hex(sha256(file.value().bytes()));
  return sample;
}

Result<int> estimate_and_write(const EstimateArguments& a, Console& console) {
  if (auto level = check_level(a.level); !level.ok()) return level.error();
  if (a.files.size() != 1) return Error{ErrorCode::invalid, "name one file with the sample", "SAMPLE"};
  const auto design = read_design(a.design);
  if (!design.ok()) return design.error();
  const auto sample = read_sample(a.files.front());
  if (!sample.ok()) return sample.error();
  auto estimated = quality::estimate_sample(sample.value().table, design.value(), a.level);
  if (!estimated.ok()) {
    const Error& error = estimated.error();
    return Error{error.code, error.message,
                 error.where.empty() ? a.files.front() : a.files.front() + ", " + error.where};
  }
  estimated.value().files = {sample.value().note};
  if (!a.json.empty()) {
    if (auto done = write_text(a.json, render::sample_estimate_json(estimated.value()), console);
        !done.ok()) {
      return done.error();
    }
  }
  if (a.json == "-") return exit_done;
  const auto ink = console.colour == Colour::on ? render::Ink::coloured : render::Ink::plain;
  console.out << render::sample_estimate_text(estimated.value(), ink);
  return exit_done;
}

}  // namespace

int estimate(Words words, Console& console) {
  EstimateArguments a;
  Arguments arguments("estimate", "An error rate from a sample and the design by which it was drawn.",
                      "assay estimate sample.csv --design design.json");
  declare(arguments, a);
  return run_command(arguments, words, console, [&] { return estimate_and_write(a, console); });
}

}  // namespace assay::cli
