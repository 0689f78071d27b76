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
  std::string_view rows_text;  // what the table will hold rows of: the whole text in the first part's
  std::int64_t lines = 0;      // lines in the part
  std::int64_t rows = 0;
  bool questions_full = false;
  Problems problems;
  labels::Table table;  // not used by the first part, which writes to the caller's
};

// Lines of the text by the lines of samples: names such as i9 and i999999 make later lines longer.
std::size_t expected_rows(std::string_view text) {
  constexpr std::size_t samples = 16;
  constexpr std::size_t sample_bytes = 1 << 13;
  std::size_t lines = 0;
  std::size_t bytes = 0;
  for (std::size_t at = 0; at < samples; ++at) {
    const std::string_view sample = text.substr(text.size() / samples * at, sample_bytes);
    lines += static_cast<std::size_t>(std::count(sample.begin(), sample.end(), '\n'));
    bytes += sample.size();
  }
  if (lines < samples) return 0;
  const std::size_t expected = static_cast<std::size_t>(
      static_cast<double>(text.size()) / static_cast<double>(bytes) * static_cast<double>(lines));
  return expected + expected / 64;
}

std::vector<std::pair<std::size_t, std::size_t>> roles_and_columns(const RoleColumns& roles) {
  std::vector<std::pair<std::size_t, std::size_t>> used;
  for (std::size_t role = 0; role < role_count; ++role) {
    if (roles.column[role] != RoleColumns::absent) used.emplace_back(role, roles.column[role]);
  }
  return used;
}

bool has_keys_alone(const RoleColumns& roles) {
  for (const auto& [role, column] : roles_and_columns(roles)) {
    const auto is = static_cast<Role>(role);
    if (is != Role::item && is != Role::question && is != Role::annotator && is != Role::label) return false;
  }
  return true;
}

// Rows cut ahead of their turn, so that memory has brought what their items need when it comes.
struct RowsAhead {
  std::vector<std::vector<std::string_view>> fields;
  std::vector<CsvRowNotes> notes;
  std::size_t count = 0;

  // The text of undone quotes lasts until the next row only, so a text with quotes is read row by row.
  RowsAhead(std::size_t columns, const CsvDialect& dialect)
      : fields(dialect.has_quotes ? 1 : 16, std::vector<std::string_view>(columns)), notes(fields.size()) {}

  bool fill(CsvCursor& cursor, std::size_t item_column, const labels::Dictionary& items) {
    std::string_view last;
    for (count = 0; count < fields.size() && cursor.next(fields[count], notes[count]); ++count) {
      const std::string_view item = fields[count][item_column];
      if (fields.size() > 1 && item != last) items.prefetch(item);
      last = item;
    }
    return count > 0;
  }
};

void read_part(const Plan& plan, Part& part, labels::Table& table) {
  const CsvDialect& dialect = plan.header.dialect;
  CsvCursor cursor(part.text, dialect, plan.options->line_bytes_max);
  CsvRowCheck check(plan.options->file, plan.header, *plan.text, part.problems);
  AnnotationRows rows(plan.options->file, table, part.problems);
  if (has_keys_alone(plan.roles)) rows.expect_keys_alone();
  table.reserve_rows(expected_rows(part.rows_text));
  RowsAhead ahead(plan.header.columns.size(), dialect);
  RoleFields by_role;
  const std::vector<std::pair<std::size_t, std::size_t>> used = roles_and_columns(plan.roles);
  while (!part.questions_full && ahead.fill(cursor, plan.roles[Role::item], table.items)) {
    for (std::size_t at = 0; at < ahead.count && !part.questions_full; ++at) {
      if (!check.usable(ahead.fields[at], ahead.notes[at])) continue;
      for (const auto& [role, column] : used) by_role[role] = ahead.fields[at][column];
      part.questions_full = !rows.add(by_role, ahead.notes[at].line);
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
    parts[at].rows_text = at == 0 ? text : parts[at].text;
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
