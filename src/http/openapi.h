#pragma once
// The contract of the API, made from the route rows: OpenAPI 3.1 as JSON. The page that shows it to people is
// in src/http/reference and reads this document.

#include <string>
#include <vector>

#include "http/route.h"

namespace assay::http {

enum class Layout { compact, indented };
std::string openapi_json(const std::vector<Route>& routes, Layout layout = Layout::compact);

}  // namespace assay::http
