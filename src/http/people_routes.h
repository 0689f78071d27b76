#pragma once
// The routes of people in bulk, and of what teams do.

#include <vector>

#include "http/route.h"

namespace assay::http {

void add_people_routes(std::vector<Route>& to);

}  // namespace assay::http
