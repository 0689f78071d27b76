#pragma once
// What each route asks of who calls it: a verb of app/permissions, or one of the words below. Every route has
// a row; a test sees to it, and asks every route as every role.

#include <span>
#include <string>
#include <string_view>

namespace assay::http {

struct RouteRight {
  std::string_view method, path;
  // The name of a verb of app/permissions; or "anybody"; "signed_in": what is shown is the caller's own;
  // "administrator": of the server; "own_organisation": its leads, and the administrator.
  std::string_view right;
};
std::span<const RouteRight> route_rights();
// Empty when the route has no row.
std::string_view right_of(std::string_view method, std::string_view path);

// Roles by verbs and routes by rights, as docs/reference/rights.md has them.
std::string rights_page();

}  // namespace assay::http
