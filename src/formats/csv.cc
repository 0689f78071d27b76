// CSV and its relatives into the table. A text without quotes is cut at line ends into as many parts as there
// are threads; the parts' tables are appended in order, so codes and bits are those of one pass.

#include <fmt/format.h>

#include <algorithm>

#include "base/parallel.h"
#include "formats/annotation_rows.h"
#include "formats/csv_problems.h"
#include "formats/csv_rows.h"
#include "formats/encoding.h"
#include "formats/readers.h"
#include "formats/roles.h"

namespace assay::formats {
namespace {

constexpr std::size_t part_bytes_min = 4 << 20;  // below this a thread costs more than it saves
constexpr std::size_t parts_max = 16;

struct Plan {
  CsvHeader header;
  RoleColumns roles;
  const DecodedText* text = nullptr;
  const ReadOptions* options = nullptr;
  std::int64_t problems_max = 0;
};

// A part of the text and what came out of it.
struct Part {
  std::string_view text;
  std::int64_t lines = 0;  // lines in the part
  std::int64_t rows = 0;
  bool questions_full = false;
  Problems problems;
  labels::Table table;  // not used by the first part, which writes to the caller's
};

std::size_t expected_rows(std::string_view text) {
  const std::string_view head = text.substr(0, 1 << 16);
  const auto lines = static_cast<std::size_t>(std::count(head.begin(), head.end(), '\n'));
  return lines < 16 ? 0 : text.size() / (head.size() / lines) + lines;
}

void read_part(const Plan& plan, Part& part, labels::Table& table) {
  const std::size_t columns = plan.header.columns.size();
  CsvCursor cursor(part.text, plan.header.dialect, plan.options->line_bytes_max);
  CsvRowCheck check(plan.options->file, plan.header, plan.text->was_broken, part.problems);
  AnnotationRows rows(plan.options->file, table, part.problems);
  table.reserve_rows(expected_rows(part.text));
  std::vector<std::string_view> fields(columns);
  CsvRowNotes notes;
  RoleFields by_role;
  while (cursor.next(fields, notes)) {
    if (!check.usable(fields, notes)) continue;
    for (std::size_t role = 0; role < role_count; ++role) {
      const std::size_t column = plan.roles.column[role];
      if (column != RoleColumns::absent) by_role[role] = fields[column];
    }
    if (!rows.add(by_role, notes.line)) {
      part.questions_full = true;
      break;
    }
  }
  part.lines = cursor.line() - 1;
  part.rows = rows.added();
}

std::vector<Part> cut(std::string_view text, const CsvDialect& dialect) {
  const std::size_t threads = std::min(thread_count(), parts_max);
  const std::size_t count =
      dialect.has_quotes ? 1 : std::clamp<std::size_t>(text.size() / part_bytes_min, 1, threads);
  std::vector<Part> parts(count);
  std::size_t begin = 0;
  for (std::size_t at = 0; at < count; ++at) {
    std::size_t end = text.size();
    if (at + 1 < count) {
      const std::size_t newline = text.find(dialect.newline, std::max(begin, text.size() / count * (at + 1)));
      end = newline == std::string_view::npos ? text.size() : newline + 1;
    }
    parts[at].text = text.substr(begin, end - begin);
    begin = end;
  }
  return parts;
}

// Rows in the problems of a part count from the part's first line; they become rows of the file here.
void hand_over(const Problems& part, std::int64_t lines_before, Problems& problems) {
  for (Problem problem : part.listed) {
    if (problem.row > 0) problem.row += lines_before;
    problems.add(std::move(problem));
  }
  problems.count += part.count - static_cast<std::int64_t>(part.listed.size());
}

Error too_many_questions(const ReadOptions& options) {
  return {ErrorCode::invalid,
          "more than 65,535 different questions: is another column meant? Say --column question=NAME, or "
          "--column question=- for none",
          options.file};
}

Result<std::int64_t> read_parts(const Plan& plan, labels::Table& table, Problems& problems) {
  std::vector<Part> parts = cut(plan.text->text.substr(plan.header.body), plan.header.dialect);
  for (Part& part : parts) part.problems.problems_max = plan.problems_max;
  for_chunks(parts.size(), 1, [&](Chunk chunk) {
    Part& part = parts[chunk.index];
    read_part(plan, part, chunk.index == 0 ? table : part.table);
  });
  std::int64_t lines = plan.header.body_line - 1;
  std::int64_t rows = 0;
  for (Part& part : parts) {
    if (part.questions_full) return too_many_questions(*plan.options);
    hand_over(part.problems, lines, problems);
    lines += part.lines;
    rows += part.rows;
    if (&part == &parts.front()) continue;
    if (!table.append(part.table)) return too_many_questions(*plan.options);
    part.table = labels::Table();
  }
  return rows;
}

}  // namespace

// The last resort: whatever has lines and is not JSON.
bool looks_like_csv(std::string_view head, std::string_view) {
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return false;
  const char c = head[first];
  return c != '{' && c != '<' && !(c == '[' && head.find('{') != std::string_view::npos);
}

Result<ReadSummary> read_csv(std::string_view bytes, const ReadOptions& options, labels::Table& table,
                             Problems& problems) {
  DecodedText decoded;
  if (auto done = decode_text(bytes, options.file, decoded); !done.ok()) return done.error();
  Result<CsvHeader> header = read_csv_header(decoded.text, options);
  if (!header.ok()) return header.error();
  Plan plan{header.value(), {}, &decoded, &options, problems.problems_max};
  Result<RoleColumns> roles = find_roles(plan.header.columns, FileKind::annotations, options);
  if (!roles.ok()) return roles.error();
  plan.roles = roles.value();
  const NameCounts names = count_names(table);
  Result<std::int64_t> rows = read_parts(plan, table, problems);
  if (!rows.ok()) return rows.error();
  if (rows.value() == 0) {
    return Error{ErrorCode::invalid,
                 problems.count == 0 ? "the file has a header but no rows" : "no row of the file can be used",
                 options.file};
  }
  report_blanks(options.file, table, names, problems);
  return ReadSummary{.format = "csv",
                     .understood = describe_csv(plan.header, decoded.encoding) + ": " +
                                   describe_roles(plan.header.columns, plan.roles),
                     .rows = rows.value()};
}

}  // namespace assay::formats
