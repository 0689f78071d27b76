#pragma once
// One provider's work in a project, and one of its teams': how it stands, week by week, by weekday and shift,
// and for a provider team by team.

#include <cstdint>
#include <string>
#include <vector>

#include "app/overview.h"
#include "app/work_times.h"
#include "domain/engagement.h"
#include "domain/team.h"

namespace assay::app {

struct WorkView {
  domain::Engagement engagement;
  std::string time_zone;  // the provider's: of weeks, weekdays and shifts
  std::int64_t items = 0, annotations = 0, annotators = 0;
  Overview overview;
  WorkTimes times;
};

struct TeamPart {
  domain::Team team;
  WorkPart part;
};
struct ProviderView {
  WorkView work;
  std::vector<TeamPart> teams;  // by name; those without annotations too
  WorkPart no_team;             // annotations whose annotator was in none when they were made
  WorkPart without_time;        // of which no team can be told
  std::int64_t unknown_annotators =
      0;  // who are no person of the provider's here, so that they are in no team
};
struct TeamView {
  WorkView work;
  domain::Team team;
};

// For the client's side, and for the provider's own people, who see nobody else's. Annotators stand under
// pseudonyms to all but their own organisation. Cost: an overview, a copy of the provider's rows and a few
// passes over them.
Result<ProviderView> provider_view(Context& context, const Caller& caller, domain::ProjectId project,
                                   domain::EngagementId engagement);
// The same of one team: an annotation counts for the team that its annotator was in when it was made.
struct TeamsAsked {
  domain::ProjectId project;
  domain::EngagementId engagement;
  domain::TeamId team;      // none: not asked
  std::int64_t now_us = 0;  // set by what is asked
};
Result<TeamView> team_view(Context& context, const Caller& caller, const TeamsAsked& asked);

}  // namespace assay::app
