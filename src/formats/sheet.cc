#include "formats/sheet.h"

#include "formats/csv_problems.h"
#include "formats/csv_rows.h"
#include "formats/encoding.h"
#include "formats/json_rows.h"
#include "formats/readers.h"

namespace assay::formats {
namespace {

Result<Sheet> read_csv_sheet(const DecodedText& decoded, FileKind kind, const ReadOptions& options,
                             Problems& problems) {
  Result<CsvHeader> found = read_csv_header(decoded.text, options);
  if (!found.ok()) return found.error();
  const CsvHeader& header = found.value();
  Sheet sheet;
  sheet.format = "csv";
  sheet.understood = describe_csv(header, decoded.encoding);
  Result<RoleColumns> roles = find_roles(header.columns, kind, options);
  if (!roles.ok()) return roles.error();
  sheet.roles = roles.value();
  sheet.columns.resize(header.columns.size());
  for (std::size_t at = 0; at < header.columns.size(); ++at) sheet.columns[at].name = header.columns[at];

  CsvCursor cursor(decoded.text.substr(header.body), header.dialect, options.line_bytes_max);
  CsvRowCheck check(options.file, header, decoded, problems);
  std::vector<std::string_view> fields(header.columns.size());
  CsvRowNotes notes;
  while (cursor.next(fields, notes)) {
    notes.line += header.body_line - 1;
    if (!check.usable(fields, notes)) continue;
    sheet.line.push_back(notes.line);
    for (std::size_t at = 0; at < fields.size(); ++at) {
      SheetColumn& column = sheet.columns[at];
      column.code.push_back(fields[at].empty() ? labels::none : column.values.code(fields[at]));
    }
  }
  return sheet;
}

}  // namespace

std::string_view Sheet::cell(std::size_t column, std::size_t row) const {
  if (column == RoleColumns::absent) return {};
  const std::uint32_t code = columns[column].code[row];
  return code == labels::none ? std::string_view() : columns[column].values.name(code);
}

std::string_view Sheet::cell(Role role, std::size_t row) const { return cell(roles[role], row); }

Result<Sheet> read_sheet(std::string_view bytes, FileKind kind, const ReadOptions& options,
                         Problems& problems) {
  DecodedText decoded;
  if (auto done = decode_text(bytes, options.file, decoded); !done.ok()) return done.error();
  const bool is_json =
      options.format == "jsonl" ||
      (options.format.empty() && looks_like_jsonl(decoded.text.substr(0, 1 << 16), options.file));
  return is_json ? read_json_sheet(decoded, kind, options, problems)
                 : read_csv_sheet(decoded, kind, options, problems);
}

}  // namespace assay::formats
