// Two providers in one project: what each sees, what the client sees of them, and what nobody sees.

#include "app/engagements.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "app/annotations.h"
#include "app/app_testing.h"
#include "app/audit.h"
#include "app/exports.h"
#include "app/items.h"
#include "app/organisations.h"
#include "app/overview.h"
#include "app/permissions.h"
#include "app/provider_view.h"
#include "app/snapshots.h"
#include "store/engagement.h"

namespace assay::app {
namespace {

domain::NewAnnotation by(const std::string& provider, const std::string& item, const std::string& annotator,
                         const std::string& label) {
  domain::NewAnnotation row = says(item, annotator, label);
  row.provider = provider;
  return row;
}

domain::Question three_moods() {
  domain::Question question;
  question.name = "mood";
  question.categories = {{.name = "good"}, {.name = "bad"}, {.name = "odd"}};
  return question;
}

}  // namespace

class EngagementTest : public ::testing::TestWithParam<Dialect> {
 protected:
  EngagementTest() {
    acme_ = organisation("Acme");
    rival_ = organisation("Rival");
    project_ = server.project({three_moods()});
    lead_ = person("lead@acme.example", acme_);
    rival_lead_ = person("lead@rival.example", rival_);
  }

  domain::OrganisationId organisation(const std::string& name) {
    const auto made = add_organisation(server.context, server.owner, {.name = name});
    EXPECT_TRUE(made.ok());
    return made.value().id;
  }

  Caller person(const std::string& email, domain::OrganisationId organisation) {
    NewUser given{email, email, "a long enough phrase", false, organisation};
    const auto made = add_user(server.context, server.owner, given);
    EXPECT_TRUE(made.ok());
    return {made.value(), Access::write, "r-2", "127.0.0.1"};
  }

  domain::EngagementId engaged(domain::OrganisationId organisation) {
    const auto made = engage(server.context, server.owner, project_, organisation);
    EXPECT_TRUE(made.ok()) << error_text(made.error());
    return made.value().id;
  }

  Result<domain::Member> member(const Caller& by, const Caller& who, const std::string& role,
                                domain::EngagementId engagement = {}) {
    return set_member(server.context, by, project_, {who.user.email, role, engagement, false});
  }

  // Both engaged, with a lead each and a first delivery by each, one item common to both, and gold.
  void two_providers() {
    of_acme_ = engaged(acme_);
    of_rival_ = engaged(rival_);
    ASSERT_TRUE(member(server.owner, lead_, "lead", of_acme_).ok());
    ASSERT_TRUE(member(server.owner, rival_lead_, "lead", of_rival_).ok());
    ASSERT_TRUE(add_as(
        lead_, {says("both", "maria", "good"), says("a1", "maria", "good"), says("a1", "omar", "bad")}));
    ASSERT_TRUE(add_as(rival_lead_, {says("both", "maria", "bad"), says("b1", "ivan", "odd")}));
    ASSERT_TRUE(add_as(server.owner, {says("c1", "in-house", "good")}));
    const std::vector<NewGold> gold = {{"both", "", "good"}, {"a1", "", "good"}, {"b1", "", "bad"}};
    ASSERT_TRUE(add_gold(server.context, server.owner, {.project = project_}, gold).ok());
  }

  bool add_as(const Caller& who, const std::vector<domain::NewAnnotation>& rows) {
    const auto added = add_annotations(server.context, who, {.project = project_}, rows);
    if (!added.ok()) return false;
    return std::all_of(added.value().results.begin(), added.value().results.end(),
                       [](const RowResult& row) { return row.status == RowResult::Status::added; });
  }

  std::set<std::string> items_of(const Caller& who) {
    std::set<std::string> out;
    const auto page = items(server.context, who, project_, {});
    EXPECT_TRUE(page.ok()) << error_text(page.error());
    for (const ItemRow& row : page.value().items) out.insert(row.item.name);
    return out;
  }

  std::set<std::string> annotators_of(const Caller& who, const std::string& item_name) {
    std::set<std::string> out;
    const auto view = item(server.context, who, project_, "key:" + item_name);
    EXPECT_TRUE(view.ok());
    for (const NamedAnnotation& each : view.value().annotations) out.insert(each.annotator);
    return out;
  }

