// The first line of a CSV file: delimiter, line end, and what the columns are called.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>

#include "formats/csv_rows.h"
#include "formats/roles.h"
#include "formats/values.h"

namespace assay::formats {
namespace {

constexpr std::size_t columns_max = 10'000;

std::vector<std::string> split_header(std::string_view text, const CsvDialect& dialect,
                                      const ReadOptions& options, CsvHeader& header, bool& too_long) {
  CsvCursor cursor(text, dialect, options.line_bytes_max);
  CsvRowNotes notes;
  std::vector<std::string_view> fields(1);
  if (!cursor.next(fields, notes)) return {};
  too_long = notes.too_long;
  if (too_long) return {};
  const std::size_t count = std::min(notes.field_count, columns_max + 1);
  CsvCursor again(text, dialect, options.line_bytes_max);
  fields.assign(count, {});
  if (!again.next(fields, notes)) return {};
  header.body = again.offset();
  header.body_line = again.line();
  std::vector<std::string> columns;
  for (const std::string_view field : fields) columns.emplace_back(trimmed(field));
  return columns;
}

// Numbers given for columns say that the file may have no header line.
bool names_columns_by_number(const ReadOptions& options) {
  for (const auto& [role, column] : options.columns) {
    int number = 0;
    const auto [end, code] = std::from_chars(column.data(), column.data() + column.size(), number);
    if (code == std::errc() && end == column.data() + column.size() && number > 0) return true;
  }
  return false;
}

char find_newline(std::string_view text) {
  const std::string_view head = text.substr(0, 1 << 16);
  const bool old_macintosh = head.find('\n') == std::string_view::npos && head.find('\r') + 1 < head.size() &&
                             head.find('\r') != std::string_view::npos &&
                             text.find('\n') == std::string_view::npos;
  return old_macintosh ? '\r' : '\n';
}

Result<Done> refuse_double_names(const std::vector<std::string>& columns, const ReadOptions& options) {
  std::vector<std::size_t> order;
  for (std::size_t at = 0; at < columns.size(); ++at) {
    if (!columns[at].empty()) order.push_back(at);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return columns[a] < columns[b]; });
  for (std::size_t at = 1; at < order.size(); ++at) {
    if (columns[order[at]] != columns[order[at - 1]]) continue;
    return Error{ErrorCode::invalid,
                 fmt::format("columns {} and {} are both named \"{}\": rename one of them", order[at - 1] + 1,
                             order[at] + 1, columns[order[at]].substr(0, 60)),
                 options.file + ", row 1"};
  }
  return Done{};
}

}  // namespace

const char* delimiter_name(char delimiter) {
  switch (delimiter) {
    case ',':
      return "comma";
    case '\t':
      return "tab";
    case ';':
      return "semicolon";
    case '|':
      return "pipe";
    default:
      return "own delimiter";
  }
}

Result<CsvHeader> read_csv_header(std::string_view text, const ReadOptions& options) {
  const std::string candidates = options.delimiter != 0 ? std::string(1, options.delimiter) : ",\t;|";
  CsvHeader best;
  std::size_t best_known = 0;
  const bool has_quotes = text.find('"') != std::string_view::npos;
  const char newline = find_newline(text);
  for (const char delimiter : candidates) {
    CsvHeader header;
    header.dialect = {delimiter, newline, has_quotes};
    bool too_long = false;
    header.columns = split_header(text, header.dialect, options, header, too_long);
    if (too_long) {
      return Error{
          ErrorCode::invalid,
          fmt::format("the first line is longer than {} bytes: this is no table with lines; if it is "
                      "JSON, say --format",
                      options.line_bytes_max),
          options.file + ", row 1"};
    }
    const std::size_t known = known_name_count(header.columns);
    const bool better =
        known > best_known || (known == best_known && header.columns.size() > best.columns.size());
    if (best.columns.empty() || better) {
      best = std::move(header);
      best_known = known;
    }
  }
  if (best.columns.empty()) return Error{ErrorCode::invalid, "the file has no lines", options.file};
  if (best.columns.size() > columns_max) {
    return Error{ErrorCode::invalid, fmt::format("the first line has more than {} columns", columns_max),
                 options.file + ", row 1"};
  }
  if (best_known == 0 && names_columns_by_number(options)) {
    best.present = false;
    best.body = 0;
    best.body_line = 1;
    for (std::size_t at = 0; at < best.columns.size(); ++at) best.columns[at] = fmt::format("{}", at + 1);
    return best;
  }
  if (auto names = refuse_double_names(best.columns, options); !names.ok()) return names.error();
  return best;
}

}  // namespace assay::formats
