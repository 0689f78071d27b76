#include "http/identify.h"

#include "app/users.h"
#include "http/services.h"

namespace assay::http {
namespace {

constexpr std::string_view bearer = "Bearer ";

Result<Visitor> by_token(app::Context& context, std::string_view token) {
  auto found = app::token_user(context, token);
  if (!found.ok()) return found.error();
  Visitor visitor;
  visitor.way = Way::token;
  visitor.user = found.value().user;
  visitor.scope = found.value().access == app::Access::write ? Scope::write : Scope::read;
  return visitor;
}

Result<Visitor> by_cookie(app::Context& context, std::string_view secret) {
  auto session = app::session_of(context, secret);
  if (!session.ok()) return session.error();
  Visitor visitor;
  visitor.way = Way::cookie;
  visitor.user = session.value().user;
  visitor.csrf_token = session.value().csrf_token;
  return visitor;
}

}  // namespace

Identify identify_by(app::Context& context, const ProxyHeader& proxy) {
  return [&context, &proxy](const Request& request) -> Result<Visitor> {
    if (const auto header = header_value(request, "Authorization")) {
      if (header->substr(0, bearer.size()) != bearer) {
        return Error{ErrorCode::invalid, "send Authorization: Bearer with a token", "Authorization"};
      }
      return by_token(context, header->substr(bearer.size()));
    }
    const auto secret = cookie_value(request, session_cookie);
    if (!secret) return Visitor{};
    Result<Visitor> visitor = by_cookie(context, *secret);
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
  caller.address = call.request.address;
  return caller;
}

}  // namespace assay::http
