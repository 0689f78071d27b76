#include "app/organisations.h"

#include <algorithm>

#include "app/permissions.h"
#include "app/team_rights.h"
#include "store/engagement.h"
#include "store/organisation.h"
#include "store/user.h"

namespace assay::app {
namespace {

domain::AuditEvent organisation_event(const Caller& caller, std::string verb,
                                      const domain::Organisation& organisation) {
  domain::AuditEvent event = event_by(caller, std::move(verb), "organisation");
  event.object = organisation.id.value;
  event.after = sha256(organisation.name + "\n" + organisation.state + "\n" +
                       organisation.calendar.time_zone + "\n" + domain::calendar_json(organisation.calendar));
  return event;
}

// Reads, changes and writes one, with its event.
Result<domain::Organisation> change(
    Context& context, const Caller& caller, domain::OrganisationId id, const std::string& verb,
    const std::function<Result<domain::Organisation>(domain::Organisation)>& next_of) {
  if (auto may = allow(caller, Verb::manage_organisations); !may) return may.error();
  return context.database.write(
      [&](store::Transaction& transaction) -> Result<store::Outcome<domain::Organisation>> {
        store::Connection& connection = transaction.connection();
        Result<domain::Organisation> before = store::organisation_by_id(connection, id);
        if (!before) return before.error();
        Result<domain::Organisation> next = next_of(before.value());
        if (!next) return next.error();
        Result<bool> updated = store::update_organisation(connection, next.value());
        if (!updated) return updated.error();
        if (!updated.value()) {
          return Error{ErrorCode::conflict, "somebody else has edited the organisation; read it again",
                       "if-match"};
        }
        ++next.value().revision;
        domain::AuditEvent event = organisation_event(caller, verb, next.value());
        event.before = organisation_event(caller, "", before.value()).after;
        return store::Outcome<domain::Organisation>::changed(next.value(), std::move(event));
      });
}

domain::AuditEvent team_event(const Caller& caller, std::string verb, domain::TeamId team) {
  domain::AuditEvent event = event_by(caller, std::move(verb), "team");
  event.object = team.value;
  return event;
}

}  // namespace

Result<domain::Organisation> add_organisation(Context& context, const Caller& caller,
                                              const domain::Organisation& given) {
  if (auto may = allow(caller, Verb::manage_organisations); !may) return may.error();
  Result<domain::Organisation> checked = domain::checked_organisation(given);
  if (!checked) return checked;
  return context.database.write(
      [&](store::Transaction& transaction) -> Result<store::Outcome<domain::Organisation>> {
        domain::Organisation made = checked.value();
        made.state = "active";
        made.created_at = transaction.now_us();
        Result<domain::OrganisationId> id = store::insert_organisation(transaction.connection(), made);
        if (!id) return id.error();
        made.id = id.value();
        return store::Outcome<domain::Organisation>::changed(
            made, organisation_event(caller, "add_organisation", made));
      });
}

Result<std::vector<domain::Organisation>> organisations(Context& context, const Caller& caller) {
  if (auto in = allow_signed_in(caller, Access::read); !in) return in.error();
  return context.database.read(
      [&](store::Connection& connection) -> Result<std::vector<domain::Organisation>> {
        Result<std::vector<domain::Organisation>> all = store::all_organisations(connection);
        if (!all || caller.user.administrator) return all;
        Result<bool> owns = store::has_role_somewhere(connection, caller.user.id, "owner");
        if (!owns) return owns.error();
        if (owns.value()) return all;
        std::erase_if(all.value(), [&](const auto& each) { return each.id != caller.user.organisation; });
        return all;
      });
}

Result<domain::Organisation> edit_organisation(Context& context, const Caller& caller,
                                               domain::OrganisationId id, const OrganisationEdit& edit) {
  return change(context, caller, id, "edit_organisation",
                [&](domain::Organisation next) -> Result<domain::Organisation> {
                  if (next.state == "closed") {
                    return Error{ErrorCode::conflict, "the organisation is closed", "state"};
                  }
                  next.revision = edit.revision;
                  if (edit.name) next.name = *edit.name;
                  next.calendar = domain::edited(std::move(next.calendar), edit.calendar);
                  return domain::checked_organisation(std::move(next));
                });
}

Result<domain::Organisation> change_organisation(Context& context, const Caller& caller,
                                                 domain::OrganisationId id, domain::OrganisationVerb verb) {
  return change(context, caller, id, std::string(word_of(verb)) + "_organisation",
                [&](domain::Organisation next) -> Result<domain::Organisation> {
                  if (next.id == caller.user.organisation) {
                    return Error{ErrorCode::conflict,
                                 "this is your own organisation: you would lock yourself out",
                                 "organisation"};
                  }
                  Result<std::string> state = domain::next_state(next, verb);
                  if (!state) return state.error();
                  next.state = std::move(state).value();
                  return next;
                });
}

Result<domain::Team> add_team(Context& context, const Caller& caller, domain::OrganisationId organisation,
                              const std::string& name) {
  Result<std::string> checked = domain::name_of(name, "name");
  if (!checked) return checked.error();
  return context.database.write([&](store::Transaction& transaction) -> Result<store::Outcome<domain::Team>> {
    store::Connection& connection = transaction.connection();
    if (auto may = allow_teams(connection, caller, Access::write, organisation); !may) return may.error();
    if (auto known = store::organisation_by_id(connection, organisation); !known) return known.error();
    domain::Team team{{}, organisation, checked.value(), transaction.now_us(), 0};
    Result<domain::TeamId> id = store::insert_team(connection, team);
    if (!id) return id.error();
    team.id = id.value();
    return store::Outcome<domain::Team>::changed(team, team_event(caller, "add_team", team.id));
  });
}

Result<std::vector<domain::Team>> teams(Context& context, const Caller& caller,
                                        domain::OrganisationId organisation) {
  return context.database.read([&](store::Connection& connection) -> Result<std::vector<domain::Team>> {
    if (auto may = allow_teams(connection, caller, Access::read, organisation); !may) return may.error();
    return store::teams_of(connection, organisation, context.clock.now_us());
  });
}

Result<std::vector<domain::TeamMember>> team_members(Context& context, const Caller& caller,
                                                     domain::TeamId team) {
  return context.database.read([&](store::Connection& connection) -> Result<std::vector<domain::TeamMember>> {
    if (auto seen = team_seen(connection, caller, {team, Access::read, context.clock.now_us()}); !seen) {
      return seen.error();
    }
    return store::team_members(connection, team);
  });
}

Result<Done> join_team(Context& context, const Caller& caller, domain::TeamId id, const std::string& email) {
  Result<std::string> address = domain::email_of(email);
  if (!address) return address.error();
  return context.database.write([&](store::Transaction& transaction) -> Result<store::Outcome<Done>> {
    store::Connection& connection = transaction.connection();
    Result<domain::Team> team = team_seen(connection, caller, {id, Access::write, transaction.now_us()});
    if (!team) return team.error();
    Result<domain::User> person =
        store::user_of_organisation(connection, address.value(), team.value().organisation);
    if (!person) return person.error();
    auto begun = store::begin_membership(connection, id, person.value().id, transaction.now_us());
    if (!begun) return begun.error();
    return store::Outcome<Done>::changed({}, team_event(caller, "join_team", id));
  });
}

Result<Done> leave_team(Context& context, const Caller& caller, domain::TeamId id, domain::UserId user) {
  return context.database.write([&](store::Transaction& transaction) -> Result<store::Outcome<Done>> {
    store::Connection& connection = transaction.connection();
    if (auto team = team_seen(connection, caller, {id, Access::write, transaction.now_us()}); !team) {
      return team.error();
    }
    Result<bool> ended = store::end_membership(connection, id, user, transaction.now_us());
    if (!ended) return ended.error();
    if (!ended.value()) return Error{ErrorCode::not_found, "this person is not in the team", "user"};
    return store::Outcome<Done>::changed({}, team_event(caller, "leave_team", id));
  });
}

}  // namespace assay::app
