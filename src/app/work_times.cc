#include "app/work_times.h"

#include <algorithm>
#include <map>

#include "app/permissions.h"
#include "base/zone.h"
#include "domain/shift.h"
#include "live/table_states.h"
#include "store/engagement.h"
#include "store/organisation.h"
#include "store/project.h"
#include "store/user.h"

namespace assay::app {
namespace {

using labels::none;

constexpr std::size_t weeks_max = 104;
constexpr std::int64_t days_to_thursday = 3;  // 1970-01-01 was one

std::int64_t week_of(std::int64_t day) {
  const std::int64_t shifted = day + days_to_thursday;
  return shifted / 7 - (shifted % 7 < 0 ? 1 : 0);
}

template <class Names>
Partition partition_of(const Names& names, std::size_t rows) {
  Partition out;
  for (const std::string_view name : names) out.names.emplace_back(name);
  out.names.emplace_back(time_not_told);
  out.part_of_row.assign(rows, static_cast<std::uint32_t>(out.names.size() - 1));
  return out;
}

// The rows of a table in the parts of the week and the day.
class TimeParts {
 public:
  TimeParts(const labels::Table& table, const WorkCalendars& calendars)
      : table_(table),
        calendars_(calendars),
        weekdays_(partition_of(domain::weekday_names, table.row_count())),
        shifts_(partition_of(domain::shift_names, table.row_count())),
        day_parts_(partition_of(domain::day_part_names, table.row_count())) {
    for (const domain::Calendar& each : calendars.calendars) clocks_.emplace_back(each);
    week_of_row_.assign(table.row_count(), INT64_MIN);
    for (std::size_t row = 0; row < table.time_us.size(); ++row) {
      if (table.time_us[row] != labels::no_time) place(row);
    }
  }

  std::vector<Partition> take() {
    std::vector<Partition> out;
    out.push_back(weeks());
    out.push_back(std::move(weekdays_));
    out.push_back(std::move(shifts_));
    out.push_back(std::move(day_parts_));
    return out;
  }

 private:
  void place(std::size_t row) {
    const domain::WorkMoment at = clock_of(row).at(table_.time_us[row]);
    week_of_row_[row] = week_of(at.day);
    weekdays_.part_of_row[row] = static_cast<std::uint32_t>(at.weekday - 1);
    shifts_.part_of_row[row] = static_cast<std::uint32_t>(at.shift);
    day_parts_.part_of_row[row] = static_cast<std::uint32_t>(at.part);
  }

  domain::WorkClock& clock_of(std::size_t row) {
    const std::uint32_t provider = row < table_.provider.size() ? table_.provider[row] : none;
    const bool is_known = provider < calendars_.of_provider.size();
    return clocks_[is_known ? calendars_.of_provider[provider] : 0];
  }

  Partition weeks() const {
    std::map<std::int64_t, std::uint32_t> numbers;
    for (const std::int64_t week : week_of_row_) {
      if (week != INT64_MIN) numbers.emplace(week, 0);
    }
    while (numbers.size() > weeks_max) numbers.erase(numbers.begin());
    Partition out;
    for (auto& [week, part] : numbers) {
      part = static_cast<std::uint32_t>(out.names.size());
      out.names.push_back(date_text(week * 7 - days_to_thursday));
    }
    out.part_of_row.assign(week_of_row_.size(), none);
    for (std::size_t row = 0; row < week_of_row_.size(); ++row) {
      if (const auto found = numbers.find(week_of_row_[row]); found != numbers.end()) {
        out.part_of_row[row] = found->second;
      }
    }
    return out;
  }

  const labels::Table& table_;
  const WorkCalendars& calendars_;
  std::vector<domain::WorkClock> clocks_;
  std::vector<std::int64_t> week_of_row_;
  Partition weekdays_, shifts_, day_parts_;
};

struct KnownTimes {
  domain::Scope scope;
  std::vector<CalendarUsed> used;
  std::vector<domain::Calendar> calendars;  // of each used one
};

Result<Done> add_calendar(store::Connection& connection, KnownTimes& known, const std::string& name,
                          domain::OrganisationId id) {
  Result<domain::Organisation> organisation = store::organisation_by_id(connection, id);
  if (!organisation) return organisation.error();
  known.used.push_back({name, organisation.value().name, organisation.value().calendar.time_zone});
  known.calendars.push_back(std::move(organisation).value().calendar);
  return Done{};
}

// The client's calendar first, then those of the providers whose rows the caller sees; a provider's people
// see their own alone.
Result<KnownTimes> known_by(store::Connection& connection, const Caller& caller, domain::ProjectId project) {
  Result<domain::Scope> scope = scope_for(connection, caller, Verb::see_quality, project);
  if (!scope) return scope.error();
  KnownTimes out{scope.value(), {}, {}};
  if (out.scope.whole()) {
    Result<domain::Project> found = store::project_by_id(connection, project);
    if (!found) return found.error();
    Result<domain::User> creator = store::user_by_id(connection, found.value().created_by);
    if (!creator) return creator.error();
    if (auto added = add_calendar(connection, out, "", creator.value().organisation); !added)
      return added.error();
  }
  Result<std::vector<domain::Engagement>> engagements = store::engagements_in(connection, project);
  if (!engagements) return engagements.error();
  for (const domain::Engagement& each : engagements.value()) {
    if (!out.scope.whole() && each.provider != out.scope.provider) continue;
    if (auto added = add_calendar(connection, out, each.provider_name, each.organisation); !added)
      return added.error();
  }
  return out;
}

}  // namespace

Result<WorkTimes> work_times_of(const labels::Table& table, const domain::Schema& schema,
                                const WorkCalendars& calendars) {
  const std::vector<Partition> partitions = TimeParts(table, calendars).take();
  Result<std::vector<std::vector<WorkPart>>> parts = work_parts(table, schema, partitions);
  if (!parts) return parts.error();
  WorkTimes out;
  out.without_time = parts.value()[1].back().annotations;
  out.weeks = in_use(std::move(parts.value()[0]));
  out.weekdays = in_use(std::move(parts.value()[1]));
  out.shifts = in_use(std::move(parts.value()[2]));
  out.day_parts = in_use(std::move(parts.value()[3]));
  return out;
}

Result<ProjectTimes> project_times(Context& context, const Caller& caller, domain::ProjectId project) {
  Result<KnownTimes> known = context.database.read(
      [&](store::Connection& connection) { return known_by(connection, caller, project); });
  if (!known) return known.error();
  Result<live::SharedTable> table = context.live.table(known.value().scope);
  if (!table) return table.error();
  ProjectTimes out;
  out.log_position = table.value()->log_position();
  live::ProjectTable::Copy copy = table.value()->copy();
  live::take_out_what_does_not_apply(copy.table, *table.value()->schema());
  WorkCalendars calendars{std::move(known.value().calendars), {}};
  calendars.of_provider.assign(copy.table.providers.size(), 0);
  for (std::uint32_t at = 0; at < known.value().used.size(); ++at) {
    const auto code = copy.table.providers.find(known.value().used[at].name);
    if (code && !known.value().used[at].name.empty()) calendars.of_provider[*code] = at;
  }
  Result<WorkTimes> times = work_times_of(copy.table, *table.value()->schema(), calendars);
  if (!times) return times.error();
  out.calendars = std::move(known.value().used);
  out.times = std::move(times).value();
  return out;
}

}  // namespace assay::app
