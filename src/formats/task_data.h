#pragma once
// The data of tasks as attributes of items: numbers, yes and no, and short texts that repeat.

#include <simdjson.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "labels/dictionary.h"
#include "labels/table.h"

namespace assay::formats {

// A field is an attribute when every value that is there is a number, or a text of at most text_bytes_max
// bytes of which at most values_max are different and most are met more than once. Longer texts, lists and
// objects are what was labelled, not a property by which to compare. Memory: bounded per item and field.
class TaskData {
 public:
  static constexpr std::size_t fields_max = 100;
  static constexpr std::size_t text_bytes_max = 60;
  static constexpr std::uint32_t values_max = 1000;

  // Takes every key but those named.
  void add(std::uint32_t item, simdjson::dom::object data, std::span<const std::string_view> but_for = {});

  // The attributes found, as texts by item code; what add() was given is used up.
  std::vector<labels::Attribute> take();

 private:
  struct Field {
    labels::Attribute attribute;
    bool is_out = false;      // once something did not fit
    bool all_numbers = true;  // so far
  };
  void put(Field& field, std::uint32_t item, simdjson::dom::element value);
  static bool is_attribute(const Field& field);

  labels::Dictionary names_;
  std::vector<Field> fields_;
  std::string text_;
};

}  // namespace assay::formats
