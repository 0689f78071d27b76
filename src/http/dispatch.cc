#include "http/dispatch.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <typeinfo>
#include <utility>

#include "app/messages.h"
#include "base/hash.h"
#include "base/keys.h"
#include "http/client_address.h"
#include "http/protection.h"
#include "http/services.h"
#include "http/target.h"

namespace assay::http {
namespace {

bool is_id_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
}

Answer refusal_answer(Refusal refusal) {
  switch (refusal) {
    case Refusal::target_too_long:
      return refused(status_target_too_long, "invalid", "the address is too long");
    case Refusal::headers_too_large:
      return refused(status_headers_too_large, "invalid", "the headers are too many or too long");
    case Refusal::malformed:
      return refused(400, "invalid",
                     "this is no request of HTTP/1.1: one Host, and every header that says how to "
                     "read it once");
    case Refusal::length_unknown:
      return refused(status_length_required, "invalid",
                     "say how long the body is (Content-Length); it is not taken in chunks");
    case Refusal::body_too_large:
    case Refusal::none:
      break;
  }
  return refused(status_body_too_large, "invalid", "the body is larger than this server takes");
}

// Whether a header that decides something comes twice: one of us would go by the first, a proxy by the last.
bool says_twice(const Request& request) {
  static constexpr std::array names = {"Host",      "Authorization", "Cookie",          "Content-Type",
                                       csrf_header, "If-Match",      "Idempotency-Key", "Content-Length"};
  return std::any_of(names.begin(), names.end(), [&](const char* name) {
    return std::count_if(request.headers.begin(), request.headers.end(),
                         [&](const Header& header) { return same_name(header.name, name); }) > 1;
  });
}

bool is_of_the_head(Refusal refusal) {
  return refusal != Refusal::none && refusal != Refusal::body_too_large;
}

std::string joined(const std::vector<std::string_view>& methods) {
  std::string text;
  for (const std::string_view method : methods) {
    text += (text.empty() ? "" : ", ") + std::string(method);
    if (method == "GET") text += ", HEAD";
  }
  return text;
}

Answer wrong_method(const Router::Match& match, std::string_view method) {
  Answer answer = refused(status_method_not_allowed, "invalid",
                          fmt::format("this address takes {}", joined(match.methods)));
  if (method == "OPTIONS") {
    answer = {};
    answer.status = 204;
    answer.type = "";
  }
  add_header(answer, "Allow", joined(match.methods));
  return answer;
}

bool is_json(const Request& request) {
  std::string_view type = header_value(request, "Content-Type").value_or("");
  type = type.substr(0, type.find(';'));
  while (!type.empty() && type.back() == ' ') type.remove_suffix(1);
  return same_name(type, "application/json");
}

// What the route says about the body. A body of another type is refused because browsers let any page send
// forms and plain text here.
std::optional<Answer> refused_body(const Request& request, const Route& route) {
  if (request.refusal == Refusal::body_too_large || request.body.size() > route.body_bytes_max) {
    return refused(
        status_body_too_large, "invalid",
        fmt::format("the body is larger than the {} bytes this address takes", route.body_bytes_max));
  }
  if (route.body.empty() && !request.body.empty() && request.body != "{}") {
    return error_answer({ErrorCode::invalid, "this address takes no body", "body"});
  }
  if (!route.body.empty() && route.body != "bytes" && !is_json(request)) {
    return refused(415, "invalid", "send the body as Content-Type: application/json");
  }
  return std::nullopt;
}

// What the visitor has to do first.
std::optional<Answer> refused_before(const Route& route, const Visitor& visitor) {
  if (route.who == Who::anybody || route.before == Before::unlocking) return std::nullopt;
  if (visitor.must == Must::unlock) {
    return refused(status_unauthenticated, "session_locked",
                   "nobody was here for a while: unlock the session with your password");
  }
  if (visitor.must == Must::enrol && route.before != Before::enrolment) {
    return refused(status_of(ErrorCode::forbidden), "second_factor_required",
                   "this server demands a second factor: enrol one before anything else");
  }
  return std::nullopt;
}

// What the route says about who asks.
std::optional<Answer> refused_visitor(const Request& request, const Route& route, const Visitor& visitor) {
  if (route.who != Who::anybody && !visitor.user) {
    return refused(status_unauthenticated, "unauthenticated", "sign in, or send a token");
  }
  if (auto answer = refused_before(route, visitor)) return answer;
  if (visitor.way == Way::cookie && route.scope == Scope::write &&
      !equal_in_constant_time(header_value(request, csrf_header).value_or(""), visitor.csrf_token)) {
    return error_answer(
        {ErrorCode::forbidden,
         fmt::format("requests that change something carry {} from GET /api/v1/session", csrf_header),
         csrf_header});
  }
  if (visitor.way == Way::token && route.scope == Scope::write && visitor.scope == Scope::read) {
    return error_answer({ErrorCode::forbidden, "this token is for reading only", "Authorization"});
  }
  if (route.who == Who::administrator && !visitor.user->administrator) {
    return error_answer({ErrorCode::forbidden, "only a server administrator may do this", ""});
  }
  return std::nullopt;
}

Answer too_many(std::int64_t wait_seconds) {
  Answer answer =
      refused(status_too_many, "too_many",
              fmt::format("too many requests within a minute: go on in {} seconds", wait_seconds));
  add_header(answer, "Retry-After", std::to_string(wait_seconds));
  return answer;
}

// What somebody is answered who tries doors.
bool is_refusal(int status) {
  return status == status_unauthenticated || status == status_of(ErrorCode::forbidden) ||
         status == status_of(ErrorCode::not_found) || status == status_too_many;
}

std::string path_of(const std::vector<std::string>& segments) {
  std::string path;
  for (const std::string& segment : segments) path += "/" + segment;
  return path.empty() ? "/" : path;
}

// A page whose address was typed with a slash at its end stands without it. Nothing: no page is asked for.
std::optional<Answer> page_elsewhere(const Request& request) {
  const bool reads = request.method == "GET" || request.method == "HEAD";
  if (!reads || request.target.rfind("/api/", 0) == 0) return std::nullopt;
  const std::optional<std::string> place = without_last_slash(request.target);
  if (!place) return std::nullopt;
  Answer answer = text_answer("");
  answer.status = status_moved;
  add_header(answer, "Location", *place);
  return answer;
}

LogLevel level_of(int status) {
  if (status >= 500) return LogLevel::error;
  return status >= 400 ? LogLevel::warning : LogLevel::info;
}

}  // namespace

