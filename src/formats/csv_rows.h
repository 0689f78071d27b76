#pragma once
// Rows and fields of delimited text: RFC 4180 with any one-byte delimiter, quotes, embedded line ends, CRLF.

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formats/reader.h"

namespace assay::formats {

struct CsvDialect {
  char delimiter = ',';
  char newline = '\n';      // '\r' in files of the old Macintosh
  bool has_quotes = false;  // does a double quote occur anywhere in the text?
};

// What was unusual about a row. The row's fields are usable unless it is too long.
struct CsvRowNotes {
  std::int64_t line = 0;          // the line it begins on, from 1
  std::size_t field_count = 0;    // as found; fields beyond those asked for are counted, not kept
  bool only_blank_beyond = true;  // the fields beyond those asked for were all empty
  bool quote_unclosed = false;    // a quote that never closed was taken as an ordinary character, and so are
                                  // all quotes after it
  bool text_after_quote = false;  // "a"b: kept as ab
  bool too_long = false;          // longer than line_bytes_max; has no fields
};

// Reads row after row. Fields are views into the text, or into the cursor until the next row when quotes had
// to be undone. In quoted cells the apostrophe that guards a formula is taken off (base/csv.h). Lines that
// are empty are passed over. Cost: one pass, 64 bytes at a time; memory: one row.
class CsvCursor {
 public:
  CsvCursor(std::string_view text, const CsvDialect& dialect, std::int64_t line_bytes_max);

  // Puts the row's fields into fields[0 .. fields.size()-1], empty where the row is short. False at the end.
  bool next(std::vector<std::string_view>& fields, CsvRowNotes& notes);

  std::int64_t line() const { return line_; }  // of the next row
  std::size_t offset() const { return static_cast<std::size_t>(at_ - begin_); }

 private:
  void look_at(const char* place);
  const char* next_separator();
  const char* quoted_field(std::size_t index, std::string_view& field, CsvRowNotes& notes);
  void read_row(std::vector<std::string_view>& fields, CsvRowNotes& notes);
  void read_unquoted_row(std::vector<std::string_view>& fields, CsvRowNotes& notes);

  const char* begin_;
  const char* at_;  // the next row
  const char* end_;
  const char* block_;  // 64 bytes whose separators are the bits of mask_
  std::uint64_t mask_ = 0;
  CsvDialect dialect_;
  std::size_t length_max_;
  std::int64_t line_ = 1;
  std::deque<std::string> undone_;  // fields whose quotes were undone; views into them outlive its growth
};

// The header of a file and the dialect by which it makes most sense.
struct CsvHeader {
  CsvDialect dialect;
  std::vector<std::string> columns;  // trimmed; numbered names "1", "2", ... when there is no header line
  bool present = true;
  std::size_t body = 0;        // where the rows begin
  std::int64_t body_line = 1;  // the line they begin on
};

// Error: no line to read, a header line that is too long, two columns of one name.
Result<CsvHeader> read_csv_header(std::string_view text, const ReadOptions& options);

const char* delimiter_name(char delimiter);  // "comma", "tab", "semicolon", "pipe", "delimiter"

}  // namespace assay::formats
