#pragma once
// Organisations and their teams.

#include <optional>
#include <string>
#include <vector>

#include "app/context.h"
#include "domain/organisation.h"
#include "domain/team.h"

namespace assay::app {

Result<domain::Organisation> add_organisation(Context& context, const Caller& caller,
                                              const domain::Organisation& given);
// The administrator and who owns a project, and may engage one, see all of them; others their own alone.
Result<std::vector<domain::Organisation>> organisations(Context& context, const Caller& caller);

struct OrganisationEdit {
  std::optional<std::string> name;
  domain::CalendarEdit calendar;
  std::int64_t revision = 0;  // the one that was read: conflict when it is not the newest
};
Result<domain::Organisation> edit_organisation(Context& context, const Caller& caller,
                                               domain::OrganisationId id, const OrganisationEdit& edit);
// The people of a suspended organisation cannot sign in and their tokens do nothing; those of a closed one
// never again.
Result<domain::Organisation> change_organisation(Context& context, const Caller& caller,
                                                 domain::OrganisationId id, domain::OrganisationVerb verb);

// Teams are their organisation's own business: its leads and the administrator see and change them.
Result<domain::Team> add_team(Context& context, const Caller& caller, domain::OrganisationId organisation,
                              const std::string& name);
Result<std::vector<domain::Team>> teams(Context& context, const Caller& caller,
                                        domain::OrganisationId organisation);
Result<std::vector<domain::TeamMember>> team_members(Context& context, const Caller& caller,
                                                     domain::TeamId team);
// By e-mail address: somebody of the team's organisation.
Result<Done> join_team(Context& context, const Caller& caller, domain::TeamId team, const std::string& email);
Result<Done> leave_team(Context& context, const Caller& caller, domain::TeamId team, domain::UserId user);

}  // namespace assay::app
