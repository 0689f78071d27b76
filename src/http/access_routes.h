#pragma once
// The routes by which people come in, stay and go: set-up, sessions, tokens, users, invitations, approvals.

#include <vector>

#include "http/route.h"

namespace assay::http {

void add_access_routes(std::vector<Route>& to);

}  // namespace assay::http
