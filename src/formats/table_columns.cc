#include "formats/table_columns.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/caseless.h"
#include "formats/archive.h"
#include "formats/csv_rows.h"
#include "formats/encoding.h"
#include "formats/json_lines.h"
#include "formats/json_rows.h"

namespace assay::formats {
namespace {

constexpr int examples_max = 3;
constexpr std::size_t example_bytes_max = 200;

void add_example(std::string_view cell, TableColumn& column) {
  column.examples.emplace_back(beginning(cell, example_bytes_max));
}

Result<TableColumns> with_roles(const std::vector<std::string>& names, FileKind kind,
                                const ReadOptions& options) {
  Result<RolesSeen> seen = see_roles(names, kind, options);
  if (!seen.ok()) return seen.error();
  TableColumns table;
  table.missing = seen.value().missing;
  for (std::size_t at = 0; at < names.size(); ++at) {
    TableColumn column;
    column.name = names[at].empty() ? fmt::format("{}", at + 1) : names[at];
    for (std::size_t role = 0; role < role_count; ++role) {
      if (seen.value().roles.column[role] == at) column.role = role_name(static_cast<Role>(role));
    }
    table.columns.push_back(std::move(column));
  }
  return table;
}

Result<std::optional<TableColumns>> csv_columns(std::string_view text, FileKind kind,
                                                const ReadOptions& options) {
  const Result<CsvHeader> found = read_csv_header(text, options);
  if (!found.ok()) return std::optional<TableColumns>();
  const CsvHeader& header = found.value();
  Result<TableColumns> table = with_roles(header.columns, kind, options);
  if (!table.ok()) return table.error();
  table.value().format = "csv";
  CsvCursor cursor(text.substr(header.body), header.dialect, options.line_bytes_max);
  std::vector<std::string_view> fields(header.columns.size());
  CsvRowNotes notes;
  for (int row = 0; row < examples_max && cursor.next(fields, notes); ++row) {
    for (std::size_t at = 0; at < fields.size(); ++at) add_example(fields[at], table.value().columns[at]);
  }
  return std::optional(std::move(table).value());
}

// Cells as the reader takes them; what it takes as empty stands as JSON.
Result<std::optional<TableColumns>> json_columns(std::string_view text, FileKind kind,
                                                 const ReadOptions& options) {
  const std::vector<std::string> keys = first_json_keys(text, options);
  if (keys.empty()) return std::optional<TableColumns>();
  Result<TableColumns> table = with_roles(keys, kind, options);
  if (!table.ok()) return table.error();
  table.value().format = "jsonl";
  Problems ignored;
  ignored.problems_max = 0;
  JsonLines lines(text, options, ignored);
  simdjson::dom::object object;
  simdjson::dom::element cell;
  std::string said;
  for (int row = 0; row < examples_max && lines.next(object); ++row) {
    for (std::size_t at = 0; at < keys.size(); ++at) {
      const bool is_there = object.at_key(keys[at]).get(cell) == simdjson::SUCCESS;
      if (is_there && !element_text(cell, said)) said = simdjson::minify(cell);
      add_example(is_there ? said : std::string_view(), table.value().columns[at]);
    }
  }
  return std::optional(std::move(table).value());
}

}  // namespace

Result<std::optional<TableColumns>> table_columns(std::string_view bytes, FileKind kind,
                                                  const ReadOptions& options) {
  const Format* format = looks_like_zip(bytes) ? nullptr : format_of(bytes, options);
  const std::string_view name = format == nullptr ? std::string_view() : format->name;
  DecodedText decoded;
  if ((name != "csv" && name != "jsonl") || !decode_text(bytes, options.file, decoded).ok()) {
    return std::optional<TableColumns>();
  }
  return name == "csv" ? csv_columns(decoded.text, kind, options) : json_columns(decoded.text, kind, options);
}

}  // namespace assay::formats
