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

struct Visitor {
  Way way = Way::nobody;
  std::optional<domain::User> user;  // absent: nobody has signed in
  Scope scope = Scope::write;        // tokens may be for reading only
  std::string csrf_token;            // of the session, for way cookie
};

// An error is answered 401: a cookie or token was shown that is not, or no longer, valid. Showing none is no
// error.
using Identify = std::function<Result<Visitor>(const Request&)>;

inline constexpr const char* session_cookie = "assay_session";
inline constexpr const char* sign_in_cookie = "assay_sign_in";  // while its browser is at the issuer
inline constexpr const char* csrf_header = "X-CSRF-Token";

}  // namespace assay::http
