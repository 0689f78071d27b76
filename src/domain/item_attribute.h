#pragma once
// What a project declares of its items' attributes: which there are, of which type, and which an item must
// have. What is not declared is free.
//
// No message quotes a value: items may be about people, and refusals are kept in the open.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace assay::domain {

struct ItemAttribute {
  std::string name;
  std::string type = "text";  // text, number, boolean, date, choice
  bool required = false;
  std::string description;
  std::vector<std::string> values;  // of a choice: at least one
};

inline constexpr std::size_t attributes_declared_max = 200;
inline constexpr std::size_t attribute_values_max = 1000;

// Every name once, known types, values of choices alone and each once. The error names the attribute.
Result<Done> check_declared(const std::vector<ItemAttribute>& declared);

// Whether a value that an item has, as text, is one of the attribute. Dates are days: 2026-03-31. Numbers are
// finite, with a point; booleans true or false in any case of letters.
bool fits(const ItemAttribute& attribute, std::string_view value);

// The attributes of an item (a JSON object) as they are kept: numbers as numbers, all else that is declared
// as text (true and false in lower case); null and empty texts of declared attributes as missing. Error
// `invalid` when one does not fit or a required one is missing: where is attributes.NAME, the message says
// what to write. Without a declaration, and when it is no object: as it came.
Result<std::string> fitted_attributes(const std::vector<ItemAttribute>& declared, std::string attributes);

// Canonical JSON and back.
std::string attributes_json(const std::vector<ItemAttribute>& declared);
Result<std::vector<ItemAttribute>> attributes_from_json(std::string_view json);

}  // namespace assay::domain
