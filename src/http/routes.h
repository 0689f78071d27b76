#pragma once
// Every route of the server, on one page (routes.cc; how people come in: access_routes.cc).

#include <vector>

#include "http/route.h"

namespace assay::http {

std::vector<Route> all_routes();

}  // namespace assay::http
