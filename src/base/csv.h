#pragma once
// Cells of CSV as Assay writes it: RFC 4180, UTF-8, comma, LF, a header always.

#include <string>
#include <string_view>

namespace assay {

// Appends a cell of text, quoted where it must be. Text that a spreadsheet would run as a formula (first
// character one of = + - @, tab or carriage return, and not a plain number) gets a leading apostrophe.
void append_csv_text(std::string& line, std::string_view text);

// Appends a number that reads back as the same double.
void append_csv_number(std::string& line, double value);

}  // namespace assay