  // What a page of the caller shows: counts per category, and accuracy.
  nlohmann::json shown(const Caller& who) {
    const auto seen = overview(server.context, who, project_);
    EXPECT_TRUE(seen.ok());
    nlohmann::json out;
    for (const quality::QuestionInspection& question : seen.value().inspection.questions) {
      out["rows"] = question.counts.rows;
      for (const auto& row : question.category_rows) out["labels"][row.category] = row.labels;
      if (question.accuracy && question.accuracy->overall.value)
        out["accuracy"] = *question.accuracy->overall.value;
    }
    return out;
  }

  Server server{GetParam()};
  domain::OrganisationId acme_, rival_;
  domain::ProjectId project_;
  domain::EngagementId of_acme_, of_rival_;
  Caller lead_, rival_lead_;
};
ASSAY_ON_BOTH_DATABASES(EngagementTest);

TEST_P(EngagementTest, a_provider_sees_its_own_items_people_and_numbers_and_nothing_of_anothers) {
  two_providers();
  EXPECT_EQ(items_of(lead_), (std::set<std::string>{"both", "a1"}));
  EXPECT_EQ(items_of(rival_lead_), (std::set<std::string>{"both", "b1"}));
  EXPECT_EQ(items_of(server.owner), (std::set<std::string>{"both", "a1", "b1", "c1"}));
  EXPECT_EQ(annotators_of(lead_, "both"), std::set<std::string>{"maria"});
  EXPECT_EQ(shown(lead_)["rows"], 3);
  EXPECT_EQ(shown(rival_lead_)["rows"], 2);
  EXPECT_EQ(shown(server.owner)["rows"], 6);
  EXPECT_FALSE(shown(lead_)["labels"].contains("odd") && shown(lead_)["labels"]["odd"] != 0);
  // Another's item is not there, whether it is asked for by name or by id.
  const auto own = item(server.context, server.owner, project_, "key:b1");
  ASSERT_TRUE(own.ok());
  const auto by_id = item(server.context, lead_, project_, std::to_string(own.value().row.item.id.value));
  const auto by_name = item(server.context, lead_, project_, "key:b1");
  const auto never = item(server.context, lead_, project_, "key:never");
  ASSERT_FALSE(by_id.ok() || by_name.ok() || never.ok());
  EXPECT_EQ(error_text(by_id.error()), error_text(never.error()));
  EXPECT_EQ(error_text(by_name.error()), error_text(never.error()));
}

TEST_P(EngagementTest, an_annotator_has_a_name_inside_their_organisation_and_a_pseudonym_outside) {
  two_providers();
  EXPECT_EQ(annotators_of(lead_, "a1"), (std::set<std::string>{"maria", "omar"}));
  const auto seen = annotators_of(server.owner, "a1");
  EXPECT_EQ(seen.size(), 2U);
  for (const std::string& name : seen) EXPECT_TRUE(name.starts_with("annotator-")) << name;
  // The same name in another provider is another person; the client's own, outside of engagements, keeps it.
  EXPECT_EQ(annotators_of(server.owner, "both").size(), 2U);
  EXPECT_EQ(annotators_of(server.owner, "c1"), std::set<std::string>{"in-house"});
  // A file that the client brings in names them as the provider does, and is known row by row.
  const auto again = server.add(project_, {by("Acme", "a1", "maria", "good")});
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again.value().results[0].status, RowResult::Status::known);
}

TEST_P(EngagementTest, who_came_before_the_engagement_becomes_a_pseudonym_with_it) {
  ASSERT_TRUE(add_as(server.owner, {by("Acme", "i1", "maria", "good"), by("Acme", "i2", "maria", "bad"),
                                    by("Other", "i2", "petra", "bad"), says("i1", "petra", "good")}));
  of_acme_ = engaged(acme_);
  ASSERT_TRUE(member(server.owner, lead_, "lead", of_acme_).ok());
  for (const std::string& name : annotators_of(server.owner, "i1"))
    EXPECT_TRUE(name == "petra" || name.starts_with("annotator-")) << name;
  EXPECT_EQ(annotators_of(lead_, "i1"), std::set<std::string>{"maria"});
  const auto again = server.add(project_, {by("Acme", "i1", "maria", "good")});
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again.value().results[0].status, RowResult::Status::known);
}

