#pragma once
// A person's own sessions, and their password.

#include <string>
#include <vector>

#include "app/person.h"

namespace assay::app {

// Newest first.
Result<std::vector<domain::Session>> sessions(Context& context, const Caller& caller);
// One of the caller's; ending the one they came by is signing out.
Result<Done> end_session(Context& context, const Caller& caller, domain::SessionId id);
// All but the one they came by. How many there were.
Result<std::int64_t> end_other_sessions(Context& context, const Caller& caller);

// By the person, who shows the old one; ends all sessions but this. `where` of an error says which of the two
// is meant: old_password or new_password.
Result<Done> change_password(Context& context, const Caller& caller, const std::string& old_password,
                             const std::string& new_password);

}  // namespace assay::app
