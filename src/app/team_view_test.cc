// What a team did: its people's annotations while they were in it, by the clock of their provider; who sees
// it; and when in the week it was done.

#include <gtest/gtest.h>

#include "app/app_testing.h"
#include "app/engagements.h"
#include "app/organisations.h"
#include "app/people_list.h"
#include "app/provider_view.h"
#include "app/work_times.h"
#include "base/clock.h"

namespace assay::app {
namespace {

// Monday, 2026-11-23T00:00:00Z; in Berlin one o'clock.
constexpr std::int64_t monday_us = 1'795'392'000'000'000;

const WorkPart* part_of(const std::vector<WorkPart>& parts, const std::string& name) {
  for (const WorkPart& each : parts) {
    if (each.name == name) return &each;
  }
  return nullptr;
}

std::int64_t annotations_in(const std::vector<WorkPart>& parts, const std::string& name) {
  const WorkPart* part = part_of(parts, name);
  return part == nullptr ? 0 : part->annotations;
}

}  // namespace

class TeamViewTest : public ::testing::TestWithParam<Dialect> {
 protected:
  TeamViewTest() {
    domain::Calendar berlin;
    berlin.time_zone = "Europe/Berlin";
    berlin.holidays = {"2026-11-25"};
    acme_ = add_organisation(server.context, server.owner, {.name = "Acme", .calendar = berlin}).value().id;
    rival_ = add_organisation(server.context, server.owner, {.name = "Rival"}).value().id;
    domain::Question mood;
    mood.name = "mood";
    mood.categories = {{.name = "good"}, {.name = "bad"}};
    project_ = server.project({mood});
    of_acme_ = engage(server.context, server.owner, project_, acme_).value().id;
    of_rival_ = engage(server.context, server.owner, project_, rival_).value().id;
    lead_ = lead("lead@acme.example", acme_, of_acme_);
    rival_lead_ = lead("lead@rival.example", rival_, of_rival_);
    for (const char* who : {"maria@acme.example", "omar@acme.example"}) person(who, acme_);
  }

  Caller person(const std::string& email, domain::OrganisationId organisation) {
    const std::string name = email.substr(0, email.find('@')) + " of " + std::to_string(organisation.value);
    const auto made =
        add_user(server.context, server.owner, {email, name, "a long enough phrase", false, organisation});
    EXPECT_TRUE(made.ok());
    return {made.value(), Access::write, "r-2", "127.0.0.1"};
  }
  Caller lead(const std::string& email, domain::OrganisationId organisation, domain::EngagementId in) {
    Caller out = person(email, organisation);
    EXPECT_TRUE(set_member(server.context, server.owner, project_, {email, "lead", in, false}).ok());
    return out;
  }
  void says_at(const Caller& who, const std::string& item, const std::string& annotator,
               const std::string& label, std::optional<std::int64_t> at) {
    domain::NewAnnotation row = says(item, annotator, label);
    row.submitted_at = at;
    const std::vector<domain::NewAnnotation> rows = {row};
    const auto added = add_annotations(server.context, who, {.project = project_}, rows);
    ASSERT_TRUE(added.ok() && added.value().results[0].status == RowResult::Status::added);
  }
  void list(const std::string& csv) {
    const auto put =
        put_people(server.context, lead_, {PeopleList::Of::organisation, acme_.value}, csv, ListRun::apply);
    ASSERT_TRUE(put.ok()) << error_text(put.error());
  }
  // Maria moves from Night to Day on Wednesday; Omar, whom annotations call by his name, is in none but Night
  // on Monday; nobody is "zoe".
  void a_week() {
    list(
        "email,team,from,until\nmaria@acme.example,Night,2026-11-01,2026-11-24\n"
        "maria@acme.example,Day,2026-11-25,\nomar@acme.example,Night,2026-11-23,2026-11-23\n");
    says_at(lead_, "i1", "Maria@acme.example", "good", monday_us + 9 * hour_us);
    says_at(lead_, "i2", "maria@acme.example", "bad", monday_us + day_us + 22 * hour_us);   // 23:00 in Berlin
    says_at(lead_, "i3", "maria@acme.example", "good", monday_us + day_us + 23 * hour_us);  // Wednesday there
    says_at(lead_, "i1", "omar of " + std::to_string(acme_.value), "good", monday_us + 8 * hour_us);
    says_at(lead_, "i2", "omar of " + std::to_string(acme_.value), "bad", monday_us + 2 * day_us);
    says_at(lead_, "i3", "zoe", "bad", monday_us + 5 * day_us);
    says_at(lead_, "i4", "maria@acme.example", "bad", std::nullopt);
    says_at(rival_lead_, "i1", "ivan", "bad", monday_us + 9 * hour_us);
    const std::vector<NewGold> gold = {{"i1", "", "good"}, {"i2", "", "good"}, {"i3", "", "good"}};
    ASSERT_TRUE(add_gold(server.context, server.owner, {.project = project_}, gold).ok());
  }
  ProviderView seen(const Caller& who) {
    const auto view = provider_view(server.context, who, project_, of_acme_);
    EXPECT_TRUE(view.ok()) << error_text(view.error());
    return view.value();
  }
  domain::TeamId team(const std::string& name) {
    for (const auto& each : teams(server.context, lead_, acme_).value()) {
      if (each.name == name) return each.id;
    }
    return {};
  }

