// CVAT's quality reports: counts, no annotations. What CVAT counted becomes annotations that were right or
// wrong against its ground truth, so that its accuracy, precision and recall come back with intervals.

#include <fmt/format.h>

#include <cmath>
#include <map>

#include "formats/encoding.h"
#include "formats/export_rows.h"
#include "formats/json_access.h"
#include "formats/json_keys.h"
#include "formats/json_lines.h"
#include "formats/json_records.h"
#include "formats/readers.h"

namespace assay::formats {
namespace {

using simdjson::SUCCESS;
using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

// A whole number from 0 up to `max`; nothing for anything else.
std::optional<std::int64_t> count_of(element value, std::int64_t max) {
  double number = 0;
  if (!value.is_number() || value.get(number) != SUCCESS) return std::nullopt;
  if (number < 0 || number > static_cast<double>(max) || number != std::floor(number)) return std::nullopt;
  return static_cast<std::int64_t>(number);
}

class QualityReader {
 public:
  QualityReader(const ReadOptions& options, ExportRows& rows) : options_(options), rows_(rows) {}

  // A report's data: the confusion matrix of everything that was compared.
  Result<Done> read_data(object document) {
    const std::optional<object> summary = object_at(document, "comparison_summary");
    const std::optional<object> annotations = summary ? object_at(*summary, "annotations") : std::nullopt;
    const std::optional<object> matrix =
        annotations ? object_at(*annotations, "confusion_matrix") : std::nullopt;
    if (!matrix) return refuse("the report has no confusion matrix (comparison_summary.annotations)");
    std::vector<std::string> names;
    for (const element name : elements_at(*matrix, "labels")) names.push_back(scalar_of(name));
    const std::optional<object> axes = object_at(*matrix, "axes");
    const bool rows_are_gold = axes && scalar_at(*axes, "rows") == "gt";
    const std::vector<element> lines = elements_at(*matrix, "rows");
    std::int64_t valid = 0;
    if (names.empty() || lines.size() != names.size()) return refuse("the confusion matrix is not square");
    for (std::size_t row = 0; row < lines.size(); ++row) {
      array cells;
      if (lines[row].get(cells) != SUCCESS || cells.size() != names.size()) {
        return refuse("the confusion matrix is not square");
      }
      std::size_t column = 0;
      for (const element cell : cells) {
        const std::optional<std::int64_t> count = count_of(cell, options_.counts_max - used_);
        if (!count) return refuse_count();
        const std::string& gold = rows_are_gold ? names[row] : names[column];
        const std::string& given = rows_are_gold ? names[column] : names[row];
        if (row == column) valid += *count;
        add_matched(gold, given, *count);
        ++column;
      }
    }
    const std::optional<double> said = number_at(*annotations, "valid_count");
    if (said && std::abs(*said - static_cast<double>(valid)) > 0.5) {
      rows_.list(
          fmt::format("the report says {} valid annotations, its matrix {}: the matrix counts", *said, valid),
          0);
    }
    return Done{};
  }

  // Summaries, as the list of reports has them: of jobs when there are any, the newest of each.
  Result<Done> read_reports(const std::vector<element>& reports) {
    std::map<std::string, std::pair<std::string, object>> newest;
    for (const char* target : {"job", "task", "project"}) {
      for (const element entry : reports) {
        object report;
        if (entry.get(report) != SUCCESS || scalar_at(report, "target") != target) continue;
        const std::string id = scalar_at(report, std::string(target) + "_id");
        const std::string created = scalar_at(report, "created_date");
        const auto known = newest.find(id);
        if (known == newest.end()) {
          newest.emplace(id, std::pair(created, report));
        } else {
          rows_.leave_out("older reports of one target");
          if (created > known->second.first) known->second = {created, report};
        }
      }
      if (newest.empty()) continue;
      for (const auto& [id, report] : newest) {
        if (auto done = add_report(fmt::format("{} {}", target, id), report.second); !done.ok()) return done;
      }
      return Done{};
    }
    return refuse("the file lists no reports of jobs, tasks or projects");
  }

