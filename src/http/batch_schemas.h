#pragma once
// The values that go over the wire about batches and assignments.

#include "http/json_schema.h"

namespace assay::http {

void add_batches(schema::Json& all);
void add_own_items(schema::Json& all);

}  // namespace assay::http
