#include "cli/audit_export.h"

#include <fmt/format.h>

#include <functional>
#include <string_view>

#include "app/audit_export.h"
#include "app/audit_prune.h"
#include "app/users.h"
#include "base/file.h"
#include "base/file_stream.h"
#include "cli/command.h"
#include "cli/place.h"

namespace assay::cli {
namespace {

using Put = std::function<Result<Done>(std::string_view)>;

Result<Done> write_pages(app::LogExport& log, const Put& put) {
  for (;;) {
    Result<std::optional<std::string>> page = log.next();
    if (!page) return page.error();
    if (!page.value()) return Done{};
    if (auto done = put(*page.value()); !done) return done;
  }
}

Result<Done> write_log(app::LogExport& log, const std::string& target, Console& console) {
  if (target == "-") {
    return write_pages(log, [&](std::string_view lines) -> Result<Done> {
      console.out << lines;
      return Done{};
    });
  }
  Result<FileWriter> file = FileWriter::open(target);
  if (!file) return file.error();
  auto written = write_pages(log, [&](std::string_view lines) { return file.value().add(lines); });
  return written ? file.value().finish() : written;
}

Result<int> export_to(ServeSettings& settings, const std::string& target, Console& console) {
  if (auto settled = settle(settings); !settled) return settled.error();
  Result<std::unique_ptr<Place>> place = Place::open(settings, WhenMissing::refuse);
  if (!place) return place.error();
  app::Context& context = place.value()->context();
  Result<app::Caller> caller = app::local_caller(context, "cli");
  if (!caller) return caller.error();
  Result<app::LogExport> log = app::LogExport::begin(context, caller.value(), place.value()->log_key());
  if (!log) return log.error();
  if (auto written = write_log(log.value(), target, console); !written) return written.error();
  return exit_done;
}

Result<int> prune_behind(ServeSettings& settings, const std::vector<std::string>& files, Console& console) {
  if (files.size() != 1) return Error{ErrorCode::invalid, "name one export of this server's log", "FILE"};
  if (auto settled = settle(settings); !settled) return settled.error();
  Result<FileBytes> file = FileBytes::open(files[0]);
  if (!file) return file.error();
  Result<std::unique_ptr<Place>> place = Place::open(settings, WhenMissing::refuse);
  if (!place) return place.error();
  app::Context& context = place.value()->context();
  Result<app::Caller> caller = app::local_caller(context, "cli");
  if (!caller) return caller.error();
  const auto pruned = app::prune_log(context, caller.value(), place.value()->log_key(), file.value().bytes());
  if (!pruned) return pruned.error();
  console.out << fmt::format(
      "{} events of the first {} lost their content; keep {}: nothing else says what they were.\n",
      pruned.value().events, pruned.value().before, files[0]);
  return exit_done;
}

}  // namespace

int prune_audit(Words words, Console& console) {
  ServeSettings settings;
  std::vector<std::string> files;
  Arguments arguments(
      "audit prune",
      "Takes out of the record the contents of the events that an export holds; hashes, heads "
      "and proofs stay. A server may be running meanwhile.",
      "assay audit prune log.jsonl --data assay-data");
  arguments.positional("FILE", files, "the export, which is verified and compared with the record first");
  declare_settings(arguments, settings);
  return run_command(arguments, words, console, [&] { return prune_behind(settings, files, console); });
}

int export_audit(Words words, Console& console) {
  ServeSettings settings;
  std::string target = "-";
  Arguments arguments(
      "audit export",
      "The whole audit log as a file for assay audit verify; a server may be running meanwhile.",
      "assay audit export --data assay-data -o log.jsonl");
  arguments.text("-o,--output", "F", target, "where to; default - prints it");
  declare_settings(arguments, settings);
  return run_command(arguments, words, console, [&] { return export_to(settings, target, console); });
}

}  // namespace assay::cli
