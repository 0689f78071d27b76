#pragma once
// What the routes of signing in share: the answer that signs somebody in, people on the wire, and the limit
// on guesses of one address.

#include <optional>
#include <string_view>

#include "app/sign_in.h"
#include "http/wire_values.h"

namespace assay::http {

// The session with its cookie, or the error.
Answer signed_in_answer(const Call& call, const Result<app::SignedIn>& signed_in);
// The cookie alone, for answers that send the browser on.
void put_session_cookie(Answer& answer, const Call& call, std::string_view secret);

Json user_json(const domain::User& user);

// Whether this address has guessed too often; what it guessed wrongly is counted. No error: a right guess.
std::optional<Answer> refused_guess(const Call& call);
void count_guess(const Call& call, const Error* error);

}  // namespace assay::http