TEST_P(EngagementTest, a_part_that_follows_shows_what_a_part_that_is_read_anew_shows) {
  two_providers();
  const auto check = [&] {
    for (const Caller& who : {lead_, rival_lead_, server.owner}) {
      const nlohmann::json followed = shown(who);
      const auto followed_items = items_of(who);
      server.live.evict(project_);
      EXPECT_EQ(shown(who), followed);
      EXPECT_EQ(items_of(who), followed_items);
    }
    for (const Caller& who : {lead_, rival_lead_}) shown(who);  // in memory again, to follow what comes
  };
  check();
  // An item that the rival had before; new labels, new people, corrections, gold before and after.
  ASSERT_TRUE(add_as(lead_, {says("b1", "omar", "odd"), says("new", "zoe", "bad")}));
  EXPECT_EQ(items_of(lead_), (std::set<std::string>{"both", "a1", "b1", "new"}));
  check();
  domain::NewAnnotation better = says("a1", "omar", "good");
  better.corrects = true;
  ASSERT_TRUE(add_as(lead_, {better}));
  check();
  const std::vector<NewGold> gold = {{"new", "", "odd"}, {"c1", "", "good"}};
  ASSERT_TRUE(add_gold(server.context, server.owner, {.project = project_}, gold).ok());
  check();
  ASSERT_TRUE(add_as(rival_lead_, {says("a1", "ivan", "bad"), says("new", "ivan", "odd")}));
  check();
  EXPECT_EQ(annotators_of(lead_, "new"), std::set<std::string>{"zoe"});
}

TEST_P(EngagementTest, trusted_labels_are_not_shown_to_a_provider_and_its_accuracy_is) {
  two_providers();
  const auto view = item(server.context, lead_, project_, "key:a1");
  ASSERT_TRUE(view.ok());
  EXPECT_TRUE(view.value().gold.empty());
  EXPECT_TRUE(view.value().row.gold.empty());
  EXPECT_FALSE(items(server.context, lead_, project_, {.gold_label = "good"}).ok());
  EXPECT_FALSE(items(server.context, lead_, project_, {.order = "errors"}).ok());
  EXPECT_NEAR(shown(lead_)["accuracy"].get<double>(), 2.0 / 3, 1e-9);
  EXPECT_EQ(project(server.context, lead_, project_).value().sees_gold, false);
  ASSERT_TRUE(item(server.context, server.owner, project_, "key:a1").ok());
  EXPECT_EQ(item(server.context, server.owner, project_, "key:a1").value().gold.size(), 1U);
}

TEST_P(EngagementTest, a_provider_adds_annotations_of_its_own_and_nothing_else) {
  two_providers();
  const auto other = add_annotations(server.context, lead_, {.project = project_},
                                     std::vector{by("Rival", "x", "maria", "good")});
  ASSERT_TRUE(other.ok());
  EXPECT_EQ(other.value().results[0].status, RowResult::Status::refused);
  EXPECT_EQ(other.value().results[0].error->where, "provider");
  const std::vector<NewGold> gold = {{"a1", "", "good"}};
  EXPECT_EQ(add_gold(server.context, lead_, {.project = project_}, gold).error().code, ErrorCode::forbidden);
  const std::vector<NewItem> fresh = {{.name = "z", .content = {"text", "words", "{}", {}}}};
  EXPECT_EQ(add_items(server.context, lead_, {.project = project_}, fresh).error().code,
            ErrorCode::forbidden);
  ASSERT_TRUE(end_engagement(server.context, server.owner, project_, of_acme_).ok());
  const auto late =
      add_annotations(server.context, lead_, {.project = project_}, std::vector{says("x", "maria", "good")});
  ASSERT_FALSE(late.ok());
  EXPECT_EQ(late.error().where, "engagement");
}

