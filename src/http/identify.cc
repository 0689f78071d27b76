#include "http/identify.h"

#include <algorithm>

#include "app/users.h"
#include "base/clock.h"
#include "http/services.h"
#include "http/wire_values.h"

namespace assay::http {
namespace {

constexpr std::string_view bearer = "Bearer ";

// A page's event stream comes back by itself for as long as the page is open, and cannot say for how long
// nobody was there: it is no use of a session.
std::int64_t idle_us(const Request& request) {
  if (header_value(request, "Accept").value_or("") == "text/event-stream") return domain::session_life_us;
  const auto seconds = id_from(header_value(request, idle_header).value_or(""));
  return std::min(seconds.value_or(0), domain::session_life_us / second_us) * second_us;
}

Result<Visitor> by_token(app::Context& context, std::string_view token) {
  auto found = app::token_user(context, token);
  if (!found.ok()) return found.error();
  Visitor visitor;
  visitor.way = Way::token;
  visitor.user = found.value().user;
  visitor.scope = found.value().access == app::Access::write ? Scope::write : Scope::read;
  visitor.token_expires_at = found.value().expires_at;
  visitor.must = app::lacks_demanded_factor(context, *visitor.user, {}) ? Must::enrol : Must::nothing;
  return visitor;
}

Result<Visitor> by_cookie(app::Context& context, std::string_view secret, const Request& request) {
  auto session = app::session_of(context, secret, idle_us(request));
  if (!session.ok()) return session.error();
  Visitor visitor;
  visitor.way = Way::cookie;
  visitor.user = session.value().user;
  visitor.csrf_token = session.value().csrf_token;
  visitor.session = session.value().id;
  const auto methods = app::methods_from(session.value().methods);
  if (app::lacks_demanded_factor(context, *visitor.user, methods)) visitor.must = Must::enrol;
  if (session.value().locked) visitor.must = Must::unlock;
  return visitor;
}

}  // namespace

Identify identify_by(app::Context& context, const ProxyHeader& proxy, Cookies cookies) {
  return [&context, &proxy, cookies](const Request& request) -> Result<Visitor> {
    if (const auto header = header_value(request, "Authorization")) {
      if (header->substr(0, bearer.size()) != bearer) {
        return Error{ErrorCode::invalid, "send Authorization: Bearer with a token", "Authorization"};
      }
      return by_token(context, header->substr(bearer.size()));
    }
    const auto secret = cookie_value(request, session_cookie_of(request, cookies));
    if (!secret) return Visitor{};
    Result<Visitor> visitor = by_cookie(context, *secret, request);
    const auto said = proxy.person(request);
    if (visitor && said && said.value() && *said.value() != visitor.value().user->email) {
      return Error{ErrorCode::not_found, "the session is of somebody else than the proxy says; sign in", ""};
    }
    return visitor;
  };
}

app::Caller caller_of(const Call& call) {
  app::Caller caller;
  if (call.visitor.user) caller.user = *call.visitor.user;
  caller.access = call.visitor.scope == Scope::write ? app::Access::write : app::Access::read;
  caller.request_id = call.request.id;
  if (call.services.app != nullptr) caller.at_us = call.services.app->clock.now_us();
  caller.address = call.request.address;
  caller.came_by = call.visitor.way == Way::token ? app::CameBy::token : app::CameBy::session;
  caller.session = call.visitor.session;
  caller.token_expires_at = call.visitor.token_expires_at;
  return caller;
}

}  // namespace assay::http
