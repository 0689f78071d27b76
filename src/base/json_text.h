#pragma once
// JSON from text and to text. Parser and writer are compiled once, here: either costs a compiler seconds
// wherever it is called directly.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace assay {

// `Json` is nlohmann::json or nlohmann::ordered_json. Discarded (is_discarded()) when the text is not JSON;
// asking that for a member throws, as our own mistakes do. Cost: one pass; nesting takes no stack.
template <class Json>
Json json_from(std::string_view text);

template <>
nlohmann::json json_from<nlohmann::json>(std::string_view text);
template <>
nlohmann::ordered_json json_from<nlohmann::ordered_json>(std::string_view text);

// On one line, or with so many blanks a level. Bytes that are no UTF-8 become replacement characters.
inline constexpr int on_one_line = -1;
std::string json_text(const nlohmann::json& json, int indent = on_one_line);
std::string json_text(const nlohmann::ordered_json& json, int indent = on_one_line);

}  // namespace assay
