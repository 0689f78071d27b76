#include "formats/csv_problems.h"

#include <fmt/format.h>

namespace assay::formats {

void CsvRowCheck::problem(std::int64_t row, std::string column, std::string message) {
  problems_.add({.file = file_, .row = row, .column = std::move(column), .message = std::move(message)});
}

bool CsvRowCheck::usable_after_look(const std::vector<std::string_view>& fields, const CsvRowNotes& notes) {
  if (notes.too_long) {
    problem(notes.line, "", "the line is too long for a row of annotations: it is left out");
    return false;
  }
  if (notes.quote_unclosed) {
    problem(notes.line, "",
            "a quote is opened and never closed: it and all later quotes are taken as ordinary characters");
  }
  if (notes.text_after_quote) {
    problem(notes.line, "", "text follows a closing quote: taken as part of the cell");
  }
  const bool forgiven = notes.field_count > fields.size() && notes.only_blank_beyond;
  if (notes.field_count != fields.size() && !forgiven) {
    problem(notes.line, "",
            fmt::format("{} cells where the header has {}: the row is left out", notes.field_count,
                        fields.size()));
    return false;
  }
  for (std::size_t at = 0; looks_for_broken_ && at < fields.size(); ++at) {
    if (fields[at].find(replacement_character) == std::string_view::npos) continue;
    problem(notes.line, header_.columns[at],
            "bytes that are not UTF-8 are shown as \xEF\xBF\xBD: save the file as UTF-8");
  }
  return true;
}

std::string describe_csv(const CsvHeader& header, const std::string& encoding) {
  return fmt::format("{}, {}, {}", delimiter_name(header.dialect.delimiter), encoding,
                     header.present ? "header" : "no header");
}

}  // namespace assay::formats
