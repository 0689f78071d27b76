// Signing in by an OpenID Connect issuer, or by a proxy that says who it is. The two addresses that a browser
// visits itself end in a page, whatever happens: what went wrong is a word in the sign-in page's address.

#include "app/single_sign_on.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "http/handlers.h"
#include "http/services.h"
#include "http/signed_in.h"
#include "http/wire_values.h"

namespace assay::http {
namespace {

constexpr int see_other = 303;
constexpr std::string_view cookie_path = "/api/v1/single_sign_on";

Answer not_set() {
  return error_answer({ErrorCode::not_found, "no issuer is set: assay serve --openid-issuer", ""});
}

Answer go_to(std::string_view address) {
  Answer answer;
  answer.status = see_other;
  answer.type = "";
  add_header(answer, "Location", address);
  return answer;
}

// Lax: the browser comes back by a link of the issuer's, with which a strict cookie would not be sent.
void put_sign_in_cookie(Answer& answer, const Call& call, std::string_view secret, std::int64_t seconds) {
  const bool secure = call.request.transport == Transport::tls || call.services.cookies == Cookies::secure;
  add_header(answer, "Set-Cookie",
             fmt::format("{}={}; Path={}; Max-Age={}; HttpOnly; SameSite=Lax{}", sign_in_cookie, secret,
                         cookie_path, seconds, secure ? "; Secure" : ""));
}

Answer page_for(const Error& error) {
  const bool is_word = !error.where.empty() && error.code != ErrorCode::internal &&
                       error.where.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == error.where.npos;
  return go_to(fmt::format("/sign-in?stopped={}", is_word ? error.where : "failed"));
}

std::string query_text(const Call& call, std::string_view name) {
  return std::string(query_value(call.request, name).value_or(""));
}

}  // namespace

Answer show_single_sign_on(const Call& call) {
  const Services& services = call.services;
  Json openid = nullptr, person = nullptr;
  if (services.openid != nullptr) openid = {{"button", services.openid->settings().button}};
  const auto said = services.proxy_header.person(call.request);
  if (said && said.value()) person = *said.value();
  return json_of({{"openid", std::move(openid)}, {"proxy_email", std::move(person)}});
}

Answer start_single_sign_on(const Call& call) {
  if (call.services.openid == nullptr) return not_set();
  if (call.request.method == "HEAD") return go_to("/sign-in");  // nobody goes anywhere by it
  const auto begun = call.services.openid->begin(caller_of(call), query_text(call, "then"));
  if (!begun) return page_for(begun.error());
  Answer answer = go_to(begun.value().address);
  put_sign_in_cookie(answer, call, begun.value().browser_secret, app::sign_in_minutes * 60);
  return answer;
}

Answer finish_single_sign_on(const Call& call) {
  if (call.services.openid == nullptr) return not_set();
  if (call.request.method == "HEAD") return go_to("/sign-in");
  const auto arrived = call.services.openid->finish(
      caller_of(call),
      {query_text(call, "code"), query_text(call, "state"), query_text(call, "iss"),
       query_text(call, "error"), std::string(cookie_value(call.request, sign_in_cookie).value_or(""))});
  Answer answer = arrived ? go_to(arrived.value().return_to) : page_for(arrived.error());
  put_sign_in_cookie(answer, call, "", 0);
  if (arrived) put_session_cookie(answer, call, arrived.value().signed_in.secret);
  return answer;
}

Answer sign_in_by_proxy(const Call& call) {
  const ProxyHeader& proxy = call.services.proxy_header;
  if (!proxy.is_on()) {
    return error_answer({ErrorCode::not_found, "no proxy is trusted: assay serve --proxy-user-header", ""});
  }
  const auto said = proxy.person(call.request);
  if (!said) return error_answer(said.error());
  if (!said.value()) {
    return error_answer({ErrorCode::forbidden, "the proxy does not say who this is", proxy.name()});
  }
  return signed_in_answer(
      call, app::sign_in_by_proxy(*call.services.app, caller_of(call), *said.value(), proxy.name()));
}

}  // namespace assay::http
