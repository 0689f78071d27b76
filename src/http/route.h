#pragma once
// A route is a row: what is asked, who may, what comes in and out, and which function answers. Everything
// that is said about the API (OpenAPI, the reference page, limits, permissions) is made from these rows.

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "http/answer.h"
#include "http/request.h"
#include "http/visitor.h"

namespace assay::http {

struct Services;  // what handlers need; services.h

// All that a handler is told.
struct Call {
  const Request& request;
  const Visitor& visitor;
  Services& services;
};

using Handler = std::function<Answer(const Call&)>;

enum class Who { anybody, signed_in, administrator };

// What a visitor may still have to do (visitor.h) when the route answers: nothing, enrol a second factor, or
// even unlock the session.
enum class Before { nothing, enrolment, unlocking };

// A parameter of the query or a header; those of the path stand in the path.
struct ParameterRow {
  std::string_view name;
  std::string_view type;  // string, integer, number, boolean
  std::string_view description;
  std::string_view in = "query";  // query, header
};

struct Route {
  std::string_view method;  // GET, POST, PUT, PATCH, DELETE; HEAD comes with GET
  std::string_view path;    // "/api/v1/projects/{id}"
  std::string_view summary;
  Who who = Who::signed_in;
  Scope scope = Scope::read;
  std::string_view body;     // name of its schema; empty: none. "bytes": anything
  std::string_view answer;   // the same
  std::string_view example;  // a JSON body that the route takes, or that it answers when it takes none
  Handler handler;
  std::size_t body_bytes_max = 1 << 20;
  std::vector<ParameterRow> parameters;
  std::string_view answer_type = "application/json";
  int status = 200;  // of the answer it is for; 303: on to another address, without a body
  Before before = Before::nothing;
};

// The routes and how a path finds its own. Cost of a look-up: the routes with as many segments.
class Router {
 public:
  explicit Router(std::vector<Route> routes);

  struct Match {
    const Route* route = nullptr;  // none: the path is unknown, or knows other methods
    std::size_t index = 0;
    std::vector<Parameter> parameters;
    std::vector<std::string_view> methods;  // that the path knows
  };
  // A segment written out wins over a parameter: /items/new before /items/{id}.
  Match find(std::string_view method, const std::vector<std::string>& segments) const;

  const std::vector<Route>& routes() const { return routes_; }

 private:
  struct Segment {
    std::string text;
    bool is_parameter = false;
  };
  std::vector<Route> routes_;
  std::vector<std::vector<Segment>> segments_;  // of each route
};

}  // namespace assay::http
