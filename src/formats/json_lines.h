#pragma once
// JSON objects, one per line or in one array, and JSON values as the texts the table holds.

#include <simdjson.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "formats/json_elements.h"
#include "formats/problem.h"
#include "formats/reader.h"

namespace assay::formats {

// Parses one JSON text at a time in memory of its own. Nesting deeper than 1024 is an error, not a crash.
class JsonParser {
 public:
  // The element is valid until the next call. On failure `why` says what is wrong with the text.
  // Escaped NUL characters are read as U+FFFD: no other format could hold them.
  bool parse(std::string_view text, simdjson::dom::element& element, std::string& why);
  bool had_nul() const { return had_nul_; }  // had the last text any?

 private:
  simdjson::dom::parser parser_;
  std::string padded_;
  bool had_nul_ = false;
};

// Goes over the objects of a text: one per line, or the elements of the one array that the text is. What is
// no JSON object, or too long, is listed and passed over; empty lines are passed over. A broken array is
// listed and ends there.
class JsonLines {
 public:
  JsonLines(std::string_view text, const ReadOptions& options, Problems& problems);

  // The object is valid until the next call. False at the end.
  bool next(simdjson::dom::object& object);
  std::int64_t line() const { return row_; }  // of the object; in an array its number, from 1
  bool is_array() const { return elements_.has_value(); }

 private:
  bool next_text(std::string_view& text);
  bool next_line(std::string_view& text);
  bool next_element(std::string_view& text);
  void problem(std::string message);

  std::string_view rest_;
  const ReadOptions& options_;
  Problems& problems_;
  JsonParser parser_;
  std::optional<JsonElements> elements_;
  std::int64_t row_ = 0;
};

// Strings as they are, numbers in their shortest form, true and false; null is empty; an array of strings, or
// {"choices": one}, is a label set (["a","b"], sorted). False: another object or array.
bool element_text(simdjson::dom::element element, std::string& text);

}  // namespace assay::formats
