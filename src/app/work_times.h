#pragma once
// When annotations were made, and whether they are as good: by week, weekday, shift and part of the day, in
// the calendar of whoever made them. docs/methods/work_times.md.

#include <cstdint>
#include <string>
#include <vector>

#include "app/context.h"
#include "app/work_parts.h"
#include "domain/calendar.h"

namespace assay::app {

// Parts with annotations alone; the last one of weekdays, shifts and parts of the day is of those whose time
// is not told.
struct WorkTimes {
  std::vector<WorkPart> weeks;  // Monday to Sunday, named by their Monday, the latest 104, in order
  std::vector<WorkPart> weekdays, shifts, day_parts;
  std::int64_t without_time = 0;  // annotations
};
inline constexpr const char* time_not_told = "time not told";

// Whose clock tells the time of a row: that of its provider's name, else the first.
struct WorkCalendars {
  std::vector<domain::Calendar> calendars;
  std::vector<std::uint32_t> of_provider;  // by code of the provider's name in the table
};
Result<WorkTimes> work_times_of(const labels::Table& table, const domain::Schema& schema,
                                const WorkCalendars& calendars);

// Whose calendar is used in a project.
struct CalendarUsed {
  std::string name;  // of the provider as annotations have it; empty: whatever names no engaged one
  std::string organisation, time_zone;
};
struct ProjectTimes {
  std::int64_t log_position = 0;
  std::vector<CalendarUsed> calendars;
  WorkTimes times;
};
// What the caller may see of the project. Annotations of an engaged provider stand in its calendar, all
// others in that of the organisation whose project it is. Cost: a copy of the columns and a few passes.
Result<ProjectTimes> project_times(Context& context, const Caller& caller, domain::ProjectId project);

}  // namespace assay::app