TEST_P(EngagementTest, the_record_says_which_engagement_a_row_came_by) {
  two_providers();
  const auto view = item(server.context, server.owner, project_, "key:both");
  ASSERT_TRUE(view.ok());
  std::set<std::string> providers;
  for (const NamedAnnotation& each : view.value().annotations) providers.insert(each.provider);
  EXPECT_EQ(providers, (std::set<std::string>{"Acme", "Rival"}));
}

TEST_P(EngagementTest, the_client_sees_each_providers_part_and_a_provider_its_own_alone) {
  two_providers();
  domain::NewAnnotation timed = says("a1", "zoe", "good");
  timed.submitted_at = 1'764'000'000'000'000;  // Monday, 2025-11-24
  ASSERT_TRUE(add_as(lead_, {timed}));
  const auto view = provider_view(server.context, server.owner, project_, of_acme_);
  ASSERT_TRUE(view.ok()) << error_text(view.error());
  const WorkView& work = view.value().work;
  EXPECT_EQ(work.annotations, 4);
  EXPECT_EQ(work.times.without_time, 3);
  ASSERT_EQ(work.times.weeks.size(), 1U);
  EXPECT_EQ(work.times.weeks[0].name, "2025-11-24");
  EXPECT_EQ(work.times.weeks[0].annotations, 1);
  EXPECT_EQ(*work.times.weeks[0].accuracy.value, 1.0);
  EXPECT_TRUE(provider_view(server.context, lead_, project_, of_acme_).ok());
  const auto foreign = provider_view(server.context, lead_, project_, of_rival_);
  const auto never = provider_view(server.context, lead_, project_, {99});
  ASSERT_FALSE(foreign.ok() || never.ok());
  EXPECT_EQ(error_text(foreign.error()), error_text(never.error()));
  const auto own = engagements(server.context, lead_, project_);
  ASSERT_TRUE(own.ok());
  ASSERT_EQ(own.value().size(), 1U);
  EXPECT_EQ(own.value()[0].id, of_acme_);
}

TEST_P(EngagementTest, a_lead_brings_its_own_people_into_its_own_engagement) {
  two_providers();
  const Caller maria = person("maria@acme.example", acme_);
  const Caller ivan = person("ivan@rival.example", rival_);
  EXPECT_TRUE(member(lead_, maria, "annotator", of_acme_).ok());
  EXPECT_EQ(member(lead_, maria, "lead", of_acme_).error().where, "role");
  EXPECT_EQ(member(lead_, maria, "annotator", of_rival_).error().where, "engagement");
  EXPECT_EQ(member(lead_, maria, "owner").error().where, "engagement");
  // Somebody of another house and somebody who is nobody are told apart by nothing.
  const auto foreign = member(lead_, ivan, "annotator", of_acme_);
  Caller nobody = ivan;
  nobody.user.email = "nobody@nowhere.example";
  const auto missing = member(lead_, nobody, "annotator", of_acme_);
  ASSERT_FALSE(foreign.ok() || missing.ok());
  EXPECT_EQ(error_text(foreign.error()), error_text(missing.error()));
  const auto seen = members(server.context, lead_, project_);
  ASSERT_TRUE(seen.ok());
  EXPECT_EQ(seen.value().size(), 2U);
  EXPECT_EQ(members(server.context, server.owner, project_).value().size(), 4U);
  // A lead takes out whom a lead may bring in, and no owner.
  EXPECT_FALSE(remove_member(server.context, lead_, project_, server.owner.user.id).ok());
  EXPECT_FALSE(remove_member(server.context, lead_, project_, rival_lead_.user.id).ok());
  EXPECT_TRUE(remove_member(server.context, lead_, project_, maria.user.id).ok());
  EXPECT_EQ(remove_member(server.context, server.owner, project_, server.owner.user.id).error().code,
            ErrorCode::conflict);
}

