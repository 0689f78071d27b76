#include "app/team_rights.h"

#include "app/permissions.h"
#include "store/engagement.h"
#include "store/organisation.h"

namespace assay::app {

Result<Done> allow_teams(store::Connection& connection, const Caller& caller, Access access,
                         domain::OrganisationId organisation) {
  if (auto in = allow_signed_in(caller, access); !in) return in;
  if (caller.user.administrator) return Done{};
  const Error hidden{ErrorCode::not_found, "there is no such organisation", "organisation"};
  if (caller.user.organisation != organisation) return hidden;
  Result<bool> leads = store::has_role_somewhere(connection, caller.user.id, "lead");
  if (!leads) return leads.error();
  if (leads.value()) return Done{};
  return Error{ErrorCode::forbidden, "this needs the role lead in a project, or administrator",
               "manage_teams"};
}

Result<domain::Team> team_seen(store::Connection& connection, const Caller& caller, const TeamAsked& asked) {
  const Error hidden{ErrorCode::not_found, "there is no such team", "team"};
  Result<domain::Team> team = store::team_by_id(connection, asked.id, asked.now_us);
  if (!team) return team.error().code == ErrorCode::not_found ? hidden : team.error();
  if (auto may = allow_teams(connection, caller, asked.access, team.value().organisation); !may) {
    return may.error().code == ErrorCode::not_found ? hidden : may.error();
  }
  return team;
}

}  // namespace assay::app
