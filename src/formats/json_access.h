#pragma once
// Values of a JSON object by key, with one answer for "missing" and "of another shape".

#include <simdjson.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay::formats {

// The text of a text, number, true or false; empty when it is missing, null, a list or an object.
std::string scalar_at(simdjson::dom::object from, std::string_view key);
std::string scalar_of(simdjson::dom::element value);

std::optional<double> number_at(simdjson::dom::object from, std::string_view key);  // a JSON number, finite
std::optional<simdjson::dom::array> list_at(simdjson::dom::object from, std::string_view key);
std::vector<simdjson::dom::element> elements_at(simdjson::dom::object from,
                                                std::string_view key);  // else none
std::optional<simdjson::dom::object> object_at(simdjson::dom::object from, std::string_view key);
bool has_value(simdjson::dom::object from, std::string_view key);  // there and not null
bool is_true(simdjson::dom::object from, std::string_view key);

}  // namespace assay::formats
