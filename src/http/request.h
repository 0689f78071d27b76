#pragma once
// A request as handlers see it. Plain data; the views in it live as long as the exchange, so a handler that
// keeps something copies it. Everything in it came from outside and is hostile until checked.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay::http {

struct Header {
  std::string name;
  std::string value;
};

// A name and its decoded value: of a path, a query or a cookie.
struct Parameter {
  std::string name;
  std::string value;
};

// What the server saw that it will not read further. The answer is made like any other, then the connection
// is closed.
enum class Refusal { none, target_too_long, headers_too_large, body_too_large, malformed, length_unknown };

enum class Transport { plain, tls };

struct Request {
  // As it came.
  std::string method;  // "GET"
  std::string target;  // "/api/v1/items?limit=10", not decoded
  std::vector<Header> headers;
  std::string_view body;
  std::string address;  // of the peer; the dispatcher puts the person's in its place where a proxy says it
  Transport transport = Transport::plain;
  Refusal refusal = Refusal::none;

  // What the dispatcher makes of it.
  std::string peer;                   // the address at the other end of the connection, a proxy's perhaps
  std::string id;                     // of the request, in the log, the audit event and X-Request-Id
  std::string path;                   // decoded, "/api/v1/items"
  std::vector<Parameter> parameters;  // of the path, named by the route
  std::vector<Parameter> query;
  std::vector<Parameter> cookies;
};

// The first value of that name; names of headers do not mind case. Empty optional: not there.
std::optional<std::string_view> header_value(const Request& request, std::string_view name);
std::optional<std::string_view> query_value(const Request& request, std::string_view name);
std::optional<std::string_view> cookie_value(const Request& request, std::string_view name);
// The value of a path parameter that the route has; asking for another one is our own mistake.
std::string_view path_value(const Request& request, std::string_view name);

// ASCII only, as HTTP compares names.
bool same_name(std::string_view a, std::string_view b);

}  // namespace assay::http
