#include "app/provider_view.h"

#include <algorithm>

#include "app/permissions.h"
#include "app/team_book.h"
#include "live/table_states.h"
#include "store/engagement.h"
#include "store/organisation.h"

namespace assay::app {
namespace {

using live::ProjectTable;

struct Seen {
  domain::Engagement engagement;
  domain::Scope scope;
  domain::Calendar calendar;
  TeamBook teams;
};

// The client's side may look at every provider's part, a provider's people at their own.
Result<Seen> seen_by(store::Connection& connection, const Caller& caller, const TeamsAsked& asked) {
  Result<domain::Scope> scope = scope_for(connection, caller, Verb::see_quality, asked.project);
  if (!scope) return scope.error();
  const Error missing{ErrorCode::not_found, "there is no such engagement in this project", "engagement"};
  Result<domain::Engagement> engagement =
      store::engagement_by_id(connection, asked.project, asked.engagement);
  if (!engagement) return engagement.error().code == ErrorCode::not_found ? missing : engagement.error();
  domain::Scope own = scope.value();
  if (!own.whole() && own.provider != engagement.value().provider) return missing;
  own.provider = engagement.value().provider;
  Result<domain::Organisation> organisation =
      store::organisation_by_id(connection, engagement.value().organisation);
  if (!organisation) return organisation.error();
  Result<TeamBook> teams =
      TeamBook::read(connection, asked.project, engagement.value().organisation, asked.now_us);
  if (!teams) return teams.error();
  return Seen{std::move(engagement).value(), own, std::move(organisation).value().calendar,
              std::move(teams).value()};
}

// The rows for which `keep` says so, with the names and gold of the whole table.
template <class Keep>
labels::Table rows_of(const labels::Table& table, const Keep& keep) {
  labels::Table out;
  out.items = table.items;
  out.questions = table.questions;
  out.annotators = table.annotators;
  out.labels = table.labels;
  out.gold = table.gold;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (!keep(row)) continue;
    labels::RowCodes codes;
    codes.item = table.item[row];
    codes.question = table.question[row];
    codes.annotator = table.annotator[row];
    codes.label = table.label[row];
    if (row < table.time_us.size()) codes.time_us = table.time_us[row];
    if (row < table.state.size()) codes.state = table.state[row];
    out.add_codes(codes);
  }
  return out;
}

template <class Codes>
std::int64_t distinct(const Codes& codes, std::size_t count) {
  std::vector<bool> used(count, false);
  for (const std::uint32_t code : codes) {
    if (code < count) used[code] = true;
  }
  return std::count(used.begin(), used.end(), true);
}

Result<WorkTimes> times_of(const labels::Table& table, const domain::Schema& schema, const Seen& seen) {
  WorkCalendars calendars;
  calendars.calendars.push_back(seen.calendar);
  return work_times_of(table, schema, calendars);
}

void take_teams(std::vector<WorkPart> parts, const TeamBook& book, ProviderView& out) {
  const std::size_t count = book.teams().size();
  for (std::size_t at = 0; at < count; ++at) {
    out.teams.push_back({book.teams()[at], std::move(parts[at])});
  }
  out.no_team = std::move(parts[count]);
  out.without_time = std::move(parts[count + 1]);
}

}  // namespace

Result<ProviderView> provider_view(Context& context, const Caller& caller, domain::ProjectId project,
                                   domain::EngagementId id) {
  Result<Seen> seen = context.database.read([&](store::Connection& connection) {
    return seen_by(connection, caller, {project, id, {}, context.clock.now_us()});
  });
  if (!seen) return seen.error();
  Result<live::SharedTable> table = context.live.table(seen.value().scope);
  if (!table) return table.error();
  Result<Overview> overview = overview_of(*table.value());
  if (!overview) return overview.error();
  ProviderView out;
  const ProjectTable::Sizes sizes = table.value()->sizes();
  ProjectTable::Copy copy = table.value()->copy();
  const auto schema = table.value()->schema();
  live::take_out_what_does_not_apply(copy.table, *schema);
  Result<WorkTimes> times = times_of(copy.table, *schema, seen.value());
  if (!times) return times.error();
  const std::vector<Partition> by_team = {seen.value().teams.partition(*table.value(), copy.table)};
  Result<std::vector<std::vector<WorkPart>>> parts = work_parts(copy.table, *schema, by_team);
  if (!parts) return parts.error();
  out.unknown_annotators = seen.value().teams.unknown_annotators(*table.value(), copy.table);
  take_teams(std::move(parts.value()[0]), seen.value().teams, out);
  out.work = {std::move(seen.value().engagement),
              seen.value().calendar.time_zone,
              sizes.items,
              sizes.annotations,
              sizes.annotators,
              std::move(overview).value(),
              std::move(times).value()};
  return out;
}

Result<TeamView> team_view(Context& context, const Caller& caller, const TeamsAsked& asked) {
  Result<Seen> seen = context.database.read([&](store::Connection& connection) {
    TeamsAsked now = asked;
    now.now_us = context.clock.now_us();
    return seen_by(connection, caller, now);
  });
  if (!seen) return seen.error();
  const std::vector<domain::Team>& teams = seen.value().teams.teams();
  const auto found = std::find_if(teams.begin(), teams.end(),
                                  [&](const domain::Team& each) { return each.id == asked.team; });
  if (found == teams.end()) return no_such("team");
  Result<live::SharedTable> table = context.live.table(seen.value().scope);
  if (!table) return table.error();
  const std::int64_t position = table.value()->log_position();
  const ProjectTable::Copy copy = table.value()->copy();
  const auto schema = table.value()->schema();
  const Partition partition = seen.value().teams.partition(*table.value(), copy.table);
  const auto place = static_cast<std::uint32_t>(found - teams.begin());
  const labels::Table own =
      rows_of(copy.table, [&](std::size_t row) { return partition.part_of_row[row] == place; });
  std::vector<live::QuestionState> states;
  if (own.row_count() > 0) {
    Result<std::vector<live::QuestionState>> made = live::states_of(own, *schema);
    if (!made) return made.error();
    states = std::move(made).value();
  }
  labels::Table measured = own;
  live::take_out_what_does_not_apply(measured, *schema);
  Result<WorkTimes> times = times_of(measured, *schema, seen.value());
  if (!times) return times.error();
  WorkView work{std::move(seen.value().engagement),
                seen.value().calendar.time_zone,
                distinct(own.item, own.items.size()),
                static_cast<std::int64_t>(own.row_count()),
                distinct(own.annotator, own.annotators.size()),
                overview_from(states),
                std::move(times).value()};
  work.overview.log_position = position;
  return TeamView{std::move(work), *found};
}

}  // namespace assay::app
