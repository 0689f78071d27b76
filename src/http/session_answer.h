#pragma once
// What every way of signing in ends with: the session as the application reads it, and its cookie.

#include <string_view>

#include "app/users.h"
#include "http/route.h"

namespace assay::http {

Answer session_answer(const Call& call, const Result<app::SignedIn>& signed_in);
void put_session_cookie(Answer& answer, const Call& call, std::string_view secret);

}  // namespace assay::http
