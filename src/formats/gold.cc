// Trusted labels beside the annotations: item,label[,question].

#include <fmt/format.h>

#include "formats/archive.h"
#include "formats/reader.h"
#include "formats/sheet.h"
#include "formats/values.h"

namespace assay::formats {
namespace {

std::vector<std::string> column_names(const Sheet& sheet) {
  std::vector<std::string> names;
  for (const SheetColumn& column : sheet.columns) names.push_back(column.name);
  return names;
}

bool is_plain(const Format& format) {
  const std::string_view name = format.name;
  return name == "csv" || name == "jsonl";
}

// Everything an export says, whoever said it, as gold.
Result<ReadSummary> read_gold_export(std::string_view bytes, ReadOptions options, labels::Table& table,
                                     Problems& problems) {
  labels::Table part;
  options.annotator = "gold";
  Result<ReadSummary> read = read_annotations(bytes, options, part, problems);
  if (!read.ok()) return read.error();
  ReadSummary summary = std::move(read).value();
  std::vector<labels::GoldRow> all = part.gold;
  for (std::size_t row = 0; row < part.row_count(); ++row) {
    if (part.label[row] != labels::none) all.push_back({part.item[row], part.question[row], part.label[row]});
  }
  for (const labels::GoldRow& gold : all) {
    const std::string_view question = part.questions.name(gold.question);
    if (table.questions.size() >= labels::questions_max && !table.questions.find(question)) {
      return Error{ErrorCode::invalid, "more than 65,535 different questions", options.file};
    }
    table.add_gold(part.items.name(gold.item), question, part.labels.name(gold.label));
  }
  if (all.empty())
    return Error{ErrorCode::invalid, "no answer of the file can be used as gold", options.file};
  summary.rows = summary.gold = static_cast<std::int64_t>(all.size());
  return summary;
}

}  // namespace

Result<ReadSummary> read_gold(std::string_view bytes, const ReadOptions& options, labels::Table& table,
                              Problems& problems) {
  const Format* format = format_of(bytes, options);
  if (looks_like_zip(bytes) || (format != nullptr && !is_plain(*format))) {
    return read_gold_export(bytes, options, table, problems);
  }
  Result<Sheet> read = read_sheet(bytes, FileKind::gold, options, problems);
  if (!read.ok()) return read.error();
  const Sheet& sheet = read.value();
  ReadSummary summary{
      .format = sheet.format,
      .understood = sheet.understood + ": " + describe_roles(column_names(sheet), sheet.roles)};
  const auto problem = [&](std::size_t row, const char* column, const char* message) {
    problems.add({.file = options.file, .row = sheet.line[row], .column = column, .message = message});
  };
  for (std::size_t row = 0; row < sheet.row_count(); ++row) {
    const std::string_view item = sheet.cell(Role::item, row);
    const std::string_view label = sheet.cell(Role::label, row);
    const std::string_view question = sheet.cell(Role::question, row);
    if (item.empty()) {
      problem(row, "item", "no item: the row is left out");
    } else if (label.empty()) {
      problem(row, "label", "no label: the row is left out");
    } else if (table.questions.size() >= labels::questions_max && !table.questions.find(question)) {
      return Error{ErrorCode::invalid, "more than 65,535 different questions", options.file};
    } else {
      const std::optional<std::string> set = may_be_label_set(label) ? label_set_from(label) : std::nullopt;
      table.add_gold(item, question, set ? std::string_view(*set) : label);
      ++summary.gold;
    }
  }
  summary.rows = summary.gold;
  if (summary.gold == 0) {
    return Error{
        ErrorCode::invalid,
        sheet.row_count() == 0 ? "the file has a header but no rows" : "no row of the gold can be used",
        options.file};
  }
  return summary;
}

}  // namespace assay::formats
