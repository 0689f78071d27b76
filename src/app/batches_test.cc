// Batches go out to two providers: what each sees of them, what an annotator sees, and what answers do.

#include "app/batches.h"

#include <gtest/gtest.h>

#include <set>

#include "app/annotations.h"
#include "app/app_testing.h"
#include "app/assignments.h"
#include "app/audit.h"
#include "app/batch_clock.h"
#include "app/engagements.h"
#include "app/items.h"
#include "app/messages.h"
#include "app/organisations.h"
#include "app/overview.h"
#include "app/own_items.h"
#include "app/permissions.h"
#include "base/clock.h"

namespace assay::app {
namespace {

using domain::BatchVerb;
using store::AssignmentRow;

domain::Question mood() {
  domain::Question question;
  question.name = "mood";
  question.categories = {{.name = "good"}, {.name = "bad"}};
  return question;
}

}  // namespace

class BatchesTest : public ::testing::TestWithParam<Dialect> {
 protected:
  BatchesTest() {
    project_ = server.project({mood()});
    of_acme_ = engaged("Acme");
    of_rival_ = engaged("Rival");
    lead_ = member("lead", "Acme", "lead", of_acme_);
    rival_lead_ = member("rival", "Rival", "lead", of_rival_);
    maria_ = annotator("maria", "Acme", of_acme_, lead_);
    omar_ = annotator("omar", "Acme", of_acme_, lead_);
    ivan_ = annotator("ivan", "Rival", of_rival_, rival_lead_);
    std::vector<NewItem> items;
    for (int at = 1; at <= 6; ++at)
      items.push_back({.name = "i" + std::to_string(at),
                       .content = {"text", "words of item " + std::to_string(at), "{}", {}}});
    EXPECT_TRUE(add_items(server.context, server.owner, {.project = project_}, items).ok());
  }

  domain::EngagementId engaged(const std::string& name) {
    const auto made = add_organisation(server.context, server.owner, {.name = name});
    EXPECT_TRUE(made.ok());
    organisations_[name] = made.value().id;
    const auto engagement = engage(server.context, server.owner, project_, made.value().id);
    EXPECT_TRUE(engagement.ok());
    return engagement.value().id;
  }

  Caller person(const std::string& name, const std::string& organisation) {
    const NewUser given{name + "@people.example", name, "a long enough phrase", false,
                        organisations_[organisation]};
    const auto made = add_user(server.context, server.owner, given);
    EXPECT_TRUE(made.ok());
    return {made.value(), Access::write, "r-2", "127.0.0.1"};
  }

  Caller member(const std::string& name, const std::string& organisation, const std::string& role,
                domain::EngagementId engagement) {
    const Caller who = person(name, organisation);
    const auto set =
        set_member(server.context, server.owner, project_, {who.user.email, role, engagement, false, ""});
    EXPECT_TRUE(set.ok()) << error_text(set.error());
    return who;
  }

  Caller annotator(const std::string& name, const std::string& organisation, domain::EngagementId engagement,
                   const Caller& lead) {
    const Caller who = person(name, organisation);
    const auto set =
        set_member(server.context, lead, project_, {who.user.email, "annotator", engagement, false, name});
    EXPECT_TRUE(set.ok()) << error_text(set.error());
    return who;
  }

  domain::BatchId made(const std::string& name, std::vector<std::string> items = {"i1", "i2", "i3", "i4"},
                       domain::BatchDue due = {}) {
    const auto batch =
        make_batch(server.context, server.owner, project_, {of_acme_, name, 2, due, std::move(items)});
    EXPECT_TRUE(batch.ok()) << error_text(batch.error());
    return batch.value().batch.id;
  }

  domain::BatchId released(const std::string& name, std::vector<std::string> items = {"i1", "i2", "i3", "i4"},
                           domain::BatchDue due = {}) {
    const domain::BatchId id = made(name, std::move(items), due);
    EXPECT_TRUE(change(server.owner, id, BatchVerb::release).ok());
    return id;
  }

