// Lists of people: what they change, what is wrong with them, what comes back, and who may not.

#include "app/people_list.h"

#include <gtest/gtest.h>

#include <set>

#include "app/app_testing.h"
#include "app/audit.h"
#include "app/engagements.h"
#include "app/invitations.h"
#include "app/organisations.h"
#include "app/people_file.h"
#include "base/clock.h"

namespace assay::app {
namespace {

using Of = PeopleList::Of;

}  // namespace

class PeopleListTest : public ::testing::TestWithParam<Dialect> {
 protected:
  PeopleListTest() {
    acme_ = organisation("Acme");
    rival_ = organisation("Rival");
    project_ = server.project();
    of_acme_ = engage(server.context, server.owner, project_, acme_).value().id;
    lead_ = person("lead@acme.example", acme_);
    rival_lead_ = person("lead@rival.example", rival_);
    person("maria@acme.example", acme_);
    person("omar@acme.example", acme_);
    person("ivan@rival.example", rival_);
    EXPECT_TRUE(
        set_member(server.context, server.owner, project_, {"lead@acme.example", "lead", of_acme_, false})
            .ok());
    of_project = {Of::project, project_.value};
    of_organisation = {Of::organisation, acme_.value};
  }

  domain::OrganisationId organisation(const std::string& name) {
    return add_organisation(server.context, server.owner,
                            {.name = name, .calendar = {.time_zone = "Europe/Berlin"}})
        .value()
        .id;
  }
  Caller person(const std::string& email, domain::OrganisationId organisation) {
    const auto made =
        add_user(server.context, server.owner,
                 {email, email.substr(0, email.find('@')), "a long enough phrase", false, organisation});
    EXPECT_TRUE(made.ok()) << error_text(made.error());
    return {made.value(), Access::write, "r-2", "127.0.0.1"};
  }

  Result<PeopleOutcome> put(const Caller& who, const PeopleList& list, const std::string& csv,
                            ListRun run = ListRun::apply) {
    return put_people(server.context, who, list, csv, run);
  }
  PeopleOutcome applied(const Caller& who, const PeopleList& list, const std::string& csv) {
    const auto out = put(who, list, csv);
    EXPECT_TRUE(out.ok()) << error_text(out.error());
    return out.ok() ? out.value() : PeopleOutcome{};
  }
  // "row column" of every problem.
  std::vector<std::string> problems(const Caller& who, const PeopleList& list, const std::string& csv) {
    const auto out = put(who, list, csv, ListRun::look);
    EXPECT_TRUE(out.ok()) << error_text(out.error());
    std::vector<std::string> places;
    if (!out.ok()) return places;
    for (const formats::Problem& each : out.value().problems.listed) {
      places.push_back(std::to_string(each.row) + " " + each.column);
      EXPECT_FALSE(each.message.empty());
    }
    return places;
  }
  std::string csv(const Caller& who, const PeopleList& list) {
    const auto out = people_csv(server.context, who, list);
    EXPECT_TRUE(out.ok()) << error_text(out.error());
    return out.ok() ? out.value() : "";
  }
  std::size_t events() {
    return audit_events(server.context, server.owner, {.verb = "import_people"}).value().size();
  }
  std::map<std::string, std::string> roles() {
    std::map<std::string, std::string> out;
    for (const auto& each : members(server.context, server.owner, project_).value()) {
      out[each.email] = each.role + (each.adjudicates ? "+" : "");
    }
    return out;
  }
  domain::TeamId team_named(const std::string& name) {
    for (const auto& each : teams(server.context, server.owner, acme_).value()) {
      if (each.name == name) return each.id;
    }
    return {};
  }
  // What looking and applying change: nothing.
  void expect_same_again(const Caller& who, const PeopleList& list, const std::string& text) {
    const std::size_t before = events();
    const PeopleOutcome again = applied(who, list, text);
    EXPECT_EQ(again.unchanged, again.rows);
    EXPECT_EQ(again.added + again.changed, 0);
    EXPECT_EQ(events(), before);
  }

