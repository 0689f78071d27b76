#pragma once
// JSON from text. The parser is compiled once, here: it costs a compiler ten seconds wherever it is called
// directly.

#include <nlohmann/json.hpp>
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

}  // namespace assay
