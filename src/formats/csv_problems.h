#pragma once
// What can be wrong with a row of CSV before anybody asks what it means.

#include <string>
#include <string_view>
#include <vector>

#include "formats/csv_rows.h"
#include "formats/encoding.h"
#include "formats/problem.h"

namespace assay::formats {

class CsvRowCheck {
 public:
  // Also lists the cells that hold U+FFFD when the text had broken bytes.
  CsvRowCheck(const std::string& file, const CsvHeader& header, const DecodedText& text, Problems& problems)
      : file_(file), header_(header), looks_for_broken_(text.was_broken), problems_(problems) {}

  // Lists what is wrong with the row. False: it must be left out, since its cells cannot be told apart (too
  // few or too many of them; empty ones too many are forgiven) or it is too long.
  bool usable(const std::vector<std::string_view>& fields, const CsvRowNotes& notes) {
    const bool plain = notes.field_count == fields.size() && !notes.quote_unclosed &&
                       !notes.text_after_quote && !notes.too_long && !looks_for_broken_;
    return plain || usable_after_look(fields, notes);
  }

 private:
  bool usable_after_look(const std::vector<std::string_view>& fields, const CsvRowNotes& notes);
  void problem(std::int64_t row, std::string column, std::string message);

  const std::string& file_;
  const CsvHeader& header_;
  bool looks_for_broken_;
  Problems& problems_;
};

// "comma, UTF-8, header"
std::string describe_csv(const CsvHeader& header, const std::string& encoding);

}  // namespace assay::formats
