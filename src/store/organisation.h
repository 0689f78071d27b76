#pragma once
// Organisations and their teams.

#include <optional>
#include <string>
#include <vector>

#include "domain/organisation.h"
#include "domain/team.h"
#include "store/connection.h"

namespace assay::store {

// conflict when the name is taken.
Result<domain::OrganisationId> insert_organisation(Connection& connection,
                                                   const domain::Organisation& organisation);
Result<domain::Organisation> organisation_by_id(Connection& connection, domain::OrganisationId id);
// By name; at most 1000.
Result<std::vector<domain::Organisation>> all_organisations(Connection& connection);
// Name, calendar and state. False when it has another revision by now: nothing was changed.
Result<bool> update_organisation(Connection& connection, const domain::Organisation& organisation);

Result<domain::TeamId> insert_team(Connection& connection, const domain::Team& team);
// Members are counted as of `now_us`.
Result<domain::Team> team_by_id(Connection& connection, domain::TeamId id, std::int64_t now_us);
Result<std::vector<domain::Team>> teams_of(Connection& connection, domain::OrganisationId organisation,
                                           std::int64_t now_us);
// Now and before, the latest first.
Result<std::vector<domain::TeamMember>> team_members(Connection& connection, domain::TeamId team);
Result<Done> begin_membership(Connection& connection, domain::TeamId team, domain::UserId user,
                              std::int64_t now_us);
// False when the person is not in the team. One that has not begun never does.
Result<bool> end_membership(Connection& connection, domain::TeamId team, domain::UserId user,
                            std::int64_t now_us);

// Of all teams of the organisation, those of the past and to come too, by team, e-mail and beginning.
Result<std::vector<domain::Membership>> memberships_of(Connection& connection,
                                                       domain::OrganisationId organisation);
// Team, person, beginning and end are read; whoever calls has seen that it overlaps with none.
Result<Done> insert_membership(Connection& connection, const domain::Membership& membership);
// Of the one with this team, person and beginning.
Result<Done> set_membership_end(Connection& connection, const domain::Membership& membership);

}  // namespace assay::store