  Server server{GetParam()};
  domain::OrganisationId acme_, rival_;
  domain::ProjectId project_;
  domain::EngagementId of_acme_;
  Caller lead_, rival_lead_;
  PeopleList of_project, of_organisation;
};
ASSAY_ON_BOTH_DATABASES(PeopleListTest);

TEST_P(PeopleListTest, a_lead_brings_people_teams_and_dates_in_with_one_event_and_twice_changes_nothing) {
  const std::string list =
      "email,name,role,team,from,until\n"
      "Maria@acme.example,maria,annotator,Night shift,2023-01-02,2023-06-30\n"
      "maria@acme.example,maria,annotator,Day shift,2023-07-01,\n"
      "omar@acme.example,omar,reviewer,Night shift,,\n";
  const auto seen = put(lead_, of_project, list, ListRun::look);
  ASSERT_TRUE(seen.ok()) << error_text(seen.error());
  EXPECT_EQ(seen.value().problems.count, 0);
  EXPECT_EQ(seen.value().added, 3);
  EXPECT_EQ(seen.value().teams, (std::vector<std::string>{"Night shift", "Day shift"}));
  EXPECT_FALSE(seen.value().applied);
  EXPECT_EQ(events(), 0U);
  EXPECT_EQ(roles().size(), 2U);  // a look changes nothing

  EXPECT_TRUE(applied(lead_, of_project, list).applied);
  EXPECT_EQ(events(), 1U);
  EXPECT_EQ(roles().at("maria@acme.example"), "annotator");
  EXPECT_EQ(roles().at("omar@acme.example"), "reviewer");
  const auto night = team_members(server.context, lead_, team_named("Night shift"));
  ASSERT_EQ(night.value().size(), 2U);
  // Days are Berlin's: the second of January began at 23:00 UTC, the last of June ended at 22:00.
  EXPECT_EQ(utc_text(night.value()[1].begins_at), "2023-01-01T23:00:00Z");
  EXPECT_EQ(utc_text(*night.value()[1].ends_at), "2023-06-30T22:00:00Z");
  expect_same_again(lead_, of_project, list);
}

TEST_P(PeopleListTest, every_problem_is_told_with_row_and_column_and_then_nothing_is_changed) {
  const std::string list =
      "email,role,adjudicates,team,from,until\n"
      "maria@acme.example,annotator,,,,\n"                               // 2: fine
      "no address,annotator,maybe,,,\n"                                  // 3: two problems
      "omar@acme.example,king,,,,\n"                                     // 4
      "nobody@acme.example,annotator,,,,\n"                              // 5
      "ivan@rival.example,annotator,,,,\n"                               // 6: another's
      "maria@acme.example,annotator,,,,\n"                               // 7: row 2 again
      "lead@acme.example,annotator,,,,\n"                                // 8: a lead names no lead
      "omar@acme.example,annotator,,Night shift,24.11.2026,\n"           // 9
      "omar@acme.example,annotator,,Late shift,2023-05-01,2023-04-01\n"  // 10
      "omar@acme.example,annotator,,,2023-05-01,\n";                     // 11
  EXPECT_EQ(problems(lead_, of_project, list),
            (std::vector<std::string>{"3 email", "3 adjudicates", "4 role", "5 email", "6 email", "7 email",
                                      "8 role", "9 role", "10 role", "11 from"}));
  const auto refused = put(lead_, of_project, list);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, ErrorCode::invalid);
  EXPECT_EQ(refused.error().where, "row 3, email");
  EXPECT_EQ(roles().size(), 2U);
  EXPECT_EQ(events(), 0U);
}