  Result<BatchView> change(const Caller& who, domain::BatchId id, BatchVerb verb) {
    return change_batch(server.context, who, project_, id, verb);
  }
  Result<Assigned> assign(domain::BatchId id, const NewAssignments& given) {
    return assign_items(server.context, lead_, project_, id, given);
  }
  // Everything to one person.
  void assign_all(domain::BatchId id, const Caller& who, std::optional<std::int64_t> lease = {}) {
    const auto assigned = assign(id, {.annotators = {who.user.id}, .lease_until = lease});
    ASSERT_TRUE(assigned.ok()) << error_text(assigned.error());
  }
  std::vector<AssignmentRow> offered_to(const Caller& who) {
    const auto rows = own_items(server.context, who, project_, store::Wanted::offered, 100);
    EXPECT_TRUE(rows.ok()) << error_text(rows.error());
    return rows.value();
  }
  std::vector<AssignmentRow> ended_of(const Caller& who) {
    return own_items(server.context, who, project_, store::Wanted::ended, 100).value();
  }
  std::set<std::string> names_offered(const Caller& who) {
    std::set<std::string> out;
    for (const AssignmentRow& row : offered_to(who)) out.insert(row.item);
    return out;
  }
  Result<AssignmentRow> submit(const Caller& who, domain::AssignmentId id, const std::string& label) {
    return submit_item(server.context, who, project_, id, {.answers = {{"mood", label}}});
  }
  store::BatchCounts counts(domain::BatchId id) {
    const auto view = batch(server.context, server.owner, project_, id);
    EXPECT_TRUE(view.ok());
    return view.value().counts;
  }
  std::vector<std::string> verbs() {
    std::vector<std::string> out;
    const auto page = audit_events(server.context, server.owner, {.project = project_.value});
    EXPECT_TRUE(page.ok());
    for (const auto& event : page.value()) out.push_back(event.verb);
    return out;
  }
  std::vector<std::string> told(const Caller& who) {
    std::vector<std::string> out;
    const auto rows = messages(server.context, who, {});
    EXPECT_TRUE(rows.ok());
    for (const auto& row : rows.value()) out.push_back(row.message.kind);
    return out;
  }
  void add_as(const Caller& who, const domain::NewAnnotation& row) {
    const auto added = add_annotations(server.context, who, {.project = project_}, std::vector{row});
    ASSERT_TRUE(added.ok()) << error_text(added.error());
    ASSERT_EQ(added.value().results[0].status, RowResult::Status::added);
  }

