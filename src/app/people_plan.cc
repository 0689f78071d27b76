#include "app/people_plan.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/team_rights.h"
#include "base/merkle.h"
#include "store/organisation.h"
#include "store/user.h"

namespace assay::app {
namespace {

using enum PeopleColumn;

constexpr std::size_t notes_max = 20;

// Columns that the list does not have in it, though others do.
bool belongs(PeopleColumn column, PeopleList::Of list) {
  switch (column) {
    case role:
    case provider:
    case adjudicates:
      return list == PeopleList::Of::project;
    case team:
      return list != PeopleList::Of::team;
    case email:
    case name:
    case from:
    case until:
      return true;
  }
  return true;
}

std::optional<bool> truth_of(const std::string& cell) {
  if (cell == "yes" || cell == "true" || cell == "1") return true;
  if (cell == "no" || cell == "false" || cell == "0") return false;
  return std::nullopt;
}

bool same_standing(const domain::Member& a, const domain::Member& b) {
  return a.role == b.role && a.engagement == b.engagement && a.adjudicates == b.adjudicates;
}

// The column that an error of a verb for one person is about.
std::string column_of(const Error& error) {
  if (error.where == "engagement" || error.where == "organisation") return column_name(provider);
  if (error.where == "user" || error.where == "state") return column_name(email);
  return error.where;
}

}  // namespace

Result<PeoplePlan> PeoplePlan::begin(store::Connection& connection, const Caller& caller,
                                     const PeopleList& list, std::int64_t now_us) {
  PeoplePlan plan(connection, caller, list, now_us);
  Result<Done> begun = Done{};
  switch (list.of) {
    case PeopleList::Of::project:
      begun = plan.begin_project();
      break;
    case PeopleList::Of::organisation:
      begun = plan.begin_organisation({list.id});
      break;
    case PeopleList::Of::team:
      begun = plan.begin_team();
      break;
  }
  if (!begun) return begun.error();
  return plan;
}

std::optional<domain::ProjectId> PeoplePlan::project() const {
  if (list_.of != PeopleList::Of::project) return std::nullopt;
  return domain::ProjectId{list_.id};
}

Result<Done> PeoplePlan::begin_project() {
  const domain::ProjectId project{list_.id};
  Result<Asking> who = asking(*connection_, *caller_, Verb::change_people, project);
  if (!who) return who.error();
  asking_ = std::move(who).value();
  Result<std::vector<domain::Engagement>> engagements = store::engagements_in(*connection_, project);
  if (!engagements) return engagements.error();
  engagements_ = std::move(engagements).value();
  Result<std::vector<domain::Member>> members = store::members_in(*connection_, project);
  if (!members) return members.error();
  for (domain::Member& each : members.value()) {
    owners_ += each.role == "owner" ? 1 : 0;
    members_by_email_.emplace(each.email, each.user.value);
    members_.emplace(each.user.value, std::move(each));
  }
  return Done{};
}

Result<Done> PeoplePlan::begin_organisation(domain::OrganisationId organisation) {
  if (auto may = allow_teams(*connection_, *caller_, Access::write, organisation); !may) return may;
  organisation_ = organisation;
  auto known = house_of(organisation);
  if (!known) return known.error();
  return Done{};
}

Result<Done> PeoplePlan::begin_team() {
  Result<domain::Team> team = team_seen(*connection_, *caller_, {{list_.id}, Access::write, now_us_});
  if (!team) return team.error();
  team_ = team.value().name;
  return begin_organisation(team.value().organisation);
}

void PeoplePlan::problem(const PeopleRow& row, PeopleColumn column, std::string message) {
  outcome_.problems.add({"", row.line, column_name(column), std::move(message)});
}

bool PeoplePlan::list_problem(const PeopleRow& row, const Error& error) {
  const bool is_of_row = error.code == ErrorCode::invalid || error.code == ErrorCode::conflict ||
                         error.code == ErrorCode::forbidden || error.code == ErrorCode::not_found;
  if (is_of_row) outcome_.problems.add({"", row.line, column_of(error), error.message});
  return is_of_row;
}

void PeoplePlan::note_unused(const PeopleFile& file) {
  for (const std::string& each : file.unused) {
    outcome_.notes.push_back(fmt::format("the column \"{}\" is no part of a list of people: not read", each));
  }
  for (std::size_t at = 0; at < people_column_count; ++at) {
    if (!file.has[at] || belongs(static_cast<PeopleColumn>(at), list_.of)) continue;
    outcome_.notes.push_back(
        fmt::format("the column {} is no part of this list: not read", people_column_names[at]));
  }
}

Result<Done> PeoplePlan::take(const PeopleFile& file) {
  outcome_.rows = std::ssize(file.rows);
  outcome_.problems = file.problems;
  has_ = file.has;
  note_unused(file);
  if (list_.of == PeopleList::Of::project && !file.knows(role)) {
    outcome_.problems.add({"", 1, column_name(role), "a list of a project's people has this column: add it"});
    return Done{};
  }
  for (const PeopleRow& row : file.rows) {
    if (auto taken = take_row(row); !taken) return taken;
  }
  return Done{};
}

std::optional<PeoplePlan::Checked> PeoplePlan::checked(const PeopleRow& row) {
  const std::int64_t before = outcome_.problems.count;
  Checked out{&row, "", row[name], list_.of == PeopleList::Of::team ? team_ : row[team], std::nullopt};
  Result<std::string> address = domain::email_of(row[email]);
  if (address) out.email = std::move(address).value();
  if (!address) problem(row, email, address.error().message);
  for (const PeopleColumn column : {name, team}) {
    if (row[column].empty()) continue;
    if (auto fine = domain::name_of(row[column], ""); !fine) problem(row, column, fine.error().message);
  }
  if (list_.of == PeopleList::Of::project) {
    if (row[role].empty())
      problem(row, role, "which role? owner, expert, lead, reviewer, annotator, auditor");
    out.adjudicates = truth_of(row[adjudicates]);
    if (!row[adjudicates].empty() && !out.adjudicates) problem(row, adjudicates, "write yes or no");
  }
  for (const PeopleColumn column : {from, until}) {
    if (!row[column].empty() && out.team.empty()) {
      problem(row, column, "from and until are of a team: name the team, or leave this empty");
    }
  }
  if (outcome_.problems.count != before) return std::nullopt;
  return out;
}

void PeoplePlan::count(Effect effect) {
  (effect == Effect::added     ? outcome_.added
   : effect == Effect::changed ? outcome_.changed
                               : outcome_.unchanged) += 1;
}

// What the row says, as far as it was read.
void PeoplePlan::leaf(const Checked& row, Effect effect) {
  if (effect == Effect::unchanged) return;
  std::string content = row.email;
  for (const std::string& cell : row.row->cells) content += "\n" + cell;
  leaves_.push_back(leaf_hash(content));
}

Result<Done> PeoplePlan::take_row(const PeopleRow& row) {
  const std::int64_t problems = outcome_.problems.count;
  const std::optional<Checked> cells = checked(row);
  if (!cells) return Done{};
  Result<Effect> effect = effect_of(*cells);
  if (!effect) return list_problem(row, effect.error()) ? Result<Done>(Done{}) : effect.error();
  if (outcome_.problems.count != problems) return Done{};
  count(effect.value());
  leaf(*cells, effect.value());
  return Done{};
}

Result<PeoplePlan::Effect> PeoplePlan::effect_of(const Checked& row) {
  if (auto once = said_once(row); !once) return once.error();
  Result<domain::EngagementId> engagement = engagement_of(row);
  if (!engagement) return engagement.error();
  if (list_.of == PeopleList::Of::project) {
    domain::Member asked;
    asked.role = (*row.row)[role];
    asked.engagement = engagement.value();
    asked.adjudicates = row.adjudicates.value_or(false);
    if (auto fine = domain::check_member(asked); !fine) return fine.error();
  }
  const std::size_t people_before = people_.size();
  Result<std::size_t> person = person_of(row, engagement.value());
  if (!person) return person.error();
  const bool is_new = people_.size() > people_before && people_[person.value()].user.id.none();
  Effect out = is_new ? Effect::added : Effect::unchanged;
  if (list_.of == PeopleList::Of::project) {
    Result<Effect> given = give_role(row, person.value(), engagement.value());
    if (!given && !list_problem(*row.row, given.error())) return given;
    if (given) out = std::max(out, given.value());
  }
  if (!row.team.empty()) {
    Result<Effect> put = put_into_team(row, person.value());
    if (!put && !list_problem(*row.row, put.error())) return put;
    if (put) out = std::max(out, put.value());
  }
  return out;
}

// One row a person, or several that differ in team or beginning and give one role.
Result<Done> PeoplePlan::said_once(const Checked& row) {
  const auto [same, is_first] = said_.try_emplace({row.email, row.team, (*row.row)[from]}, row.row->line);
  if (!is_first) {
    return Error{ErrorCode::invalid,
                 fmt::format("row {} is about the same person{}: take one of the two out", same->second,
                             row.team.empty() ? "" : " and team"),
                 "email"};
  }
  const auto [said, is_new] = roles_said_.try_emplace(
      row.email, RoleSaid{row.row->line, (*row.row)[role], (*row.row)[provider], (*row.row)[adjudicates]});
  if (is_new || list_.of != PeopleList::Of::project) return Done{};
  const RoleSaid& before = said->second;
  const PeopleRow& now = *row.row;
  if (before.role == now[role] && before.provider == now[provider] &&
      before.adjudicates == now[adjudicates]) {
    return Done{};
  }
  return Error{
      ErrorCode::invalid,
      fmt::format("row {} gives the same person another role or provider: a person has one role in a "
                  "project",
                  said->second.line),
      "role"};
}

Result<domain::EngagementId> PeoplePlan::engagement_of(const Checked& row) const {
  if (list_.of != PeopleList::Of::project) return domain::EngagementId{};
  const std::string& asked = (*row.row)[provider];
  const auto is_named = [&](const domain::Engagement& each) {
    return each.provider_name == asked || each.organisation_name == asked;
  };
  if (asking_->of_provider()) {
    for (const domain::Engagement& each : engagements_) {
      if (each.id == asking_->standing.engagement && (asked.empty() || is_named(each))) return each.id;
    }
    return Error{ErrorCode::forbidden, "a lead brings people into their own engagement: leave this empty",
                 column_name(provider)};
  }
  if (asked.empty()) return domain::EngagementId{};
  const auto found = std::find_if(engagements_.begin(), engagements_.end(), is_named);
  if (found != engagements_.end()) return found->id;
  return Error{
      ErrorCode::not_found,
      fmt::format("no provider engaged here is named \"{}\": engage it first, or correct the name", asked),
      column_name(provider)};
}

Result<domain::OrganisationId> PeoplePlan::organisation_of(domain::EngagementId engagement) const {
  if (list_.of != PeopleList::Of::project) return organisation_;
  for (const domain::Engagement& each : engagements_) {
    if (each.id == engagement) return each.organisation;
  }
  return caller_->user.organisation;
}

Result<std::size_t> PeoplePlan::person_of(const Checked& row, domain::EngagementId engagement) {
  if (const auto known = by_email_.find(row.email); known != by_email_.end()) return known->second;
  Result<domain::OrganisationId> house = organisation_of(engagement);
  if (!house) return house.error();
  if (const domain::Member* member = member_by_email(row.email, engagement)) {
    return known_person(row, {member->user, member->organisation, "", member->email, member->name});
  }
  Result<domain::User> found =
      list_.of == PeopleList::Of::project
          ? person_for(*connection_, *caller_, {list_.id}, {row.email, (*row.row)[role], engagement, false})
          : store::user_of_organisation(*connection_, row.email, house.value());
  if (!found && found.error().code == ErrorCode::not_found) {
    return new_person(row, house.value(), found.error());
  }
  if (!found) return found.error();
  return known_person(row, std::move(found).value());
}

// Who is in already needs no looking for, and stays even where they can no longer sign in.
const domain::Member* PeoplePlan::member_by_email(const std::string& email,
                                                  domain::EngagementId engagement) const {
  const auto found = members_by_email_.find(email);
  if (found == members_by_email_.end()) return nullptr;
  const domain::Member& member = members_.at(found->second);
  return member.engagement == engagement ? &member : nullptr;
}

std::size_t PeoplePlan::known_person(const Checked& row, domain::User user) {
  if (!row.name.empty() && row.name != user.name && outcome_.notes.size() < notes_max) {
    outcome_.notes.push_back(
        fmt::format("row {}: {} is called \"{}\" here; people say themselves how they "
                    "are called",
                    row.row->line, row.email, user.name));
  }
  const domain::OrganisationId house = user.organisation;
  people_.push_back({std::move(user), house});
  by_email_.emplace(row.email, people_.size() - 1);
  return people_.size() - 1;
}

// Whoever may not invite learns nothing of people elsewhere: they are not there. Who may sees all users.
Result<std::size_t> PeoplePlan::new_person(const Checked& row, domain::OrganisationId house,
                                           const Error& not_found) {
  if (!allow(*caller_, Verb::invite)) {
    return Error{not_found.code, not_found.message + ": an administrator of the server invites people",
                 not_found.where};
  }
  if (auto in_person = allow_person(*caller_); !in_person) {
    return Error{not_found.code, not_found.message + ", and no token invites people: sign in and do it",
                 not_found.where};
  }
  Result<store::UserWithPassword> elsewhere = store::user_by_email(*connection_, row.email);
  if (elsewhere) {
    const domain::User& user = elsewhere.value().user;
    return Error{ErrorCode::conflict,
                 fmt::format("there is a user with this address already: of {}, {}", user.organisation_name,
                             user.state),
                 column_name(email)};
  }
  if (elsewhere.error().code != ErrorCode::not_found) return elsewhere.error();
  domain::User user;
  user.email = row.email;
  user.name = row.name;
  user.organisation = house;
  people_.push_back({std::move(user), house});
  by_email_.emplace(row.email, people_.size() - 1);
  outcome_.invited.push_back(row.email);
  return people_.size() - 1;
}

Result<PeoplePlan::Effect> PeoplePlan::give_role(const Checked& row, std::size_t person,
                                                 domain::EngagementId engagement) {
  const domain::UserId user = people_[person].user.id;
  const auto known = user.none() ? members_.end() : members_.find(user.value);
  const bool was_in = known != members_.end();
  domain::Member member;
  member.user = user;
  member.role = (*row.row)[role];
  member.engagement = engagement;
  member.adjudicates = row.adjudicates.value_or(was_in && known->second.adjudicates);
  if (was_in && same_standing(known->second, member)) return Effect::unchanged;
  if (auto fine = domain::check_member(member); !fine) return fine.error();
  if (auto may = check_lead(*asking_, member); !may) return may.error();
  for (const domain::Engagement& each : engagements_) {
    if (each.id != engagement || !each.ended()) continue;
    return Error{ErrorCode::conflict, "the engagement has ended", column_name(provider)};
  }
  if (was_in) {
    if (auto may = check_lead(*asking_, known->second); !may) return may.error();
    if (auto stays = keep_an_owner(known->second, member); !stays) return stays.error();
  }
  owners_ += member.role == "owner" ? 1 : 0;
  if (user.none() && roles_.contains(person)) return Effect::unchanged;  // a further row of a new person
  roles_[person] = {person, member};
  if (!user.none()) members_[user.value] = member;
  return was_in ? Effect::changed : Effect::added;
}

Result<Done> PeoplePlan::keep_an_owner(const domain::Member& before, const domain::Member& after) {
  if (before.role != "owner") return Done{};
  if (owners_ <= 1 && after.role != "owner") {
    return Error{ErrorCode::conflict, "this is the project's last owner: name another first", "email"};
  }
  --owners_;
  return Done{};
}

Result<Done> PeoplePlan::apply_people(store::Transaction& transaction) {
  for (Person& person : people_) {
    if (!person.user.id.none()) continue;
    Result<Invited> invited =
        invite_within(transaction, *caller_, {person.user.email, false, person.house, person.user.name});
    if (!invited) return invited.error();
    person.user.id = invited.value().invitation.user;
    outcome_.invitations.push_back({person.user.email, invited.value().secret});
  }
  return Done{};
}

Result<Done> PeoplePlan::apply(store::Transaction& transaction) {
  if (auto people = apply_people(transaction); !people) return people;
  for (auto& [person, planned] : roles_) {
    planned.member.user = people_[person].user.id;
    planned.member.created_at = transaction.now_us();
    auto set = store::set_member(transaction.connection(), {list_.id}, planned.member);
    if (!set) return set;
  }
  for (PlannedTeam& team : teams_) {
    if (!team.id.none()) continue;
    Result<domain::TeamId> id =
        store::insert_team(transaction.connection(), {{}, team.house, team.name, transaction.now_us(), 0});
    if (!id) return id.error();
    team.id = id.value();
  }
  for (auto& [key, all] : memberships_) {
    for (PlannedMembership& each : all) {
      if (each.act == PlannedMembership::Act::none) continue;
      each.value.user = people_[each.person].user.id;
      each.value.team = teams_[each.team].id;
      auto written = each.act == PlannedMembership::Act::insert
                         ? store::insert_membership(transaction.connection(), each.value)
                         : store::set_membership_end(transaction.connection(), each.value);
      if (!written) return written;
    }
  }
  outcome_.applied = true;
  return Done{};
}

}  // namespace assay::app
