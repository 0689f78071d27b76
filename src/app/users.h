#pragma once
// Set-up, users and tokens.

#include <optional>
#include <string>
#include <vector>

#include "app/context.h"
#include "app/sign_in.h"

namespace assay::app {

// The secret of the one-time set-up link, when there is no user yet; nothing when there is one. Each call
// makes a new link; it ends after a day (domain::setup_link_life_us).
Result<std::optional<std::string>> make_setup_link(Context& context);
Result<bool> setup_needed(Context& context);

struct SetUp {
  std::string token, organisation, name, email, password;
};
// The first user, who administers the server, and their organisation.
Result<SignedIn> set_up(Context& context, const Caller& caller, const SetUp& given);

// The user and access of a token.
struct TokenUser {
  domain::User user;
  Access access = Access::read;
  std::optional<std::int64_t> expires_at;  // absent: never
};
Result<TokenUser> token_user(Context& context, std::string_view token);

struct NewUser {
  std::string email, name, password;
  bool administrator = false;
  domain::OrganisationId organisation;  // none: the caller's own
};
Result<domain::User> add_user(Context& context, const Caller& caller, const NewUser& given);

struct NewToken {
  std::string name;
  std::string scopes = "read";             // "read" or "read write"
  std::optional<std::int64_t> expires_at;  // absent: never
};
struct TokenMade {
  std::string secret;  // shown once
  domain::ApiToken token;
};
// A token that makes a token gives it no more than it has itself: not to write when it reads, and no later
// end.
Result<TokenMade> make_token(Context& context, const Caller& caller, const NewToken& given);
Result<Done> revoke_token(Context& context, const Caller& caller, domain::TokenId id);
Result<std::vector<domain::ApiToken>> tokens(Context& context, const Caller& caller);

// Who calls on the server's own machine (the command line): the first administrator.
Result<Caller> local_caller(Context& context, const std::string& request_id);

}  // namespace assay::app