  Server server{GetParam()};
  std::map<std::string, domain::OrganisationId> organisations_;
  domain::ProjectId project_;
  domain::EngagementId of_acme_, of_rival_;
  Caller lead_, rival_lead_, maria_, omar_, ivan_;
};
ASSAY_ON_BOTH_DATABASES(BatchesTest);

TEST_P(BatchesTest, goes_from_draft_to_delivered_with_an_event_for_each_step) {
  const domain::BatchId id = made("first");
  EXPECT_EQ(change(lead_, id, BatchVerb::finish).error().code, ErrorCode::not_found);
  EXPECT_EQ(change(server.owner, id, BatchVerb::finish).error().code, ErrorCode::forbidden);
  ASSERT_TRUE(change(server.owner, id, BatchVerb::release).ok());
  EXPECT_EQ(change(server.owner, id, BatchVerb::release).error().code, ErrorCode::conflict);
  EXPECT_EQ(change(lead_, id, BatchVerb::finish).error().message,
            "the batch is released; it is finished while it is working");
  assign_all(id, maria_);
  EXPECT_EQ(batch(server.context, lead_, project_, id).value().batch.state, "working");
  EXPECT_EQ(change(lead_, id, BatchVerb::finish).error().code, ErrorCode::conflict);  // offered still
  for (const AssignmentRow& row : offered_to(maria_))
    ASSERT_TRUE(submit(maria_, row.assignment.id, "good").ok());
  EXPECT_EQ(counts(id).submitted_items, 4);
  EXPECT_EQ(change(lead_, id, BatchVerb::deliver).error().code, ErrorCode::conflict);
  ASSERT_TRUE(change(lead_, id, BatchVerb::finish).ok());
  ASSERT_TRUE(change(lead_, id, BatchVerb::deliver).ok());
  EXPECT_EQ(change(server.owner, id, BatchVerb::recall).error().code, ErrorCode::conflict);
  const auto seen = verbs();
  for (const char* verb :
       {"make_batch", "release_batch", "assign_items", "finish_batch", "deliver_batch", "add_annotations"})
    EXPECT_NE(std::find(seen.begin(), seen.end(), verb), seen.end()) << verb;
}

TEST_P(BatchesTest, is_refused_with_the_place_of_what_is_wrong) {
  const auto tried = [&](const NewBatch& given) {
    const auto batch = make_batch(server.context, server.owner, project_, given);
    return batch.ok() ? std::string() : batch.error().where;
  };
  EXPECT_EQ(tried({{99}, "b", 3, {}, {"i1"}}), "engagement");
  EXPECT_EQ(tried({of_acme_, "", 3, {}, {"i1"}}), "name");
  EXPECT_EQ(tried({of_acme_, "b", 3, {}, {}}), "items");
  EXPECT_EQ(tried({of_acme_, "b", 3, {}, {"i1", "never"}}), "items[1]");
  EXPECT_EQ(tried({of_acme_, "b", 3, {}, {"i1", "i2", "i1"}}), "items[2]");
  EXPECT_EQ(tried({of_acme_, "b", 9, {}, {"i1"}}), "priority");
  EXPECT_EQ(tried({of_acme_, "b", 3, {}, {"i1"}}), "");
  EXPECT_EQ(tried({of_acme_, "b", 3, {}, {"i1"}}), "name");  // taken
  EXPECT_EQ(tried({of_rival_, "b", 3, {}, {"i1"}}), "");     // an item goes to several engagements
  const auto by_lead = make_batch(server.context, lead_, project_, {of_acme_, "c", 3, {}, {"i1"}});
  EXPECT_EQ(by_lead.error().code, ErrorCode::forbidden);
}

TEST_P(BatchesTest, is_not_there_for_its_provider_before_its_release_and_for_others_never) {
  const domain::BatchId id = made("first");
  const auto absent = [&](const Caller& who, domain::BatchId asked) {
    return error_text(batch(server.context, who, project_, asked).error());
  };
  EXPECT_EQ(absent(lead_, id), absent(lead_, {99}));
  EXPECT_TRUE(batches(server.context, lead_, project_, {}).value().empty());
  ASSERT_TRUE(change(server.owner, id, BatchVerb::release).ok());
  EXPECT_EQ(batches(server.context, lead_, project_, {}).value().size(), 1U);
  EXPECT_EQ(absent(rival_lead_, id), absent(rival_lead_, {99}));
  EXPECT_TRUE(batches(server.context, rival_lead_, project_, {}).value().empty());
  const auto foreign =
      assign_items(server.context, rival_lead_, project_, id, {.annotators = {ivan_.user.id}});
  const auto never =
      assign_items(server.context, rival_lead_, project_, {99}, {.annotators = {ivan_.user.id}});
  EXPECT_EQ(error_text(foreign.error()), error_text(never.error()));
  EXPECT_EQ(batch_items(server.context, rival_lead_, project_, id, {}).error().code, ErrorCode::not_found);
  EXPECT_EQ(batches(server.context, maria_, project_, {}).error().code, ErrorCode::forbidden);
}

TEST_P(BatchesTest, is_due_by_the_calendar_of_the_provider_and_says_what_is_left) {
  domain::CalendarEdit edit;
  edit.time_zone = "Asia/Kolkata";
  ASSERT_TRUE(edit_organisation(server.context, server.owner, organisations_["Acme"], {{}, edit, 1}).ok());
  // 2027-01-15 08:00 UTC is a Friday, 13:30 in Kolkata: 3.5 hours are left of the day.
  const domain::BatchId id = released("first", {"i1"}, {.work_count = 1});
  const auto view = batch(server.context, lead_, project_, id).value();
  const std::int64_t now = server.test.clock.now_us();
  EXPECT_EQ(*view.batch.due_at, now + 3 * 24 * hour_us);  // Monday, 13:30 there
  EXPECT_EQ(view.left->work_us, 8 * hour_us);
  EXPECT_FALSE(view.left->is_overdue);
  server.test.clock.advance(24 * hour_us);
  EXPECT_EQ(batch(server.context, lead_, project_, id).value().left->work_us, 4 * hour_us + hour_us / 2);
  server.test.clock.advance(2 * 24 * hour_us + hour_us);
  const auto late = batch(server.context, lead_, project_, id).value();
  EXPECT_TRUE(late.left->is_overdue);
  EXPECT_EQ(late.left->work_us, hour_us);
}

TEST_P(BatchesTest, are_shared_evenly_and_by_list_and_nobody_gets_an_item_twice) {
  const domain::BatchId id = released("first");
  const auto even = assign(id, {.annotators = {maria_.user.id, omar_.user.id}});
  ASSERT_TRUE(even.ok()) << error_text(even.error());
  EXPECT_EQ(even.value().assigned, 4);
  EXPECT_EQ(names_offered(maria_).size(), 2U);
  EXPECT_EQ(names_offered(omar_).size(), 2U);
  EXPECT_EQ(assign(id, {.annotators = {maria_.user.id, omar_.user.id}}).value().assigned, 0);
  EXPECT_EQ(assign(id, {.annotators = {maria_.user.id, omar_.user.id}, .per_item = 2}).value().assigned, 4);
  const domain::BatchId second = released("second", {"i1", "i5"});
  const NewAssignments list{.list = {{"i5", "maria"}, {"i5", "OMAR@people.example"}, {"i1", "maria"}}};
  const auto listed = assign(second, list);
  ASSERT_TRUE(listed.ok()) << error_text(listed.error());
  EXPECT_EQ(listed.value().assigned, 2);
  EXPECT_EQ(listed.value().known, 1);  // maria has i1 by the first batch
  EXPECT_EQ(assign(second, {.list = {{"i6", "maria"}}}).error().where, "list[0].item");
  EXPECT_EQ(assign(second, {.list = {{"i5", "ivan"}}}).error().where, "list[0].annotator");
  const auto foreign = assign(second, {.annotators = {ivan_.user.id}});
  const auto nobody = assign(second, {.annotators = {domain::UserId{999}}});
  EXPECT_EQ(error_text(foreign.error()), error_text(nobody.error()));
  EXPECT_EQ(assign(second, {.annotators = {maria_.user.id}, .per_item = 2}).error().where, "per_item");
  EXPECT_EQ(assign(second, {}).error().where, "annotators");
  EXPECT_EQ(assign(made("third"), {.annotators = {maria_.user.id}}).error().code, ErrorCode::not_found);
}

TEST_P(BatchesTest, need_to_know_under_which_name_annotations_come) {
  const Caller zoe = member("zoe", "Acme", "annotator", of_acme_);  // by the owner, who may not say
  const domain::BatchId id = released("first");
  EXPECT_EQ(assign(id, {.annotators = {zoe.user.id}}).error().where, "annotators[0]");
  const auto by_owner = set_member(server.context, server.owner, project_,
                                   {zoe.user.email, "annotator", of_acme_, false, "zoe"});
  EXPECT_EQ(by_owner.error().where, "annotator");
  const auto taken =
      set_member(server.context, lead_, project_, {zoe.user.email, "annotator", of_acme_, false, "maria"});
  EXPECT_EQ(taken.error().code, ErrorCode::conflict);
  ASSERT_TRUE(
      set_member(server.context, lead_, project_, {zoe.user.email, "annotator", of_acme_, false, "z"}).ok());
  EXPECT_TRUE(assign(id, {.annotators = {zoe.user.id}}).ok());
  const auto name_seen_by = [&](const Caller& who) {
    const auto all = members(server.context, who, project_);
    EXPECT_TRUE(all.ok());
    for (const domain::Member& each : all.value()) {
      if (each.user == zoe.user.id) return each.annotator;
    }
    return std::string("nobody");
  };
  EXPECT_EQ(name_seen_by(lead_), "z");
  EXPECT_EQ(name_seen_by(server.owner), "");
  // What the client reads of a batch does not say which user a pseudonym is.
  const auto items = batch_items(server.context, server.owner, project_, id, {});
  ASSERT_TRUE(items.ok());
  const AssignmentRow& seen = items.value()[0].assignments[0];
  EXPECT_TRUE(seen.user.empty() && seen.assignment.user.none());
  EXPECT_TRUE(seen.annotator.starts_with("annotator-")) << seen.annotator;
  const auto own = batch_items(server.context, lead_, project_, id, {});
  EXPECT_EQ(own.value()[0].assignments[0].annotator, "z");
  EXPECT_EQ(own.value()[0].assignments[0].user, "zoe");
}

TEST_P(BatchesTest, name_an_annotator_who_was_named_before_their_first_row) {
  add_as(lead_, says("i6", "zoe", "good"));
  ASSERT_TRUE(item(server.context, lead_, project_, "key:i6").ok());  // the part is in memory, and follows
  add_as(lead_, says("i6", "maria", "bad"));
  const auto names_seen = [&] {
    std::set<std::string> out;
    for (const auto& each : item(server.context, lead_, project_, "key:i6").value().annotations)
      out.insert(each.annotator);
    return out;
  };
  EXPECT_EQ(names_seen(), (std::set<std::string>{"maria", "zoe"}));
  server.live.evict(project_);
  EXPECT_EQ(names_seen(), (std::set<std::string>{"maria", "zoe"}));
}

TEST_P(BatchesTest, show_an_annotator_their_own_items_and_labels_and_nobody_elses) {
  const domain::BatchId id = released("first", {"i1", "i2"});
  ASSERT_TRUE(assign(id, {.list = {{"i1", "maria"}, {"i1", "omar"}, {"i2", "omar"}}}).ok());
  EXPECT_EQ(names_offered(maria_), std::set<std::string>{"i1"});
  const auto of_maria = offered_to(maria_)[0].assignment.id, of_omar = offered_to(omar_)[0].assignment.id;
  ASSERT_TRUE(submit(omar_, of_omar, "bad").ok());
  add_as(server.owner, says("i1", "in-house", "good"));
  const auto view = own_item(server.context, maria_, project_, of_maria);
  ASSERT_TRUE(view.ok()) << error_text(view.error());
  EXPECT_EQ(view.value().item.content.content, "words of item 1");
  EXPECT_TRUE(view.value().annotations.empty());
  ASSERT_TRUE(submit(maria_, of_maria, "good").ok());
  const auto after = own_item(server.context, maria_, project_, of_maria);
  ASSERT_EQ(after.value().annotations.size(), 1U);
  EXPECT_EQ(after.value().annotations[0].label, "good");
  // Another's assignment is not there, whoever asks: a colleague, the lead of another, one who leads.
  const auto absent = [&](const Caller& who, domain::AssignmentId asked) {
    return error_text(own_item(server.context, who, project_, asked).error());
  };
  EXPECT_EQ(absent(maria_, of_omar), absent(maria_, {999}));
  EXPECT_EQ(absent(ivan_, of_omar), absent(ivan_, {999}));
  EXPECT_EQ(error_text(submit(maria_, of_omar, "good").error()),
            error_text(submit(maria_, {999}, "good").error()));
  EXPECT_EQ(own_item(server.context, lead_, project_, of_omar).error().code, ErrorCode::forbidden);
  EXPECT_EQ(items(server.context, maria_, project_, {}).error().code, ErrorCode::forbidden);
  EXPECT_EQ(item(server.context, maria_, project_, "key:i1").error().code, ErrorCode::forbidden);
  EXPECT_EQ(overview(server.context, maria_, project_).error().code, ErrorCode::forbidden);
  const std::vector<domain::NewAnnotation> rows = {says("i2", "maria", "good")};
  EXPECT_EQ(add_annotations(server.context, maria_, {.project = project_}, rows).error().code,
            ErrorCode::forbidden);
}

TEST_P(BatchesTest, answers_are_annotations_of_the_annotator_in_the_batch) {
  const domain::BatchId id = released("first", {"i1"});
  assign_all(id, maria_);
  const auto one = offered_to(maria_)[0].assignment.id;
  const auto wrong = submit(maria_, one, "purple");
  EXPECT_EQ(wrong.error().code, ErrorCode::invalid);
  const auto unasked = submit_item(server.context, maria_, project_, one, {});
  EXPECT_EQ(unasked.error().where, "answers");
  EXPECT_EQ(offered_to(maria_).size(), 1U);  // nothing of it was kept
  ASSERT_TRUE(submit(maria_, one, "good").ok());
  EXPECT_EQ(submit(maria_, one, "bad").error().code, ErrorCode::conflict);
  const auto seen = item(server.context, lead_, project_, "key:i1");
  ASSERT_TRUE(seen.ok());
  ASSERT_EQ(seen.value().annotations.size(), 1U);
  EXPECT_EQ(seen.value().annotations[0].annotator, "maria");
  EXPECT_EQ(seen.value().annotations[0].batch, "first");
  EXPECT_TRUE(item(server.context, server.owner, project_, "key:i1")
                  .value()
                  .annotations[0]
                  .annotator.starts_with("annotator-"));
  EXPECT_EQ(ended_of(maria_)[0].assignment.sequence, seen.value().annotations[0].row.sequence);
}

TEST_P(BatchesTest, an_annotation_that_comes_by_the_api_or_a_file_submits_what_it_answers_and_nothing_else) {
  const domain::BatchId id = released("first");
  ASSERT_TRUE(assign(id, {.list = {{"i1", "maria"}, {"i2", "maria"}, {"i3", "maria"}, {"i1", "omar"}}}).ok());
  add_as(lead_, says("i1", "maria", "good"));
  EXPECT_EQ(names_offered(maria_), (std::set<std::string>{"i2", "i3"}));
  EXPECT_EQ(names_offered(omar_), std::set<std::string>{"i1"});
  add_as(rival_lead_, says("i2", "maria", "good"));  // another maria
  add_as(lead_, says("i2", "maria", "purple"));      // set aside: no answer
  add_as(lead_, says("i4", "maria", "good"));        // nobody asked
  EXPECT_EQ(names_offered(maria_), (std::set<std::string>{"i2", "i3"}));
  server.import(project_, "annotations",
                "item,annotator,provider,label\ni2,maria,Acme,bad\ni3,maria,Acme,bad\ni3,maria,Acme,bad\n");
  EXPECT_TRUE(offered_to(maria_).empty());
  EXPECT_EQ(counts(id).submitted, 3);
  EXPECT_EQ(counts(id).submitted_items, 3);
  EXPECT_EQ(counts(id).offered, 1);
}

TEST_P(BatchesTest, leases_end_and_what_comes_later_is_kept_and_counted) {
  const domain::BatchId id = released("first", {"i1", "i2", "i3"});
  const std::int64_t lease = server.test.clock.now_us() + hour_us;
  assign_all(id, maria_, lease);
  const auto rows = offered_to(maria_);
  ASSERT_TRUE(submit(maria_, rows[0].assignment.id, "good").ok());
  server.test.clock.advance(hour_us);
  // Not shown any more from that moment, whether the clock has looked or not.
  EXPECT_EQ(own_item(server.context, maria_, project_, rows[1].assignment.id).error().code,
            ErrorCode::conflict);
  ASSERT_TRUE(submit(maria_, rows[1].assignment.id, "good").ok());
  EXPECT_EQ(counts(id).late, 1);
  const std::size_t before = verbs().size();
  ASSERT_TRUE(look_at_batches(server.context).ok());
  EXPECT_EQ(verbs().size(), before + 1);
  EXPECT_EQ(verbs()[0], "expire_assignments");
  ASSERT_TRUE(look_at_batches(server.context).ok());
  EXPECT_EQ(verbs().size(), before + 1);  // once
  EXPECT_EQ(counts(id).expired, 2);
  EXPECT_EQ(counts(id).submitted_items, 1);
  ASSERT_TRUE(submit(maria_, rows[2].assignment.id, "bad").ok());
  EXPECT_EQ(counts(id).late, 2);
  EXPECT_EQ(counts(id).submitted, 1);
  EXPECT_EQ(submit(maria_, rows[2].assignment.id, "bad").error().code, ErrorCode::conflict);
  EXPECT_EQ(item(server.context, lead_, project_, "key:i3").value().annotations.size(), 1U);
  // Handed out again, the new one is answered and the old one is left alone.
  EXPECT_EQ(assign(id, {.list = {{"i2", "maria"}}}).value().assigned, 1);
  add_as(lead_, says("i2", "maria", "bad"));
  EXPECT_EQ(counts(id).submitted, 2);
  EXPECT_EQ(counts(id).late, 2);
}

TEST_P(BatchesTest, what_is_answered_after_the_batch_was_due_is_late) {
  const domain::BatchId id = released("first", {"i1", "i2"}, {.at = server.test.clock.now_us() + hour_us});
  assign_all(id, maria_, server.test.clock.now_us() + 10 * hour_us);
  server.test.clock.advance(hour_us);
  server.test.clock.advance(1);
  for (const AssignmentRow& row : offered_to(maria_))
    ASSERT_TRUE(submit(maria_, row.assignment.id, "good").ok());
  EXPECT_EQ(counts(id).submitted, 2);
  EXPECT_EQ(counts(id).late, 2);
}

TEST_P(BatchesTest, items_are_returned_revoked_and_recalled) {
  const domain::BatchId id = released("first");
  assign_all(id, maria_);
  const auto rows = offered_to(maria_);
  EXPECT_EQ(return_item(server.context, maria_, project_, rows[0].assignment.id, "").error().where, "reason");
  ASSERT_TRUE(return_item(server.context, maria_, project_, rows[0].assignment.id, "not my language").ok());
  EXPECT_EQ(own_item(server.context, maria_, project_, rows[0].assignment.id).error().code,
            ErrorCode::conflict);
  EXPECT_EQ(return_item(server.context, maria_, project_, rows[0].assignment.id, "again").error().code,
            ErrorCode::conflict);
  const auto foreign =
      revoke_assignment(server.context, rival_lead_, project_, rows[1].assignment.id, "mine");
  const auto never = revoke_assignment(server.context, rival_lead_, project_, {999}, "mine");
  EXPECT_EQ(error_text(foreign.error()), error_text(never.error()));
  ASSERT_TRUE(revoke_assignment(server.context, lead_, project_, rows[1].assignment.id, "ill").ok());
  EXPECT_EQ(revoke_assignment(server.context, lead_, project_, rows[1].assignment.id, "ill").error().code,
            ErrorCode::conflict);
  EXPECT_EQ(assign(id, {.list = {{rows[0].item, "omar"}}}).value().assigned, 1);
  ASSERT_TRUE(change(server.owner, id, BatchVerb::recall).ok());
  EXPECT_TRUE(offered_to(maria_).empty() && offered_to(omar_).empty());
  EXPECT_EQ(counts(id).revoked, 4);
  EXPECT_EQ(counts(id).returned, 1);
  EXPECT_EQ(submit(maria_, rows[2].assignment.id, "good").error().code, ErrorCode::conflict);
  // An annotation of what was recalled is an annotation like any other, and changes no assignment.
  add_as(lead_, says(rows[2].item, "maria", "good"));
  EXPECT_EQ(counts(id).submitted, 0);
}

TEST_P(BatchesTest, who_leaves_keeps_no_item) {
  const domain::BatchId id = released("first");
  ASSERT_TRUE(assign(id, {.annotators = {maria_.user.id, omar_.user.id}}).ok());
  ASSERT_TRUE(remove_member(server.context, lead_, project_, maria_.user.id).ok());
  EXPECT_EQ(counts(id).revoked, 2);
  EXPECT_EQ(own_items(server.context, maria_, project_, store::Wanted::offered, 10).error().code,
            ErrorCode::not_found);
  ASSERT_TRUE(end_engagement(server.context, server.owner, project_, of_acme_).ok());
  EXPECT_EQ(counts(id).revoked, 4);
  EXPECT_EQ(assign(id, {.annotators = {omar_.user.id}}).error().where, "engagement");
  const auto another = make_batch(server.context, server.owner, project_, {of_acme_, "next", 3, {}, {"i1"}});
  EXPECT_EQ(another.error().where, "engagement");
}

TEST_P(BatchesTest, people_are_told_what_they_must_do_once_and_without_content) {
  const domain::BatchId id = released("first", {"i1", "i2"}, {.work_count = 3});
  EXPECT_EQ(told(lead_), std::vector<std::string>{"batch_released"});
  EXPECT_TRUE(told(rival_lead_).empty());
  assign_all(id, maria_);
  EXPECT_EQ(told(maria_), std::vector<std::string>{"items_assigned"});
  EXPECT_TRUE(told(omar_).empty());
  ASSERT_TRUE(look_at_batches(server.context).ok());
  EXPECT_EQ(told(lead_).size(), 1U);
  server.test.clock.advance(4 * 24 * hour_us);  // Tuesday, a working day before
  ASSERT_TRUE(look_at_batches(server.context).ok());
  ASSERT_TRUE(look_at_batches(server.context).ok());
  EXPECT_EQ(told(lead_), (std::vector<std::string>{"batch_due_soon", "batch_released"}));
  server.test.clock.advance(24 * hour_us + hour_us);
  ASSERT_TRUE(look_at_batches(server.context).ok());
  ASSERT_TRUE(look_at_batches(server.context).ok());
  EXPECT_EQ(told(lead_),
            (std::vector<std::string>{"batch_overdue", "leases_over", "batch_due_soon", "batch_released"}));
  EXPECT_EQ(told(server.owner), std::vector<std::string>{"batch_overdue"});
  for (const Caller& who : {lead_, maria_, server.owner}) {
    for (const auto& row : messages(server.context, who, {}).value()) {
      for (const auto& [name, word] : row.message.words) {
        EXPECT_EQ(word.find("words of item"), std::string::npos);
        EXPECT_NE(word, "i1");
      }
    }
  }
}

TEST_P(BatchesTest, an_annotators_look_at_an_item_about_people_is_on_record) {
  project_ =
      create_project(server.context, server.owner, {"Patients", "", "phi", {mood()}, "a study"}).value().id;
  // The client's own people: nobody else works on items about people.
  const domain::OrganisationId client = server.owner.user.organisation;
  of_acme_ = engage(server.context, server.owner, project_, client).value().id;
  organisations_["Client"] = client;
  lead_ = person("house_lead", "Client");
  maria_ = person("house_annotator", "Client");
  for (const auto& [who, role] : {std::pair{lead_, "lead"}, std::pair{maria_, "annotator"}})
    ASSERT_TRUE(set_member(server.context, server.owner, project_, {who.user.email, role, of_acme_}).ok());
  ASSERT_TRUE(
      set_member(server.context, lead_, project_, {maria_.user.email, "annotator", of_acme_, false, "m"})
          .ok());
  const std::vector<NewItem> items = {{.name = "p1", .content = {"text", "a patient", "{}", {}}}};
  ASSERT_TRUE(add_items(server.context, server.owner, {.project = project_}, items).ok());
  const domain::BatchId id = released("first", {"p1"});
  assign_all(id, maria_);
  const std::size_t before = verbs().size();
  const auto rows = offered_to(maria_);
  ASSERT_TRUE(own_item(server.context, maria_, project_, rows[0].assignment.id).ok());
  EXPECT_FALSE(own_item(server.context, maria_, project_, {999}).ok());
  ASSERT_TRUE(batch_items(server.context, lead_, project_, id, {}).ok());
  const auto seen = verbs();
  ASSERT_EQ(seen.size(), before + 3);
  EXPECT_EQ(seen[2], "read_items");
  EXPECT_EQ(seen[1], "read_item");
  EXPECT_EQ(seen[0], "read_items");
}

}  // namespace assay::app