  Server server{GetParam()};
  domain::OrganisationId acme_, rival_;
  domain::ProjectId project_;
  domain::EngagementId of_acme_, of_rival_;
  Caller lead_, rival_lead_;
};
ASSAY_ON_BOTH_DATABASES(TeamViewTest);

TEST_P(TeamViewTest, an_annotation_counts_for_the_team_its_annotator_was_in_when_it_was_made) {
  a_week();
  for (const Caller& who : {server.owner, lead_}) {
    const ProviderView view = seen(who);
    ASSERT_EQ(view.teams.size(), 2U);
    EXPECT_EQ(view.teams[0].team.name, "Day");
    EXPECT_EQ(view.teams[0].part.annotations, 1);
    EXPECT_EQ(view.teams[1].team.name, "Night");
    EXPECT_EQ(view.teams[1].part.annotations, 3);
    EXPECT_EQ(view.teams[1].part.annotators, 3);  // a name in two spellings is two annotators of one person
    EXPECT_EQ(view.teams[1].part.items, 2);
    EXPECT_NEAR(*view.teams[1].part.accuracy.value, 2.0 / 3, 1e-12);
    EXPECT_EQ(view.teams[1].part.accuracy.n, 3);
    EXPECT_EQ(view.no_team.annotations, 2);
    EXPECT_EQ(view.without_time.annotations, 1);
    EXPECT_EQ(view.unknown_annotators, 1);
  }
}

TEST_P(TeamViewTest, a_team_shows_the_estimates_and_weeks_of_its_own_rows_alone) {
  a_week();
  const auto night = team_view(server.context, server.owner, {project_, of_acme_, team("Night"), 0});
  ASSERT_TRUE(night.ok()) << error_text(night.error());
  const WorkView& work = night.value().work;
  EXPECT_EQ(work.annotations, 3);
  EXPECT_EQ(work.items, 2);
  EXPECT_EQ(work.annotators, 3);
  EXPECT_EQ(work.time_zone, "Europe/Berlin");
  ASSERT_EQ(work.times.weeks.size(), 1U);
  EXPECT_EQ(work.times.weeks[0].name, "2026-11-23");
  EXPECT_EQ(work.times.without_time, 0);
  ASSERT_EQ(work.overview.inspection.questions.size(), 1U);
  const auto& accuracy = work.overview.inspection.questions[0].accuracy;
  ASSERT_TRUE(accuracy.has_value());
  EXPECT_NEAR(*accuracy->overall.value, 2.0 / 3, 1e-12);
  // A team that did nothing has a page too.
  list("email,team\nomar@acme.example,Idle\n");
  const auto idle = team_view(server.context, lead_, {project_, of_acme_, team("Idle"), 0});
  ASSERT_TRUE(idle.ok());
  EXPECT_EQ(idle.value().work.annotations, 0);
  EXPECT_EQ(idle.value().team.member_count, 1);
}

TEST_P(TeamViewTest, an_annotator_with_a_code_is_the_member_who_was_told_to_annotate_under_it) {
  a_week();
  EXPECT_EQ(seen(lead_).unknown_annotators, 1);
  ASSERT_TRUE(
      set_member(server.context, lead_, project_, {"maria@acme.example", "annotator", of_acme_, false, "zoe"})
          .ok());
  const ProviderView view = seen(lead_);
  EXPECT_EQ(view.teams[0].part.annotations, 2);  // what "zoe" said on Saturday, when Maria was in Day
  EXPECT_EQ(view.no_team.annotations, 1);
  EXPECT_EQ(view.unknown_annotators, 0);
}

TEST_P(TeamViewTest, who_is_in_two_teams_at_once_counts_for_the_one_that_began_last) {
  list("email,team,from,until\nmaria@acme.example,Night,2026-11-01,\nmaria@acme.example,Pilot,2026-11-20,\n");
  says_at(lead_, "i1", "maria@acme.example", "good", monday_us);
  says_at(lead_, "i2", "maria@acme.example", "good", monday_us - 10 * day_us);
  const ProviderView view = seen(lead_);
  EXPECT_EQ(view.teams[0].part.annotations, 1);
  EXPECT_EQ(view.teams[1].part.annotations, 1);
}

TEST_P(TeamViewTest, another_providers_team_is_not_there) {
  a_week();
  const auto told = [&](const Caller& who, domain::EngagementId engagement, domain::TeamId id) {
    const auto view = team_view(server.context, who, {project_, engagement, id, 0});
    return view.ok() ? std::string() : error_text(view.error());
  };
  EXPECT_EQ(told(rival_lead_, of_acme_, team("Night")), told(rival_lead_, {99}, team("Night")));
  EXPECT_FALSE(told(rival_lead_, of_acme_, team("Night")).empty());
  // In its own engagement another's team is like one that never was; for the client, too.
  EXPECT_EQ(told(rival_lead_, of_rival_, team("Night")), told(rival_lead_, of_rival_, {99}));
  EXPECT_EQ(told(server.owner, of_rival_, team("Night")), told(server.owner, of_rival_, {99}));
  EXPECT_FALSE(told(server.owner, of_rival_, {99}).empty());
}

TEST_P(TeamViewTest, quality_is_told_by_weekday_and_shift_on_the_clock_of_whoever_worked) {
  a_week();
  const WorkTimes& times = seen(server.owner).work.times;
  EXPECT_EQ(annotations_in(times.weekdays, "Monday"), 2);
  EXPECT_EQ(annotations_in(times.weekdays, "Tuesday"), 1);
  EXPECT_EQ(annotations_in(times.weekdays, "Wednesday"), 2);
  EXPECT_EQ(annotations_in(times.weekdays, "Saturday"), 1);
  EXPECT_EQ(annotations_in(times.weekdays, time_not_told), 1);
  EXPECT_EQ(part_of(times.weekdays, "Sunday"), nullptr);
  EXPECT_EQ(annotations_in(times.shifts, "working hours"), 2);  // 09:00 and 10:00 in Berlin
  EXPECT_EQ(annotations_in(times.shifts, "holiday"), 2);
  EXPECT_EQ(annotations_in(times.shifts, "outside working hours"), 2);
  EXPECT_EQ(annotations_in(times.day_parts, "evening, 18:00 to 24:00"), 1);
  EXPECT_EQ(*part_of(times.shifts, "working hours")->accuracy.value, 1.0);
  EXPECT_EQ(part_of(times.shifts, "working hours")->accuracy.n, 2);
  ASSERT_EQ(part_of(times.shifts, "holiday")->agreement.size(), 1U);
  EXPECT_EQ(part_of(times.shifts, "holiday")->agreement[0].estimate.status, Status::insufficient);
  EXPECT_EQ(times.without_time, 1);
}

TEST_P(TeamViewTest, a_project_uses_the_calendar_of_each_provider_and_the_clients_for_the_rest) {
  a_week();
  says_at(server.owner, "i9", "in-house", "good",
          monday_us - hour_us / 2);  // Sunday in UTC, Monday in Berlin
  const auto all = project_times(server.context, server.owner, project_);
  ASSERT_TRUE(all.ok()) << error_text(all.error());
  ASSERT_EQ(all.value().calendars.size(), 3U);
  EXPECT_EQ(all.value().calendars[0].name, "");
  EXPECT_EQ(all.value().calendars[0].time_zone, "UTC");
  EXPECT_EQ(all.value().calendars[1].time_zone, "Europe/Berlin");
  EXPECT_EQ(annotations_in(all.value().times.weekdays, "Sunday"), 1);
  EXPECT_EQ(annotations_in(all.value().times.weekdays, "Monday"), 3);
  // A lead sees the own rows in the own calendar, and no other provider's.
  const auto own = project_times(server.context, lead_, project_);
  ASSERT_TRUE(own.ok());
  ASSERT_EQ(own.value().calendars.size(), 1U);
  EXPECT_EQ(own.value().calendars[0].name, "Acme");
  EXPECT_EQ(annotations_in(own.value().times.weekdays, "Monday"), 2);
  EXPECT_FALSE(project_times(server.context, person("nobody@acme.example", acme_), project_).ok());
}

}  // namespace assay::app
