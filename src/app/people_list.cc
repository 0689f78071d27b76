#include "app/people_list.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/people_plan.h"
#include "app/team_rights.h"
#include "base/clock.h"
#include "base/csv.h"
#include "base/merkle.h"
#include "store/organisation.h"
#include "store/user.h"

namespace assay::app {
namespace {

using enum PeopleColumn;
using store::Connection;

const char* noun_of(PeopleList::Of of) {
  switch (of) {
    case PeopleList::Of::project:
      return "project";
    case PeopleList::Of::organisation:
      return "organisation";
    case PeopleList::Of::team:
      return "team";
  }
  return "";
}

domain::AuditEvent event_of(const Caller& caller, const PeopleList& list, const PeoplePlan& plan) {
  domain::AuditEvent event = event_by(caller, "import_people", noun_of(list.of));
  event.project = plan.project();
  event.object = list.id;
  event.rows = domain::AuditRows{std::ssize(plan.leaves()), merkle_root(plan.leaves())};
  return event;
}

Error has_problems(const formats::Problems& problems) {
  const formats::Problem& first = problems.listed.front();
  const std::string count = problems.count == 1 ? "a problem" : fmt::format("{} problems", problems.count);
  return Error{ErrorCode::invalid,
               fmt::format("the list has {}, and nothing was changed; the first: {}", count, first.message),
               fmt::format("row {}, {}", first.row, first.column.empty() ? "the row" : first.column)};
}

// The right comes before the file: to whom the list is not there, nothing is said of what they sent.
Result<PeoplePlan> planned(Connection& connection, const Caller& caller, const PeopleList& list,
                           std::int64_t now_us, std::string_view csv) {
  Result<PeoplePlan> plan = PeoplePlan::begin(connection, caller, list, now_us);
  if (!plan) return plan;
  Result<PeopleFile> file = read_people_file(csv);
  if (!file) return file.error();
  if (auto taken = plan.value().take(file.value()); !taken) return taken.error();
  return plan;
}

void append_cells(std::string& text, const std::vector<std::string>& cells) {
  for (std::size_t at = 0; at < cells.size(); ++at) {
    if (at > 0) text += ',';
    append_csv_text(text, cells[at]);
  }
  text += '\n';
}

using Memberships = std::vector<domain::Membership>;

// A person's cells once for each membership, or once with empty ones.
void append_person(std::string& text, const std::vector<std::string>& cells, domain::UserId user,
                   const Memberships& memberships) {
  bool is_in_any = false;
  for (const domain::Membership& each : memberships) {
    if (each.user != user) continue;
    is_in_any = true;
    std::vector<std::string> whole = cells;
    whole.insert(whole.end(), {each.team_name, utc_text_short(each.begins_at),
                               each.ends_at ? utc_text_short(*each.ends_at) : ""});
    append_cells(text, whole);
  }
  if (is_in_any) return;
  std::vector<std::string> whole = cells;
  whole.insert(whole.end(), {"", "", ""});
  append_cells(text, whole);
}

bool is_here(const domain::User& user) { return user.state == "active" || user.state == "invited"; }

Result<std::string> project_csv(Connection& connection, const Caller& caller, domain::ProjectId project) {
  Result<Asking> who = asking(connection, caller, Verb::see_people, project);
  if (!who) return who.error();
  const domain::EngagementId own = who.value().standing.engagement;
  Result<std::vector<domain::Member>> members = store::members_in(connection, project, own);
  if (!members) return members.error();
  Result<std::vector<domain::Engagement>> engagements = store::engagements_in(connection, project);
  if (!engagements) return engagements.error();
  std::map<std::int64_t, std::string> providers;
  for (const domain::Engagement& each : engagements.value()) {
    providers[each.id.value] = each.provider_name;
  }
  const domain::OrganisationId house = who.value().standing.organisation;
  const bool has_teams = !own.none() && allow_teams(connection, caller, Access::read, house).ok();
  Result<Memberships> memberships = has_teams ? store::memberships_of(connection, house) : Memberships{};
  if (!memberships) return memberships.error();
  std::string text = "email,name,role,provider,adjudicates";
  text += has_teams ? ",team,from,until\n" : "\n";
  for (const domain::Member& each : members.value()) {
    const std::vector<std::string> cells = {
        each.email, each.name, each.role, providers[each.engagement.value], each.adjudicates ? "yes" : "no"};
    if (has_teams) append_person(text, cells, each.user, memberships.value());
    if (!has_teams) append_cells(text, cells);
  }
  return text;
}

Result<std::string> organisation_csv(Connection& connection, const Caller& caller,
                                     domain::OrganisationId organisation) {
  if (auto may = allow_teams(connection, caller, Access::read, organisation); !may) return may.error();
  if (auto known = store::organisation_by_id(connection, organisation); !known) return known.error();
  Result<std::vector<domain::User>> people = store::users_of(connection, organisation);
  if (!people) return people.error();
  Result<Memberships> memberships = store::memberships_of(connection, organisation);
  if (!memberships) return memberships.error();
  std::string text = "email,name,team,from,until\n";
  for (const domain::User& each : people.value()) {
    if (is_here(each)) append_person(text, {each.email, each.name}, each.id, memberships.value());
  }
  return text;
}

Result<std::string> team_csv(Connection& connection, const Caller& caller, const TeamAsked& asked) {
  Result<domain::Team> team = team_seen(connection, caller, asked);
  if (!team) return team.error();
  const domain::OrganisationId organisation = team.value().organisation;
  Result<std::vector<domain::User>> people = store::users_of(connection, organisation);
  if (!people) return people.error();
  std::set<std::int64_t> here;
  for (const domain::User& each : people.value()) {
    if (is_here(each)) here.insert(each.id.value);
  }
  Result<Memberships> memberships = store::memberships_of(connection, organisation);
  if (!memberships) return memberships.error();
  std::string text = "email,name,from,until\n";
  for (const domain::Membership& each : memberships.value()) {
    if (each.team != asked.id || !here.contains(each.user.value)) continue;
    append_cells(text, {each.email, each.name, utc_text_short(each.begins_at),
                        each.ends_at ? utc_text_short(*each.ends_at) : ""});
  }
  return text;
}

}  // namespace

Result<PeopleOutcome> put_people(Context& context, const Caller& caller, const PeopleList& list,
                                 std::string_view csv, ListRun run) {
  if (run == ListRun::look) {
    return context.database.read([&](Connection& connection) -> Result<PeopleOutcome> {
      Result<PeoplePlan> plan = planned(connection, caller, list, context.clock.now_us(), csv);
      if (!plan) return plan.error();
      return std::move(plan.value().outcome());
    });
  }
  return context.database.write(
      [&](store::Transaction& transaction) -> Result<store::Outcome<PeopleOutcome>> {
        Result<PeoplePlan> plan = planned(transaction.connection(), caller, list, transaction.now_us(), csv);
        if (!plan) return plan.error();
        PeopleOutcome& outcome = plan.value().outcome();
        if (outcome.problems.count > 0) return has_problems(outcome.problems);
        if (auto applied = plan.value().apply(transaction); !applied) return applied.error();
        if (plan.value().leaves().empty()) {
          return store::Outcome<PeopleOutcome>::unchanged(std::move(outcome));
        }
        domain::AuditEvent event = event_of(caller, list, plan.value());
        return store::Outcome<PeopleOutcome>::changed(std::move(outcome), std::move(event));
      });
}

Result<std::string> people_csv(Context& context, const Caller& caller, const PeopleList& list) {
  return context.database.read([&](Connection& connection) -> Result<std::string> {
    switch (list.of) {
      case PeopleList::Of::project:
        return project_csv(connection, caller, {list.id});
      case PeopleList::Of::organisation:
        return organisation_csv(connection, caller, {list.id});
      case PeopleList::Of::team:
        break;
    }
    return team_csv(connection, caller, {{list.id}, Access::read, context.clock.now_us()});
  });
}

}  // namespace assay::app
