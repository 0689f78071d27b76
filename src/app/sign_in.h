#pragma once
// Signing in, in one step or two; sessions as requests show them; unlocking and signing out.

#include <optional>
#include <string>

#include "app/context.h"
#include "app/person.h"
#include "store/database.h"

namespace assay::app {

struct SignedIn {
  std::string secret;  // for the cookie; kept nowhere
  domain::Session session;
};

// Signed in, or the password was right and a code is still to come.
struct Arrival {
  std::optional<SignedIn> signed_in;
  std::string challenge;  // for answer_challenge; works once, for five minutes and five wrong codes
};

// One error for a wrong address, a wrong password, a user who is locked or closed and one who is locked out
// after ten failures, after the same time.
Result<Arrival> sign_in(Context& context, const Caller& caller, const std::string& email,
                        const std::string& password);
Result<SignedIn> answer_challenge(Context& context, const Caller& caller, const std::string& challenge,
                                  const std::string& code);
Result<Done> sign_out(Context& context, const Caller& caller);

// A new session of the user, inside of the write that describes how they came.
Result<SignedIn> open_session(store::Transaction& transaction, const domain::User& user,
                              const Methods& methods);

// The session of a cookie; refuses what has expired. `idle_us`: how long ago the person did something, as
// their page says; 0 where nobody says so. Notes the use, at most once a minute; a locked session is not used
// by being shown.
Result<domain::Session> session_of(Context& context, std::string_view secret, std::int64_t idle_us = 0);

// The caller's session is open again.
Result<Done> unlock_session(Context& context, const Caller& caller, const PersonProof& proof);

}  // namespace assay::app
