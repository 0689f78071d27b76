#include "cli/delivery.h"

#include <fmt/format.h>

#include <array>

#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"
#include "formats/reader.h"
#include "formats/roles.h"
#include "labels/canonical.h"
#include "labels/pseudonyms.h"
#include "quality/inspect.h"

namespace assay::cli {
namespace {

Result<char> delimiter_of(const std::string& text) {
  if (text.empty()) return '\0';
  if (text == "tab" || text == "\\t") return '\t';
  if (text.size() == 1) return text.front();
  return Error{ErrorCode::invalid, "a delimiter is one character, or tab", "--delimiter"};
}

bool is_role(const std::string& name) {
  for (std::size_t role = 0; role < formats::role_count; ++role) {
    if (name == formats::role_name(static_cast<formats::Role>(role))) return true;
  }
  return false;
}

Result<formats::ReadOptions> read_options(const DeliveryOptions& options) {
  formats::ReadOptions read;
  read.format = options.format;
  read.annotator = options.annotator;
  const Result<char> delimiter = delimiter_of(options.delimiter);
  if (!delimiter.ok()) return delimiter.error();
  read.delimiter = delimiter.value();
  for (const std::string& column : options.columns) {
    const std::size_t equals = column.find('=');
    if (equals == std::string::npos || equals + 1 == column.size()) {
      return Error{ErrorCode::invalid, fmt::format("\"{}\" is not ROLE=NAME", column), "--column"};
    }
    const std::string role = column.substr(0, equals);
    if (!is_role(role)) {
      return Error{
          ErrorCode::invalid,
          fmt::format("there is no role \"{}\"; the roles are item, annotator, label, question, time, "
                      "duration, guideline_version, batch, provider, skipped",
                      role),
          "--column"};
    }
    read.columns[role] = column.substr(equals + 1);
  }
  return read;
}

enum class FileRole { labels, gold, items, annotators };
constexpr std::array role_names = {"labels", "gold", "items", "annotators"};

Result<formats::ReadSummary> parse(FileRole role, std::string_view bytes, const formats::ReadOptions& options,
                                   Delivery& into) {
  switch (role) {
    case FileRole::labels:
      return formats::read_annotations(bytes, options, into.table, into.problems);
    case FileRole::gold:
      return formats::read_gold(bytes, options, into.table, into.problems);
    case FileRole::items:
      return formats::read_attributes(bytes, formats::AttributeOf::item, options, into.table, into.problems);
    case FileRole::annotators:
      return formats::read_attributes(bytes, formats::AttributeOf::annotator, options, into.table,
                                      into.problems);
  }
  return Error{};
}

struct Reading {
  formats::ReadOptions options;
  bool with_hashes = false;
};

Result<Done> read_file(FileRole role, const std::string& path, Reading& reading, Delivery& into) {
  const Result<FileBytes> file = FileBytes::open(path);
  if (!file.ok()) return file.error();
  formats::ReadOptions options;
  if (role == FileRole::labels) options = reading.options;
  options.file = path;
  const std::string_view bytes = file.value().bytes();
  const Result<formats::ReadSummary> summary = parse(role, bytes, options, into);
  if (!summary.ok()) return summary.error();
  quality::FileNote note;
  note.role = role_names[static_cast<std::size_t>(role)];
  note.name = path;
  note.format = summary.value().format;
  note.understood = summary.value().understood;
  note.rows = summary.value().rows;
  if (reading.with_hashes) note.sha256 = hex(sha256(bytes));
  into.files.push_back(note);
  return Done{};
}

std::string problem_text(const formats::Problem& problem) {
  return printable(fmt::format("{}{}{}: {}", problem.file,
                               problem.row > 0 ? fmt::format(", row {}", problem.row) : "",
                               problem.column.empty() ? "" : ", column " + problem.column, problem.message));
}

std::string problem_count(const formats::Problems& problems) {
  return problems.count == 1 ? "1 problem" : grouped(problems.count) + " problems";
}

Error refuse_problems(const formats::Problems& problems) {
  return {ErrorCode::invalid,
          fmt::format("{}; the first is {}", problem_count(problems), problem_text(problems.listed.front())),
          "--strict"};
}

Result<Done> rename_annotators(const std::string& key_file, labels::Table& table) {
  constexpr std::size_t key_bytes_min = 16;
  if (key_file.empty()) return Done{};
  const Result<FileBytes> file = FileBytes::open(key_file);
  if (!file.ok()) return file.error();
  std::string_view key = file.value().bytes();
  while (key.ends_with('\n') || key.ends_with('\r')) key.remove_suffix(1);
  if (key.size() < key_bytes_min || key.size() > (1U << 20)) {
    return Error{
        ErrorCode::invalid,
        fmt::format("the key must have from {} bytes to a mebibyte: openssl rand -hex 32 > {} makes one, to "
                    "be kept secret and used for every file of these people",
                    key_bytes_min, key_file),
        "--pseudonyms"};
  }
  labels::pseudonymise_emails(table, key);
  return Done{};
}

}  // namespace

void declare_reading(Arguments& arguments, DeliveryOptions& options) {
  arguments.text("--format", "F", options.format, "format of LABELS instead of the detected one");
  arguments.text("--delimiter", "D", options.delimiter, "delimiter of LABELS: one character, or tab");
  arguments.repeated("--column", "ROLE=NAME", options.columns,
                     "the column that plays a role; may be given several times");
  arguments.text("--annotator", "NAME", options.annotator,
                 "who annotated where a file does not say; file = its name, - = nobody known");
  arguments.text("--pseudonyms", "KEYFILE", options.pseudonyms,
                 "replace annotators' e-mail addresses by pseudonyms made with the key in that file");
  arguments.flag("--strict", options.strict, "refuse files with any problem");
}

Result<Done> check_level(double level) {
  if (level > 0 && level < 1) return Done{};
  return Error{ErrorCode::invalid, "a level lies between 0 and 1, as in 0.95", "--level"};
}

void declare_kind(Arguments& arguments, KindOptions& options) {
  arguments.text("--kind", "K", options.kind, "nominal, ordinal, interval, ratio or set; default: detected");
  arguments.list("--order", "a,b,c", options.order, "order of the categories, lowest first");
}

Result<labels::QuestionOptions> question_options(const KindOptions& options) {
  labels::QuestionOptions question;
  question.order = options.order;
  if (options.kind.empty()) return question;
  question.kind = labels::kind_from_name(options.kind);
  if (!question.kind) {
    return Error{ErrorCode::invalid,
                 fmt::format("there is no kind \"{}\"; the kinds are nominal, ordinal, interval, ratio, set",
                             options.kind),
                 "--kind"};
  }
  return question;
}

Result<Delivery> read_delivery(const DeliveryOptions& options, ProgressLine& progress) {
  if (options.labels.empty()) {
    return Error{ErrorCode::invalid, "name at least one file of annotations", "LABELS"};
  }
  Result<formats::ReadOptions> read = read_options(options);
  if (!read.ok()) return read.error();
  Reading reading{read.value(), options.with_hashes};
  Delivery delivery;
  for (const std::string& path : options.labels) {
    progress.step("reading " + printable(path));
    if (auto done = read_file(FileRole::labels, path, reading, delivery); !done.ok()) return done.error();
  }
  const std::array<std::pair<FileRole, const std::string*>, 3> others = {
      {{FileRole::gold, &options.gold},
       {FileRole::items, &options.items},
       {FileRole::annotators, &options.annotators}}};
  for (const auto& [role, path] : others) {
    if (path->empty()) continue;
    if (auto done = read_file(role, *path, reading, delivery); !done.ok()) return done.error();
  }
  if (auto done = rename_annotators(options.pseudonyms, delivery.table); !done.ok()) return done.error();
  progress.step("sorting names");
  labels::sort_codes(delivery.table);
  delivery.rows = static_cast<std::int64_t>(delivery.table.row_count());
  if (options.strict && delivery.problems.count > 0) return refuse_problems(delivery.problems);
  if (auto done = quality::settle_gold(delivery.table); !done.ok()) return done.error();
  return delivery;
}

void report_problems(const formats::Problems& problems, Console& console) {
  constexpr std::size_t shown_max = 5;
  if (problems.count == 0) return;
  console.err << fmt::format("assay: {} in the files:\n", problem_count(problems));
  for (std::size_t at = 0; at < std::min(shown_max, problems.listed.size()); ++at) {
    console.err << "  " << problem_text(problems.listed[at]) << "\n";
  }
  if (problems.count > static_cast<std::int64_t>(shown_max)) {
    console.err << "  ... --json lists more; --strict refuses such files\n";
  }
}

}  // namespace assay::cli