TEST_P(PeopleListTest, dates_of_a_team_are_days_of_its_organisation_in_order_and_never_overlap) {
  const std::string head = "email,team,from,until\n";
  applied(lead_, of_organisation, head + "omar@acme.example,Night,2023-05-01,2023-05-31\n");
  EXPECT_EQ(problems(lead_, of_organisation,
                     head + "omar@acme.example,Night,24.11.2026,\n"
                            "omar@acme.example,Night,2023-07-02,2023-07-01\n"
                            "omar@acme.example,Night,2023-05-31,2023-07-01\n"
                            "omar@acme.example,Night,2023-08-01T08:00:00,\n"
                            "omar@acme.example,Night,1700000000,\n"),
            (std::vector<std::string>{"2 from", "3 until", "4 from", "5 from", "6 from"}));
  // The day after the last is free; an end is moved by naming the beginning, and taken off by an empty cell.
  applied(lead_, of_organisation, head + "omar@acme.example,Night,2023-06-01,\n");
  EXPECT_EQ(problems(lead_, of_organisation, head + "omar@acme.example,Night,2023-05-01,\n"),
            std::vector<std::string>{"2 until"});
  EXPECT_EQ(applied(lead_, of_organisation, head + "omar@acme.example,Night,2023-06-01,2023-06-30\n").changed,
            1);
  EXPECT_EQ(applied(lead_, of_organisation, head + "omar@acme.example,Night,2023-06-01,\n").changed, 1);
  // Without a column for it an end stays as it was.
  applied(lead_, of_organisation, head + "omar@acme.example,Night,2023-06-01,2099-06-30\n");
  expect_same_again(lead_, of_organisation, "email,team,from\nomar@acme.example,Night,2023-06-01\n");
  EXPECT_EQ(teams(server.context, lead_, acme_).value()[0].member_count, 1);
}

TEST_P(PeopleListTest, an_end_or_a_beginning_ahead_is_one_and_leaving_comes_before_it) {
  applied(lead_, of_organisation, "email,team,until\nomar@acme.example,Night,2099-06-30\n");
  const domain::TeamId night = team_named("Night");
  const auto count = [&] { return teams(server.context, lead_, acme_).value()[0].member_count; };
  const domain::UserId omar = team_members(server.context, lead_, night).value()[0].user;
  EXPECT_EQ(count(), 1);
  server.test.clock.advance(hour_us);
  ASSERT_TRUE(leave_team(server.context, lead_, night, omar).ok());
  EXPECT_EQ(count(), 0);
  EXPECT_EQ(leave_team(server.context, lead_, night, omar).error().code, ErrorCode::not_found);
  applied(lead_, of_organisation, "email,team,from\nomar@acme.example,Night,2098-01-01\n");
  EXPECT_EQ(count(), 0);  // not yet
  EXPECT_EQ(join_team(server.context, lead_, night, "omar@acme.example").error().code, ErrorCode::conflict);
  ASSERT_TRUE(leave_team(server.context, lead_, night, omar).ok());
  EXPECT_TRUE(join_team(server.context, lead_, night, "omar@acme.example").ok());
  EXPECT_EQ(count(), 1);
}

