#pragma once
// The elements of a JSON array, or JSON values one after another, cut out of the text one at a time: memory
// is that of one element however long the text is.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace assay::formats {

struct JsonElement {
  std::string_view text;    // from its first to its last byte; not checked beyond its brackets and quotes
  std::int64_t number = 0;  // 1, 2, 3, ...
  std::int64_t line = 0;    // the line it begins on, from 1
  std::size_t byte = 0;     // the byte it begins at, from 1
};

class JsonElements {
 public:
  JsonElements(std::string_view text, std::string file);

  // The next element; false at the end. Error, with line and byte: the text ends inside an element or the
  // array, nests deeper than depth_max, or goes on after its end. After an Error there is no more.
  Result<bool> next(JsonElement& element);

  bool is_array() const { return is_array_; }
  static constexpr int depth_max = 1024;

 private:
  void skip_blanks();
  Result<bool> end_of_array();
  Result<Done> cut_element(JsonElement& element);
  Result<std::size_t> end_of_nested(std::size_t from) const;
  std::size_t end_of_scalar(std::size_t from) const;
  Error broken(std::size_t at, std::string message) const;

  std::string_view text_;
  std::string file_;
  std::size_t at_ = 0;
  std::int64_t line_ = 1;
  std::int64_t number_ = 0;
  bool is_array_ = false;
  bool ended_ = false;
};

}  // namespace assay::formats
