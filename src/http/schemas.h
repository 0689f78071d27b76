#pragma once
// The named values that go over the wire: what route rows name as body and answer.

#include <nlohmann/json_fwd.hpp>

namespace assay::http {

// Name -> JSON Schema, in the order of the reference page.
nlohmann::ordered_json wire_schemas();

}  // namespace assay::http
