#pragma once
// JSON Schema (2020-12, as OpenAPI 3.1 uses it) by functions, so that a schema reads like the value it
// describes.

#include <initializer_list>
#include <nlohmann/json_fwd.hpp>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::http::schema {

using Json = nlohmann::ordered_json;

Json text();
Json text(std::string_view format);  // date-time, ...
Json integer();
Json number();
Json share();  // 0..1
Json boolean();
Json anything();
// One of the documents that docs/reference describes key by key; x-document carries its name.
Json document(std::string_view name);
Json list_of(Json members);
Json one_of(std::vector<std::string_view> words);
Json nullable(Json value);
Json either(std::vector<Json> values);
Json map_of(Json values);  // an object with any names
Json ref(std::string_view name);
// Fields by name; a name that ends in "?" need not be there. No other names.
Json object(const std::vector<std::pair<std::string_view, Json>>& fields);
// {items, next}
Json page_of(Json members);

}  // namespace assay::http::schema