std::string request_id_of(const Request& request) {
  const std::string_view brought = header_value(request, "X-Request-Id").value_or("");
  if (brought.size() >= 8 && brought.size() <= 64 &&
      std::all_of(brought.begin(), brought.end(), is_id_character)) {
    return std::string(brought);
  }
  const std::string bytes = random_bytes(12);
  return hex({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
}

Answer Dispatcher::answer(Request request) const {
  const std::int64_t begin = with_.clock.monotonic_us();
  request.id = request_id_of(request);
  request.peer = request.address;
  if (with_.proxy == Proxy::on_this_machine) request.address = client_address(request);
  Router::Match match;
  Answer answer = routed(request, match);
  add_header(answer, "X-Request-Id", request.id);
  protect(answer, request.transport);
  const std::int64_t us = with_.clock.monotonic_us() - begin;
  with_.metrics.count(match.route != nullptr ? match.index : Metrics::no_route, answer.status, us);
  return answer;
}

Answer Dispatcher::routed(Request& request, Router::Match& match) const {
  const std::int64_t begin = with_.clock.monotonic_us();
  std::string user;
  Answer answer;
  auto target = read_target(request.target);
  if (request.refusal == Refusal::none && says_twice(request)) request.refusal = Refusal::malformed;
  if (is_of_the_head(request.refusal)) {
    answer = refusal_answer(request.refusal);
  } else if (!target.ok()) {
    answer = page_elsewhere(request).value_or(error_answer(target.error()));
  } else {
    request.query = std::move(target.value().query);
    request.path = path_of(target.value().segments);
    request.cookies = read_cookies(header_value(request, "Cookie").value_or(""));
    const bool reads = request.method == "GET" || request.method == "HEAD";
    match = with_.router.find(reads ? "GET" : request.method, target.value().segments);
    request.parameters = std::move(match.parameters);
    if (match.route != nullptr) {
      answer = asked(request, *match.route, user);
    } else if (!match.methods.empty()) {
      answer = wrong_method(match, request.method);
    } else if (with_.page && reads && request.path != "/api" && request.path.rfind("/api/", 0) != 0) {
      answer = with_.page(request);
    } else {
      answer = error_answer({ErrorCode::not_found, "there is nothing at this address", "path"});
    }
  }
  // The path as the route has it: names and queries may say what an item is about.
  with_.log.write(level_of(answer.status), "request",
                  {{"request_id", request.id},
                   {"method", match.route != nullptr ? match.route->method : std::string_view("-")},
                   {"route", match.route != nullptr ? match.route->path : std::string_view("-")},
                   {"status", answer.status},
                   {"us", with_.clock.monotonic_us() - begin},
                   {"user", user},
                   {"address", request.address}});
  return answer;
}

Answer Dispatcher::asked(const Request& request, const Route& route, std::string& user) const {
  if (auto answer = refused_body(request, route)) return *std::move(answer);
  Result<Visitor> visitor = Visitor{};
  if (with_.identify) visitor = with_.identify(request);
  if (!visitor.ok() && visitor.error().code == ErrorCode::unavailable) return error_answer(visitor.error());
  if (!visitor.ok()) {
    // Who comes with a stale cookie may still sign in.
    if (route.who != Who::anybody) {
      return refused(status_unauthenticated, "unauthenticated", visitor.error().message);
    }
    visitor = Visitor{};
  }
  if (visitor.value().user) user = std::to_string(visitor.value().user->id.value);
  return taken(request, route, visitor.value());
}

// Answers, and counts for whom: by account, or by address of who has none.
Answer Dispatcher::taken(const Request& request, const Route& route, const Visitor& visitor) const {
  Traffic* traffic = with_.services.traffic;
  if (traffic == nullptr) return allowed(request, route, visitor);
  const std::string key = visitor.user ? fmt::format("user {}", visitor.user->id.value)
                                       : fmt::format("address {}", request.address);
  const std::int64_t wait = traffic->wait_seconds(key);
  Answer answer = wait == 0 ? allowed(request, route, visitor) : too_many(wait);
  if (is_refusal(answer.status) && traffic->refused(key) && with_.services.app != nullptr) {
    // Their request is answered as it is, whether or not somebody could be told.
    const auto told = app::tell_of_refusals(
        *with_.services.app, caller_of({request, visitor, with_.services}), Traffic::refusals_max);
    static_cast<void>(told);
  }
  return answer;
}

Answer Dispatcher::allowed(const Request& request, const Route& route, const Visitor& visitor) const {
  if (auto answer = refused_visitor(request, route, visitor)) return *std::move(answer);
  return in_turn(request, route, visitor);
}

Answer Dispatcher::in_turn(const Request& request, const Route& route, const Visitor& visitor) const {
  if (route.who != Who::anybody || route.scope != Scope::write) return called(request, route, visitor);
  if (!turns_.take()) {
    Answer answer = refused(503, "unavailable", "too many are signing in: try again in a moment");
    add_header(answer, "Retry-After", "1");
    return answer;
  }
  Answer answer = called(request, route, visitor);  // throws nothing
  turns_.give_back();
  return answer;
}

// What leaves a handler as an exception is our own mistake or a library's: this request fails, no other. The
// log gets its text only when it is our own, because a library's may quote what it was given.
Answer Dispatcher::called(const Request& request, const Route& route, const Visitor& visitor) const {
  try {
    return route.handler({request, visitor, with_.services});
  } catch (const std::logic_error& mistake) {
    with_.log.write(LogLevel::error, "mistake", {{"request_id", request.id}, {"what", mistake.what()}});
  } catch (const std::exception& mistake) {
    with_.log.write(LogLevel::error, "mistake",
                    {{"request_id", request.id}, {"what", typeid(mistake).name()}});
  }
  return error_answer({ErrorCode::internal,
                       fmt::format("the server made a mistake; its log has it under {}", request.id), ""});
}

}  // namespace assay::http