TEST_P(PeopleListTest, the_list_as_it_stands_comes_back_without_a_change) {
  ASSERT_TRUE(add_team(server.context, lead_, acme_, "=cmd|' /C calc'!A0").ok());
  const domain::TeamId team = team_named("=cmd|' /C calc'!A0");
  ASSERT_TRUE(join_team(server.context, lead_, team, "maria@acme.example").ok());
  server.test.clock.advance(hour_us + 123'457);
  ASSERT_TRUE(
      leave_team(server.context, lead_, team, team_members(server.context, lead_, team).value()[0].user)
          .ok());
  server.test.clock.advance(hour_us);
  ASSERT_TRUE(join_team(server.context, lead_, team, "maria@acme.example").ok());
  applied(lead_, of_project, "email,role,adjudicates\nmaria@acme.example,reviewer,yes\n");
  const std::string whole = csv(lead_, of_organisation);
  // Cells that a spreadsheet would run are guarded.
  EXPECT_NE(whole.find("\"'=cmd"), std::string::npos) << whole;
  expect_same_again(lead_, of_organisation, whole);
  expect_same_again(lead_, {Of::team, team.value}, csv(lead_, {Of::team, team.value}));
  expect_same_again(lead_, of_project, csv(lead_, of_project));
  const std::string owners = csv(server.owner, of_project);
  expect_same_again(server.owner, of_project, owners);
  EXPECT_NE(owners.find("maria@acme.example,maria,reviewer,Acme,yes"), std::string::npos) << owners;
  EXPECT_EQ(owners.find("cmd"), std::string::npos);  // teams are their organisation's own
  // What a colleague with a spreadsheet makes of it: semicolons, Windows line ends, a byte order mark.
  std::string german = "\xEF\xBB\xBF";
  for (const char each : owners)
    german += each == ',' ? std::string(";") : each == '\n' ? "\r\n" : std::string(1, each);
  expect_same_again(server.owner, of_project, german);
}

TEST_P(PeopleListTest, another_organisations_people_and_lists_are_not_there) {
  const auto message_of = [&](const std::string& email) {
    const auto out = put(lead_, of_organisation, "email\n" + email + "\n", ListRun::look);
    EXPECT_EQ(out.value().problems.count, 1);
    return out.value().problems.listed.at(0).message;
  };
  EXPECT_EQ(message_of("ivan@rival.example"), message_of("never@nowhere.example"));
  EXPECT_NE(message_of("ivan@rival.example").find("administrator"), std::string::npos);
  applied(lead_, of_organisation, "email,team\nomar@acme.example,Night\n");
  const std::int64_t team = team_named("Night").value;
  for (const auto& [theirs, never] :
       {std::pair{PeopleList{Of::organisation, acme_.value}, PeopleList{Of::organisation, 99}},
        std::pair{PeopleList{Of::team, team}, PeopleList{Of::team, 99}},
        std::pair{PeopleList{Of::project, project_.value}, PeopleList{Of::project, 99}}}) {
    for (const ListRun run : {ListRun::look, ListRun::apply}) {
      const auto a = put(rival_lead_, theirs, "email\nx@y.z\n", run);
      const auto b = put(rival_lead_, never, "email\nx@y.z\n", run);
      ASSERT_FALSE(a.ok() || b.ok());
      EXPECT_EQ(a.error().code, ErrorCode::not_found);
      EXPECT_EQ(error_text(a.error()), error_text(b.error()));
    }
    const auto a = people_csv(server.context, rival_lead_, theirs);
    const auto b = people_csv(server.context, rival_lead_, never);
    ASSERT_FALSE(a.ok() || b.ok());
    EXPECT_EQ(error_text(a.error()), error_text(b.error()));
  }
  // The owner gives roles; the provider's teams are not theirs to fill. Neither other provider is named to a
  // lead.
  server.owner.user.administrator = false;
  EXPECT_EQ(problems(server.owner, of_project,
                     "email,role,provider,team\nmaria@acme.example,annotator,Acme,Night\n"),
            std::vector<std::string>{"2 team"});
  EXPECT_EQ(problems(lead_, of_project, "email,role,provider\nmaria@acme.example,annotator,Rival\n"),
            std::vector<std::string>{"2 provider"});
  EXPECT_EQ(problems(server.owner, of_project, "email,role,provider\nivan@rival.example,annotator,Rival\n"),
            std::vector<std::string>{"2 provider"});
}

TEST_P(PeopleListTest, an_administrator_invites_who_is_new_and_nobody_else_does) {
  const std::string list = "email,name,team\nnew@acme.example,Noor,Night\nnew2@acme.example,,\n";
  EXPECT_EQ(problems(lead_, of_organisation, list), (std::vector<std::string>{"2 email", "3 email"}));
  Caller token = server.owner;
  token.came_by = CameBy::token;
  EXPECT_EQ(problems(token, of_organisation, list).size(), 2U);
  const PeopleOutcome out = applied(server.owner, of_organisation, list);
  EXPECT_EQ(out.added, 2);
  ASSERT_EQ(out.invitations.size(), 2U);
  const auto open = open_invitation(server.context, out.invitations[0].secret);
  ASSERT_TRUE(open.ok());
  EXPECT_EQ(open.value().email, "new@acme.example");
  EXPECT_EQ(open.value().organisation, acme_);
  EXPECT_NE(csv(lead_, of_organisation).find("new@acme.example,Noor,Night"), std::string::npos);
  expect_same_again(server.owner, of_organisation, list);
  EXPECT_EQ(problems(server.owner, of_organisation, "email\nivan@rival.example\n"),
            std::vector<std::string>{"2 email"});
  // New in a project: invited into the provider's house, with the role.
  const PeopleOutcome in_project =
      applied(server.owner, of_project, "email,role,provider\nthird@acme.example,annotator,Acme\n");
  EXPECT_EQ(in_project.invited, std::vector<std::string>{"third@acme.example"});
  EXPECT_EQ(roles().at("third@acme.example"), "annotator");
}

TEST_P(PeopleListTest, a_project_keeps_an_owner_and_roles_stand_on_their_side) {
  EXPECT_EQ(problems(server.owner, of_project,
                     "email,role,provider\nada@example.org,expert,\nmaria@acme.example,annotator,\n"
                     "omar@acme.example,owner,Acme\n"),
            (std::vector<std::string>{"2 email", "3 provider", "4 provider"}));
}

TEST_P(PeopleListTest, a_file_that_is_no_list_is_refused_as_a_whole) {
  const auto refused = [&](const std::string& bytes) {
    const auto out = put(lead_, of_organisation, bytes, ListRun::look);
    EXPECT_FALSE(out.ok());
    if (out.ok()) return std::string();
    EXPECT_EQ(out.error().code, ErrorCode::invalid);
    EXPECT_EQ(out.error().where, "file");
    return out.error().message;
  };
  EXPECT_NE(refused("name,team\nmaria,Night\n").find("email"), std::string::npos);
  EXPECT_NE(refused("email,team,Email\na@b.c,x,y\n").find("two columns"), std::string::npos);
  EXPECT_FALSE(refused("").empty());
  EXPECT_FALSE(refused(std::string("email\n\0a@b.c\n", 13)).empty());
  EXPECT_FALSE(refused("\xFF\xFE"
                       "e\0m\0")
                   .empty());
  EXPECT_FALSE(refused("PK\x03\x04 a zip").empty());
  EXPECT_NE(refused(std::string(people_bytes_max + 1, 'x')).find("larger"), std::string::npos);
  std::string rows = "email\n";
  for (std::size_t at = 0; at <= people_rows_max; ++at) rows += "p" + std::to_string(at) + "@acme.example\n";
  EXPECT_NE(refused(rows).find("rows"), std::string::npos);
  // Broken bytes, a short row and a line without end are told with their row, and stop the list.
  EXPECT_EQ(problems(lead_, of_organisation,
                     "email,name\nmaria@acme.example,M\xC3\xA4r\xFF"
                     "a\n"),
            std::vector<std::string>{"2 name"});
  EXPECT_EQ(problems(lead_, of_organisation, "email,name,team\nmaria@acme.example,maria\n"),
            std::vector<std::string>{"2 "});
  EXPECT_EQ(
      problems(lead_, of_organisation, "email,name\nmaria@acme.example," + std::string(70'000, 'x') + "\n"),
      std::vector<std::string>{"2 "});
  // Columns that are no part of it are named, not read in silence.
  const auto noted =
      put(lead_, of_organisation, "email,phone,role\nmaria@acme.example,1,lead\n", ListRun::look);
  EXPECT_EQ(noted.value().notes.size(), 2U);
}

}  // namespace assay::app
