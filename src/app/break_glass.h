#pragma once
// In an emergency somebody of the client who has no part in a project about people may look at its items: for
// four hours, with a reason, an alarm to the owners, and a review by one of them within 72 hours.

#include <string>
#include <vector>

#include "app/context.h"
#include "domain/erasure.h"

namespace assay::app {

// By a session of somebody of the client's organisation, never an administrator. A project that is not about
// people, or that is somebody else's, is not there.
Result<domain::BreakGlass> break_glass(Context& context, const Caller& caller, domain::ProjectId project,
                                       const std::string& reason);
Result<std::vector<domain::BreakGlass>> broken_glass(Context& context, const Caller& caller,
                                                     domain::ProjectId project);
// By an owner who is not the one who broke it.
Result<domain::BreakGlass> review_break_glass(Context& context, const Caller& caller,
                                              domain::ProjectId project, domain::BreakGlassId id,
                                              const std::string& review);

}  // namespace assay::app