TEST_P(EngagementTest, people_of_an_engaged_provider_do_not_stand_on_the_clients_side) {
  two_providers();
  EXPECT_FALSE(member(server.owner, lead_, "expert").ok());
  EXPECT_FALSE(member(server.owner, lead_, "auditor").ok());
  const auto house = add_organisation(server.context, server.owner, {.name = "Auditors", .kind = "client"});
  ASSERT_TRUE(house.ok());
  const Caller auditor = person("eve@auditors.example", house.value().id);
  EXPECT_TRUE(member(server.owner, auditor, "auditor").ok());
  EXPECT_EQ(shown(auditor)["rows"], 6);
}

TEST_P(EngagementTest, an_annotator_sees_the_project_and_no_item_and_nobodys_label) {
  two_providers();
  const Caller maria = person("maria@acme.example", acme_);
  ASSERT_TRUE(member(lead_, maria, "annotator", of_acme_).ok());
  const auto view = project(server.context, maria, project_);
  ASSERT_TRUE(view.ok());
  EXPECT_FALSE(view.value().sizes.has_value());
  EXPECT_EQ(items(server.context, maria, project_, {}).error().code, ErrorCode::forbidden);
  EXPECT_EQ(overview(server.context, maria, project_).error().code, ErrorCode::forbidden);
  EXPECT_EQ(snapshots(server.context, maria, project_, {}).error().code, ErrorCode::forbidden);
}

TEST_P(EngagementTest, the_people_of_a_suspended_organisation_are_locked_out_and_let_in_again) {
  ASSERT_TRUE(sign_in(server.context, {}, "lead@acme.example", "a long enough phrase").ok());
  const auto session = sign_in(server.context, {}, "lead@acme.example", "a long enough phrase");
  const auto token = make_token(server.context, lead_, {"t", "read", {}});
  ASSERT_TRUE(session.ok() && token.ok());
  using enum domain::OrganisationVerb;
  ASSERT_TRUE(change_organisation(server.context, server.owner, acme_, suspend).ok());
  EXPECT_FALSE(sign_in(server.context, {}, "lead@acme.example", "a long enough phrase").ok());
  EXPECT_FALSE(session_of(server.context, session.value().signed_in->secret).ok());
  EXPECT_FALSE(token_user(server.context, token.value().secret).ok());
  EXPECT_EQ(change_organisation(server.context, server.owner, acme_, suspend).error().code,
            ErrorCode::conflict);
  ASSERT_TRUE(change_organisation(server.context, server.owner, acme_, activate).ok());
  EXPECT_TRUE(token_user(server.context, token.value().secret).ok());
  EXPECT_EQ(
      change_organisation(server.context, server.owner, server.owner.user.organisation, suspend).error().code,
      ErrorCode::conflict);
}

TEST_P(EngagementTest, a_provider_does_not_learn_who_else_there_is) {
  const auto seen = organisations(server.context, lead_);
  ASSERT_TRUE(seen.ok());
  ASSERT_EQ(seen.value().size(), 1U);
  EXPECT_EQ(seen.value()[0].name, "Acme");
  EXPECT_EQ(organisations(server.context, server.owner).value().size(), 3U);
}

TEST_P(EngagementTest, items_about_people_are_for_the_clients_own_people) {
  for (const std::string data_class : {"pii", "phi"}) {
    const auto id =
        create_project(server.context, server.owner, {data_class, "", data_class, {three_moods()}, "a study"})
            .value()
            .id;
    const auto refused = engage(server.context, server.owner, id, acme_);
    ASSERT_FALSE(refused.ok()) << data_class;
    EXPECT_EQ(refused.error().code, ErrorCode::conflict);
    EXPECT_EQ(refused.error().where, "organisation");
    EXPECT_TRUE(engagements(server.context, server.owner, id).value().empty());
    EXPECT_FALSE(
        set_member(server.context, server.owner, id, {lead_.user.email, "reviewer", {}, false}).ok());
    EXPECT_TRUE(engage(server.context, server.owner, id, server.owner.user.organisation).ok());
  }
  const auto open =
      create_project(server.context, server.owner, {"Open", "", "internal", {three_moods()}}).value().id;
  EXPECT_TRUE(engage(server.context, server.owner, open, acme_).ok());
}

