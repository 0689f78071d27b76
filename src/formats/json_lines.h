#pragma once
// One JSON object per line, and JSON values as the texts the table holds.

#include <simdjson.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "formats/problem.h"
#include "formats/reader.h"

namespace assay::formats {

// Parses one JSON text at a time in memory of its own. Nesting deeper than 1024 is an error, not a crash.
class JsonParser {
 public:
  // The element is valid until the next call. On failure `why` says what is wrong with the text.
  bool parse(std::string_view text, simdjson::dom::element& element, std::string& why);

 private:
  simdjson::dom::parser parser_;
  std::string padded_;
};

// Goes over the lines of a text. Lines that are no JSON object, or too long, are listed and passed over;
// empty lines are passed over.
class JsonLines {
 public:
  JsonLines(std::string_view text, const ReadOptions& options, Problems& problems)
      : rest_(text), options_(options), problems_(problems) {}

  // The object is valid until the next call. False at the end.
  bool next(simdjson::dom::object& object);
  std::int64_t line() const { return line_; }  // of the object

 private:
  void problem(std::string message);

  std::string_view rest_;
  const ReadOptions& options_;
  Problems& problems_;
  JsonParser parser_;
  std::int64_t line_ = 0;
};

// Strings as they are, numbers in their shortest form, true and false; null is empty; an array of strings is
// a label set (["a","b"], sorted). False: an object or another array.
bool json_text(simdjson::dom::element element, std::string& text);

}  // namespace assay::formats
