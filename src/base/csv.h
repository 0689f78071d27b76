#pragma once
// Cells of CSV as Assay writes it: RFC 4180, UTF-8, comma, LF, a header always.

#include <string>
#include <string_view>

namespace assay {

// Appends a cell of text, quoted where it must be. Text that a spreadsheet would run as a formula (first
// character one of = + - @, their wide forms, tab or a line's end, and not a plain number) is quoted and gets
// a leading apostrophe; so does text that already looks like that, so that csv_unguarded() always gives back
// what was written.
void append_csv_text(std::string& line, std::string_view text);

// The content of a quoted cell without the apostrophe that append_csv_text (or another program, the
// convention is OWASP's) put before a formula; every other content as it is.
std::string_view csv_unguarded(std::string_view content);

// Appends a number that reads back as the same double.
void append_csv_number(std::string& line, double value);

}  // namespace assay
