// assay formats and assay metrics: the registries, printed.

#include <fmt/format.h>

#include "cli/command.h"
#include "formats/reader.h"
#include "quality/metrics/registry.h"
#include "render/columns.h"

namespace assay::cli {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows format_rows() {
  Rows rows;
  for (const formats::Format& format : formats::registry()) rows.push_back({format.name, format.description});
  return rows;
}

Rows metric_rows() {
  Rows rows;
  for (const quality::Metric& metric : quality::metric_registry()) {
    rows.push_back({metric.name, metric.title, metric.interval});
    rows.push_back({"", metric.meaning, ""});
  }
  rows.push_back({"accuracy", "Accuracy of the annotations", "Wilson over items"});
  rows.push_back({"", "share of annotations that equal gold; for --fail-below", ""});
  rows.push_back({"consensus_accuracy", "Accuracy of the consensus", "Wilson over items"});
  rows.push_back({"", "share of items on which the default consensus equals gold; for --fail-below", ""});
  return rows;
}

}  // namespace

int formats(Words words, Console& console) {
  Arguments arguments("formats",
                      "What can be read. Gold and attributes are read from CSV, TSV and JSON lines.",
                      "assay formats");
  return run_command(arguments, words, console, [&]() -> Result<int> {
    console.out << render::columns({{"format"}, {"is", render::Align::left, 80}}, format_rows());
    return exit_done;
  });
}

int metrics(Words words, Console& console) {
  Arguments arguments("metrics", "What can be measured, and named in --fail-below.", "assay metrics");
  return run_command(arguments, words, console, [&]() -> Result<int> {
    console.out << render::columns(
        {{"metric"}, {"is", render::Align::left, 110}, {"interval", render::Align::left, 40}}, metric_rows());
    return exit_done;
  });
}

}  // namespace assay::cli
