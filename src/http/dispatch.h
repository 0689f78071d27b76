#pragma once
// From a request to its answer: reads the target, finds the route, asks who it is, checks what they may,
// calls the handler, and puts on what every answer carries: the request's id, the headers of security, a line
// in the log, a count. Thread safe.

#include <functional>
#include <memory>
#include <string>

#include "base/clock.h"
#include "base/log.h"
#include "http/answer.h"
#include "http/metrics.h"
#include "http/request.h"
#include "http/route.h"
#include "http/turns.h"
#include "http/visitor.h"

namespace assay::http {

inline constexpr std::size_t anybody_at_once_max = 4;
inline constexpr std::size_t anybody_waiting_max = 12;

enum class Proxy { none, on_this_machine };  // one that ends https and says where people come from

// What the dispatcher works with; all of it outlives it.
struct Surroundings {
  const Router& router;
  Metrics& metrics;
  const Log& log;
  const Clock& clock;
  Services& services;
  Identify identify;
  // Answers GET for paths that are no route and do not begin with /api: the web application. Empty: 404.
  std::function<Answer(const Request&)> page;
  Proxy proxy = Proxy::none;
};

class Dispatcher {
 public:
  explicit Dispatcher(Surroundings surroundings) : with_(std::move(surroundings)) {}
  // Fills in the request's second half and answers. Never throws.
  Answer answer(Request request) const;

 private:
  Answer routed(Request& request, Router::Match& match) const;
  Answer asked(const Request& request, const Route& route, std::string& user) const;
  Answer taken(const Request& request, const Route& route, const Visitor& visitor) const;
  Answer allowed(const Request& request, const Route& route, const Visitor& visitor) const;
  Answer in_turn(const Request& request, const Route& route, const Visitor& visitor) const;
  Answer called(const Request& request, const Route& route, const Visitor& visitor) const;
  Surroundings with_;
  // Of those who are not signed in and change something: they sign in, set up, and each costs 64 MB and a
  // part of a second. Few at once also means few guesses before the first is counted.
  mutable Turns turns_{anybody_at_once_max, anybody_waiting_max};
};

// The id a request brought with it, if it is one (letters, digits, "-", "_"; 8 to 64), else a new one.
std::string request_id_of(const Request& request);

}  // namespace assay::http
