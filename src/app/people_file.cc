#include "app/people_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/ascii.h"
#include "formats/csv_problems.h"
#include "formats/csv_rows.h"
#include "formats/encoding.h"
#include "formats/values.h"

namespace assay::app {
namespace {

constexpr std::int64_t line_bytes_max = 64 << 10;
constexpr std::string_view list_name = "list";

Error list_refused(std::string message) { return Error{ErrorCode::invalid, std::move(message), "file"}; }

// Names of columns are plain letters: ASCII is lowered, all else stays.
std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& each : out) {
    if (each >= 'A' && each <= 'Z') each = static_cast<char>(each - 'A' + 'a');
  }
  return out;
}

// Which of the file's columns is which.
using Places = std::array<std::optional<std::size_t>, people_column_count>;

Result<Places> places_of(const formats::CsvHeader& header, PeopleFile& out) {
  Places places;
  for (std::size_t at = 0; at < header.columns.size(); ++at) {
    const std::string folded = lowered(header.columns[at]);
    const auto known = std::find(people_column_names.begin(), people_column_names.end(), folded);
    if (known == people_column_names.end()) {
      if (!folded.empty()) out.unused.push_back(header.columns[at]);
      continue;
    }
    const auto place = static_cast<std::size_t>(known - people_column_names.begin());
    if (places[place])
      return list_refused(fmt::format("two columns are named {}: take one of them out", *known));
    places[place] = at;
    out.has[place] = true;
  }
  if (out.knows(PeopleColumn::email)) return places;
  return list_refused("the first line names no column email: it is email,name,team and so on");
}

}  // namespace

std::string column_name(PeopleColumn column) {
  return std::string(people_column_names[static_cast<std::size_t>(column)]);
}

Result<PeopleFile> read_people_file(std::string_view bytes) {
  if (bytes.size() > people_bytes_max) {
    return list_refused(
        fmt::format("the list is larger than {} bytes: send it in several", people_bytes_max));
  }
  const std::string file(list_name);
  formats::DecodedText text;
  if (auto decoded = formats::decode_text(bytes, file, text); !decoded)
    return list_refused(decoded.error().message);
  formats::ReadOptions options{.file = file};
  options.line_bytes_max = line_bytes_max;
  Result<formats::CsvHeader> header = formats::read_csv_header(text.text, options);
  if (!header) return list_refused(header.error().message);
  PeopleFile out;
  Result<Places> places = places_of(header.value(), out);
  if (!places) return places.error();
  formats::CsvCursor cursor(text.text.substr(header.value().body), header.value().dialect, line_bytes_max);
  formats::CsvRowCheck check(file, header.value(), text, out.problems);
  std::vector<std::string_view> fields(header.value().columns.size());
  formats::CsvRowNotes notes;
  while (cursor.next(fields, notes)) {
    notes.line += header.value().body_line - 1;
    if (!check.usable(fields, notes)) continue;
    PeopleRow row{notes.line, {}};
    for (std::size_t at = 0; at < people_column_count; ++at) {
      if (places.value()[at]) row.cells[at] = trimmed(fields[*places.value()[at]]);
    }
    if (std::all_of(row.cells.begin(), row.cells.end(), [](const auto& cell) { return cell.empty(); })) {
      continue;
    }
    if (out.rows.size() == people_rows_max) {
      return list_refused(fmt::format("the list has more than {} rows: send it in several", people_rows_max));
    }
    out.rows.push_back(std::move(row));
  }
  return out;
}

}  // namespace assay::app
