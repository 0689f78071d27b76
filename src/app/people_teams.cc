// Teams in a list of people: which there are, and who is in them from when until when.

#include <fmt/format.h>

#include <algorithm>

#include "app/people_plan.h"
#include "app/team_rights.h"
#include "base/clock.h"
#include "base/zone.h"
#include "formats/values.h"
#include "store/organisation.h"

namespace assay::app {
namespace {

using enum PeopleColumn;

enum class Edge { begins, ends };

// A time of the clock: a date and hour with its offset, so that nobody guesses a zone.
bool has_offset(std::string_view text) {
  constexpr std::size_t date_length = 10;
  if (text.size() <= date_length || text[4] != '-') return false;
  return text.back() == 'Z' || text.find_last_of("+-") > date_length;
}

// A date is a day in the organisation's zone: it begins there, and as an end it belongs to the time.
Result<std::int64_t> moment_of(const std::string& text, const std::string& zone, Edge edge) {
  const std::optional<std::int64_t> time = formats::time_us_from(text);
  if (is_date(text) && time) return utc_from_local(zone, *time + (edge == Edge::ends ? day_us : 0));
  if (has_offset(text) && time) return *time;
  return Error{ErrorCode::invalid,
               fmt::format("\"{}\" is no date and no time: write 2026-11-24 or 2026-11-24T08:00:00Z", text),
               column_name(edge == Edge::begins ? from : until)};
}

bool overlap(const domain::Membership& a, const domain::Membership& b) {
  return (!a.ends_at || *a.ends_at > b.begins_at) && (!b.ends_at || *b.ends_at > a.begins_at);
}

Result<Done> in_order(const domain::Membership& value) {
  if (!value.ends_at || *value.ends_at > value.begins_at) return Done{};
  return Error{ErrorCode::invalid,
               fmt::format("this ends, at {}, before or when it begins, at {}",
                           utc_text_short(*value.ends_at), utc_text_short(value.begins_at)),
               column_name(until)};
}

}  // namespace

Result<PeoplePlan::House*> PeoplePlan::house_of(domain::OrganisationId id) {
  if (const auto known = houses_.find(id.value); known != houses_.end()) return &known->second;
  Result<domain::Organisation> organisation = store::organisation_by_id(*connection_, id);
  if (!organisation) return organisation.error();
  House house;
  house.zone = organisation.value().calendar.time_zone;
  if (auto may = allow_teams(*connection_, *caller_, Access::write, id); !may) {
    house.closed = Error{ErrorCode::forbidden,
                         "teams are their organisation's own business: its leads fill them; leave this empty",
                         column_name(team)};
  } else {
    Result<std::vector<domain::Team>> teams = store::teams_of(*connection_, id, now_us_);
    if (!teams) return teams.error();
    for (domain::Team& each : teams.value()) {
      house.teams.emplace(each.name, teams_.size());
      teams_.push_back({each.id, id, std::move(each.name)});
    }
    Result<std::vector<domain::Membership>> memberships = store::memberships_of(*connection_, id);
    if (!memberships) return memberships.error();
    house.memberships = std::move(memberships).value();
  }
  return &houses_.emplace(id.value, std::move(house)).first->second;
}

Result<std::size_t> PeoplePlan::team_of(House& house, const Checked& row, domain::OrganisationId id) {
  const auto [found, is_new] = house.teams.try_emplace(row.team, teams_.size());
  if (is_new) {
    teams_.push_back({{}, id, row.team});
    outcome_.teams.push_back(row.team);
  }
  return found->second;
}

// What the record has, then what rows before this one planned.
std::vector<PeoplePlan::PlannedMembership>& PeoplePlan::memberships_at(const House& house,
                                                                       MembershipKey key) {
  const auto [found, is_new] = memberships_.try_emplace(key);
  if (!is_new) return found->second;
  const domain::UserId user = people_[key.first].user.id;
  const domain::TeamId id = teams_[key.second].id;
  for (const domain::Membership& each : house.memberships) {
    if (each.user != user || each.team != id) continue;
    found->second.push_back({PlannedMembership::Act::none, key.first, key.second, each});
  }
  return found->second;
}

Result<PeoplePlan::Effect> PeoplePlan::put_into_team(const Checked& row, std::size_t person) {
  const domain::OrganisationId organisation = people_[person].house;
  Result<House*> house = house_of(organisation);
  if (!house) return house.error();
  if (house.value()->closed) return *house.value()->closed;
  const std::string& begin_said = (*row.row)[from];
  const std::string& end_said = (*row.row)[until];
  std::optional<std::int64_t> begins, ends;
  if (!begin_said.empty()) {
    Result<std::int64_t> at = moment_of(begin_said, house.value()->zone, Edge::begins);
    if (!at) return at.error();
    begins = at.value();
  }
  if (!end_said.empty()) {
    Result<std::int64_t> at = moment_of(end_said, house.value()->zone, Edge::ends);
    if (!at) return at.error();
    ends = at.value();
  }
  Result<std::size_t> into = team_of(*house.value(), row, organisation);
  if (!into) return into.error();
  std::vector<PlannedMembership>& all = memberships_at(*house.value(), {person, into.value()});
  const auto found = std::find_if(all.begin(), all.end(), [&](const PlannedMembership& each) {
    return begins ? each.value.begins_at == *begins : each.value.holds_at(now_us_);
  });
  if (found != all.end()) return change_membership(*found, row, ends);
  PlannedMembership added{PlannedMembership::Act::insert, person, into.value(), {}};
  added.value.begins_at = begins.value_or(now_us_);
  added.value.ends_at = ends;
  return add_membership(all, std::move(added));
}

// An empty end leaves what is, unless the row names the beginning and the list has ends: then there is none.
Result<PeoplePlan::Effect> PeoplePlan::change_membership(PlannedMembership& found, const Checked& row,
                                                         const std::optional<std::int64_t>& ends) {
  const bool says_open = !(*row.row)[from].empty() && has_[static_cast<std::size_t>(until)];
  if (found.value.ends_at == ends || (!ends && !says_open)) return Effect::unchanged;
  domain::Membership changed = found.value;
  changed.ends_at = ends;
  if (auto fine = in_order(changed); !fine) return fine.error();
  for (const PlannedMembership& each : memberships_.at({found.person, found.team})) {
    if (&each != &found && overlap(each.value, changed)) {
      return Error{ErrorCode::conflict,
                   fmt::format("the person is in the team again from {}: end this before",
                               utc_text_short(each.value.begins_at)),
                   column_name(until)};
    }
  }
  found.value = changed;
  if (found.act == PlannedMembership::Act::none) found.act = PlannedMembership::Act::end;
  return Effect::changed;
}

Result<PeoplePlan::Effect> PeoplePlan::add_membership(std::vector<PlannedMembership>& all,
                                                      PlannedMembership added) {
  if (auto fine = in_order(added.value); !fine) return fine.error();
  for (const PlannedMembership& each : all) {
    if (!overlap(each.value, added.value)) continue;
    return Error{
        ErrorCode::conflict,
        fmt::format("the person is in the team from {} already{}: change that row, or begin after it",
                    utc_text_short(each.value.begins_at),
                    each.value.ends_at ? " until " + utc_text_short(*each.value.ends_at) : ""),
        column_name(from)};
  }
  all.push_back(std::move(added));
  return Effect::added;
}

}  // namespace assay::app
