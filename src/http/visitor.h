#pragma once
// Who asks. Found out from the session's cookie or the bearer token before any handler runs.

#include <functional>
#include <optional>
#include <string>

#include "base/result.h"
#include "domain/user.h"
#include "http/request.h"

namespace assay::http {

enum class Way { nobody, cookie, token };
enum class Scope { read, write };

// What a visitor must do before anything else is answered: unlock a session that was idle for too long, or
// enrol the second factor that the server demands of everybody.
enum class Must { nothing, unlock, enrol };

struct Visitor {
  Way way = Way::nobody;
  std::optional<domain::User> user;  // absent: nobody has signed in
  Scope scope = Scope::write;        // tokens may be for reading only
  std::string csrf_token;            // of the session, for way cookie
  domain::SessionId session;         // for way cookie
  Must must = Must::nothing;
  std::optional<std::int64_t> token_expires_at;  // for way token; absent: never
};

// An error is answered 401: a cookie or token was shown that is not, or no longer, valid. Showing none is no
// error.
using Identify = std::function<Result<Visitor>(const Request&)>;

inline constexpr const char* session_cookie = "assay_session";
// Where people come by https: browsers take a cookie of such a name from this host alone, over https alone,
// for all of its paths.
inline constexpr const char* secure_session_cookie = "__Host-assay_session";
enum class Cookies { plain, secure };  // secure: people reach the server by https, whoever ends it
// The name of the session's cookie in the request and in its answer.
inline const char* session_cookie_of(const Request& request, Cookies cookies) {
  const bool secure = request.transport == Transport::tls || cookies == Cookies::secure;
  return secure ? secure_session_cookie : session_cookie;
}
inline constexpr const char* sign_in_cookie = "assay_sign_in";  // while its browser is at the issuer
inline constexpr const char* csrf_header = "X-CSRF-Token";
// Seconds since the person last did something, which a page says with what it asks for by itself: only people
// keep a session from being locked.
inline constexpr const char* idle_header = "X-Idle-Seconds";

}  // namespace assay::http