// A page of items about people is one event, which says how many and which, and by whom, and not what.
TEST_P(EngagementTest, looks_at_items_about_people_are_on_record) {
  const auto id =
      create_project(server.context, server.owner, {"Patients", "", "phi", {three_moods()}, "a study"})
          .value()
          .id;
  ASSERT_TRUE(server.add(id, {says("p1", "a", "good"), says("p2", "a", "bad")}).ok());
  const auto verbs = [&] {
    std::vector<std::string> out;
    const auto page = audit_events(server.context, server.owner, {.project = id.value});
    EXPECT_TRUE(page.ok());
    for (const auto& event : page.value()) out.push_back(event.verb);
    return out;
  };
  const std::size_t before = verbs().size();
  ASSERT_TRUE(items(server.context, server.owner, id, {}).ok());
  ASSERT_TRUE(item(server.context, server.owner, id, "key:p1").ok());
  EXPECT_FALSE(item(server.context, server.owner, id, "key:never").ok());
  ASSERT_TRUE(items(server.context, server.owner, id, {.label = "odd"}).ok());  // an empty page shows nobody
  ASSERT_TRUE(overview(server.context, server.owner, id).ok());
  const std::vector<std::string> after = verbs();
  ASSERT_EQ(after.size(), before + 2);
  EXPECT_EQ(after[0], "read_item");
  EXPECT_EQ(after[1], "read_items");
  ASSERT_TRUE(items(server.context, server.owner, project_, {}).ok());  // not about people
  EXPECT_EQ(verbs().size(), before + 2);
}

TEST_P(EngagementTest, teams_are_their_organisations_own_and_remember_who_was_in_them) {
  two_providers();
  const Caller maria = person("maria@acme.example", acme_);
  const auto team = add_team(server.context, lead_, acme_, "Night shift");
  ASSERT_TRUE(team.ok());
  ASSERT_TRUE(join_team(server.context, lead_, team.value().id, "maria@acme.example").ok());
  EXPECT_EQ(join_team(server.context, lead_, team.value().id, "maria@acme.example").error().code,
            ErrorCode::conflict);
  EXPECT_FALSE(join_team(server.context, lead_, team.value().id, "lead@rival.example").ok());
  server.test.clock.advance(1'000'000);
  ASSERT_TRUE(leave_team(server.context, lead_, team.value().id, maria.user.id).ok());
  server.test.clock.advance(1'000'000);
  ASSERT_TRUE(join_team(server.context, lead_, team.value().id, "maria@acme.example").ok());
  const auto people = team_members(server.context, lead_, team.value().id);
  ASSERT_TRUE(people.ok());
  ASSERT_EQ(people.value().size(), 2U);
  EXPECT_FALSE(people.value()[0].ends_at.has_value());
  EXPECT_TRUE(people.value()[1].ends_at.has_value());
  const auto foreign = team_members(server.context, rival_lead_, team.value().id);
  const auto never = team_members(server.context, rival_lead_, {99});
  ASSERT_FALSE(foreign.ok() || never.ok());
  EXPECT_EQ(error_text(foreign.error()), error_text(never.error()));
  EXPECT_EQ(teams(server.context, maria, acme_).error().code, ErrorCode::forbidden);
}

TEST_P(EngagementTest, a_calendar_changes_where_it_is_told_and_nowhere_else) {
  domain::CalendarEdit edit;
  edit.holidays = std::set<std::string>{"2026-12-25"};
  const auto changed = edit_organisation(server.context, server.owner, acme_, {{}, edit, 1});
  ASSERT_TRUE(changed.ok());
  EXPECT_EQ(changed.value().calendar.days.size(), 5U);
  EXPECT_EQ(changed.value().calendar.holidays.size(), 1U);
  EXPECT_EQ(edit_organisation(server.context, server.owner, acme_, {{}, edit, 1}).error().code,
            ErrorCode::conflict);
  edit.time_zone = "Mars/Olympus";
  EXPECT_EQ(edit_organisation(server.context, server.owner, acme_, {{}, edit, 2}).error().where, "time_zone");
  EXPECT_EQ(edit_organisation(server.context, lead_, acme_, {{}, edit, 2}).error().code,
            ErrorCode::forbidden);
}

}  // namespace assay::app
