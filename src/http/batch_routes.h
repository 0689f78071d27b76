#pragma once
// The routes of batches, assignments and of an annotator's own items.

#include <vector>

#include "http/route.h"

namespace assay::http {

void add_batch_routes(std::vector<Route>& to);

}  // namespace assay::http
