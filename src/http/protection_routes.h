#pragma once
// The routes of what protects items about people.

#include <vector>

#include "http/json_schema.h"
#include "http/route.h"

namespace assay::http {

void add_item_protection(std::vector<Route>& to);
void add_protection_schemas(schema::Json& all);

}  // namespace assay::http
