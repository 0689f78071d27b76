#pragma once
// Who sees and changes the teams of an organisation: the administrator, and who leads people of it in some
// project. To everybody else neither organisation nor team is there.

#include "app/context.h"
#include "domain/team.h"

namespace assay::app {

Result<Done> allow_teams(store::Connection& connection, const Caller& caller, Access access,
                         domain::OrganisationId organisation);
// The team, to whom it may be shown; its members counted as of `now_us`.
struct TeamAsked {
  domain::TeamId id;
  Access access = Access::read;
  std::int64_t now_us = 0;
};
Result<domain::Team> team_seen(store::Connection& connection, const Caller& caller, const TeamAsked& asked);

}  // namespace assay::app