 private:
  Error refuse(std::string message) const { return {ErrorCode::invalid, std::move(message), options_.file}; }
  Error refuse_count() const {
    return refuse(fmt::format("a count is no whole number, or the counts are more than {} together",
                              options_.counts_max));
  }

  void add_matched(const std::string& gold, const std::string& given, std::int64_t count) {
    used_ += count;
    for (std::int64_t at = 1; at <= count; ++at) {
      const std::string item = fmt::format("{} marked as {}, {}", gold, given, at);
      rows_.add({.item = item, .question = "matched with the ground truth", .label = given}, 0);
      rows_.add_gold(item, "matched with the ground truth", gold, 0);
    }
  }

  Result<Done> add_report(const std::string& name, object report) {
    const std::optional<object> summary = object_at(report, "summary");
    element valid_value, total_value;
    if (!summary || (*summary)["valid_count"].get(valid_value) != SUCCESS ||
        (*summary)["total_count"].get(total_value) != SUCCESS) {
      rows_.list("a report has no valid_count and total_count: left out", 0);
      return Done{};
    }
    const std::optional<std::int64_t> total = count_of(total_value, options_.counts_max - used_);
    if (!total) return refuse_count();
    const std::optional<std::int64_t> valid = count_of(valid_value, *total);
    if (!valid) return refuse_count();
    std::string annotator = scalar_at(report, "assignee");
    if (const auto person = object_at(report, "assignee")) annotator = scalar_at(*person, "username");
    used_ += *total;
    for (std::int64_t at = 0; at < *total; ++at) {
      const std::string item = fmt::format("{}, {}", name, at + 1);
      rows_.add({.item = item,
                 .question = "valid",
                 .annotator = annotator,
                 .label = at < *valid ? "yes" : "no",
                 .batch = name},
                0);
      rows_.add_gold(item, "valid", "yes", 0);
    }
    return Done{};
  }

  const ReadOptions& options_;
  ExportRows& rows_;
  std::int64_t used_ = 0;
};

}  // namespace

bool looks_like_cvat_quality(std::string_view head, std::string_view) {
  const FirstKeys keys(head);
  if (keys.has("comparison_summary", '{')) return true;
  if (keys.has("parameters", '{') && keys.has("frame_results", '{')) return true;
  const bool is_list = keys.has("results", '[') && keys.has("count");
  return (is_list && keys.has("ds_count", FirstKeys::any_value, 3)) ||
         (keys.has("summary", '{') && keys.has("ds_count", FirstKeys::any_value, 2));
}

Result<ReadSummary> read_cvat_quality(std::string_view bytes, const ReadOptions& options,
                                      labels::Table& table, Problems& problems) {
  DecodedText decoded;
  if (auto done = decode_text(bytes, options.file, decoded); !done.ok()) return done.error();
  JsonParser parser;
  const Result<element> parsed = read_document(decoded, options, parser);
  if (!parsed.ok()) return parsed.error();
  ExportRows rows(options, table, problems);
  QualityReader reader(options, rows);
  object document;
  array list;
  Result<Done> done = Done{};
  if (parsed.value().get(list) == SUCCESS) {
    done = reader.read_reports({list.begin(), list.end()});
  } else if (parsed.value().get(document) != SUCCESS) {
    return Error{ErrorCode::invalid, "the file is no report: it is no JSON object", options.file};
  } else if (has_value(document, "comparison_summary")) {
    done = reader.read_data(document);
  } else if (has_value(document, "results")) {
    done = reader.read_reports(elements_at(document, "results"));
  } else {
    done = reader.read_reports({parsed.value()});
  }
  if (!done.ok()) return done.error();
  return rows.finish(
      "cvat_quality",
      fmt::format("JSON, {}: CVAT's counts, each as an annotation against its ground truth; what is "
                  "\"unmatched\" is missing or extra",
                  decoded.encoding));
}

}  // namespace assay::formats
