// JSON lines: annotations into the table, gold and attributes into a sheet.

#include <fmt/format.h>

#include <functional>

#include "formats/annotation_rows.h"
#include "formats/encoding.h"
#include "formats/json_lines.h"
#include "formats/json_rows.h"
#include "formats/readers.h"
#include "formats/roles.h"

namespace assay::formats {
namespace {

constexpr int lines_for_roles = 1000;  // keys of so many lines decide the roles
constexpr std::size_t keys_max =
    1000;  // keys kept as columns; rows with data as keys would have no end of them

Error no_objects(const ReadOptions& options) {
  return {ErrorCode::invalid, "no line of the file, or element of its array, is a JSON object with keys",
          options.file};
}

// From a key to its place among the columns.
class KeyIndex {
 public:
  explicit KeyIndex(const std::vector<std::string>& columns) {
    for (const std::string& column : columns) keys_.code(column);
  }
  std::uint32_t operator()(std::string_view key) const { return keys_.find(key).value_or(labels::none); }

 private:
  labels::Dictionary keys_;
};

void list_odd_value(const ReadOptions& options, std::int64_t line, std::string_view key, Problems& problems) {
  problems.add({.file = options.file,
                .row = line,
                .column = std::string(key.substr(0, 100)),
                .message = "neither text, number, yes or no, nor a list of texts: taken as empty"});
}

// One object's values by role. texts owns what fields point to.
void fill_fields(simdjson::dom::object object, const KeyIndex& index, const RoleColumns& roles,
                 std::array<std::string, role_count>& texts, RoleFields& fields,
                 const std::function<void(std::string_view)>& odd) {
  fields.fill({});
  for (const auto& [key, value] : object) {
    const std::uint32_t column = index(key);
    if (column == labels::none) continue;
    for (std::size_t role = 0; role < role_count; ++role) {
      if (roles.column[role] != column) continue;
      if (!element_text(value, texts[role])) odd(key);
      fields[role] = texts[role];
    }
  }
}

}  // namespace

// Problems met on the way are met again by the reader.
std::vector<std::string> first_json_keys(std::string_view text, const ReadOptions& options) {
  Problems ignored;
  ignored.problems_max = 0;
  JsonLines lines(text, options, ignored);
  labels::Dictionary keys;
  simdjson::dom::object object;
  for (int count = 0; count < lines_for_roles && lines.next(object); ++count) {
    for (const auto& [key, value] : object) {
      if (keys.size() < keys_max) keys.code(key);
    }
  }
  std::vector<std::string> names;
  for (std::uint32_t code = 0; code < keys.size(); ++code) names.emplace_back(keys.name(code));
  return names;
}

bool looks_like_jsonl(std::string_view head, std::string_view file) {
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || looks_like_label_studio(head, file)) return false;
  if (head[first] == '[') {
    const std::size_t second = head.find_first_not_of(" \t\r\n", first + 1);
    return second != std::string_view::npos && head[second] == '{';
  }
  if (head[first] != '{') return false;
  const std::string_view line = head.substr(first, head.find('\n', first) - first);
  const std::size_t last = line.find_last_not_of(" \t\r");
  return line[last] == '}' || first + line.size() == head.size();
}

Result<ReadSummary> read_jsonl(std::string_view bytes, const ReadOptions& options, labels::Table& table,
                               Problems& problems) {
  DecodedText decoded;
  if (auto done = decode_text(bytes, options.file, decoded); !done.ok()) return done.error();
  const std::vector<std::string> columns = first_json_keys(decoded.text, options);
  if (columns.empty()) return no_objects(options);
  Result<RoleColumns> roles = find_roles(columns, FileKind::annotations, options);
  if (!roles.ok()) return roles.error();
  const KeyIndex index(columns);
  const NameCounts names = count_names(table);
  AnnotationRows rows(options.file, table, problems);
  JsonLines lines(decoded.text, options, problems);
  simdjson::dom::object object;
  std::array<std::string, role_count> texts;
  RoleFields fields;
  const auto odd = [&](std::string_view key) { list_odd_value(options, lines.line(), key, problems); };
  while (lines.next(object)) {
    fill_fields(object, index, roles.value(), texts, fields, odd);
    if (rows.add(fields, lines.line())) continue;
    return Error{ErrorCode::invalid, "more than 65,535 different questions: say --column question=- for none",
                 options.file};
  }
  if (rows.added() == 0) return Error{ErrorCode::invalid, "no row of the file can be used", options.file};
  report_blanks(options.file, table, names, problems);
  return ReadSummary{.format = "jsonl",
                     .understood = fmt::format("JSON {}, {}: {}", lines.is_array() ? "array" : "lines",
                                               decoded.encoding, describe_roles(columns, roles.value())),
                     .rows = rows.added()};
}

Result<Sheet> read_json_sheet(const DecodedText& decoded, FileKind kind, const ReadOptions& options,
                              Problems& problems) {
  const std::vector<std::string> columns = first_json_keys(decoded.text, options);
  if (columns.empty()) return no_objects(options);
  Result<RoleColumns> roles = find_roles(columns, kind, options);
  if (!roles.ok()) return roles.error();
  const KeyIndex index(columns);
  Sheet sheet;
  sheet.format = "jsonl";
  sheet.understood = fmt::format("JSON lines, {}", decoded.encoding);
  sheet.roles = roles.value();
  sheet.columns.resize(columns.size());
  for (std::size_t at = 0; at < columns.size(); ++at) sheet.columns[at].name = columns[at];
  JsonLines lines(decoded.text, options, problems);
  simdjson::dom::object object;
  std::string text;
  while (lines.next(object)) {
    sheet.line.push_back(lines.line());
    for (SheetColumn& column : sheet.columns) column.code.push_back(labels::none);
    for (const auto& [key, value] : object) {
      const std::uint32_t at = index(key);
      if (at == labels::none) continue;
      if (kind == FileKind::items && (value.is_object() || value.is_array())) {
        text = simdjson::minify(value);
      } else if (!element_text(value, text)) {
        list_odd_value(options, lines.line(), key, problems);
      }
      if (!text.empty()) sheet.columns[at].code.back() = sheet.columns[at].values.code(text);
    }
  }
  return sheet;
}

}  // namespace assay::formats
