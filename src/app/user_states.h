#pragma once
// What an administrator does to users: sees them, locks, unlocks and closes them, ends their sessions, and
// lets back in who has lost their password or second factor. Whoever is locked or closed is out at once:
// their sessions end, their tokens are refused.

#include <optional>
#include <string>
#include <vector>

#include "app/context.h"

namespace assay::app {

struct UserView {
  domain::User user;
  std::optional<std::int64_t> locked_out_until;  // by failed sign-ins; absent: not
};
Result<std::vector<UserView>> users(Context& context, const Caller& caller);
Result<domain::User> user_by_email(Context& context, const Caller& caller, const std::string& email);

// Of another user; on the server's own machine also of the caller. One active administrator always stays.
// Error `conflict` says from which state the verb goes. unlock also forgets failed sign-ins.
struct UserChange {
  domain::UserId user;
  std::string reason;
};
Result<domain::User> change_user_state(Context& context, const Caller& caller, domain::UserVerb verb,
                                       const UserChange& change);
// Error `conflict` when fewer than `least` active administrators are there. Inside of the write that counts
// on it.
Result<Done> check_administrators(store::Connection& connection, std::int64_t least);
// How many there were.
Result<std::int64_t> end_sessions_of(Context& context, const Caller& caller, const UserChange& change);
// For who has lost the telephone and the recovery codes. Their sessions end.
Result<Done> reset_second_factor(Context& context, const Caller& caller, const UserChange& change);
// On the server's own machine alone: for who has forgotten it. Their sessions end.
Result<Done> set_password(Context& context, const Caller& caller, domain::UserId user,
                          const std::string& password);

}  // namespace assay::app
