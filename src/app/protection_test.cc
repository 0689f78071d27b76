// Items about people: sealed, held, erased, looked at on record.

#include <algorithm>

#include "app/access_report.h"
#include "app/approvals.h"
#include "app/audit.h"
#include "app/break_glass.h"
#include "app/engagements.h"
#include "app/erasure_testing.h"
#include "app/erasures.h"
#include "app/exports.h"
#include "app/items.h"
#include "app/legal_holds.h"
#include "app/messages.h"
#include "app/overview.h"
#include "app/sign_in_testing.h"
#include "base/clock.h"
#include "store/erasure.h"
#include "store/item_log.h"

namespace assay::app {
namespace {

// Words that no file of the server may hold in clear.
constexpr const char* patient = "patient-Wilhelmina-Zzyzx";
constexpr const char* findings = "Hepatosplenomegaly-Quux";
constexpr const char* ward = "ward-Xylophone";

domain::Question finding_question() { return {.name = "finding", .categories = {{"benign"}, {"malignant"}}}; }

NewItem record_of(const std::string& name, const std::string& text, const std::string& attribute) {
  NewItem item;
  item.name = name;
  item.content.kind = "text";
  item.content.content = text;
  item.content.attributes = R"({"ward":")" + attribute + R"("})";
  return item;
}

class ProtectionTest : public ::testing::TestWithParam<Dialect> {
 protected:
  ProtectionTest() {
    for (const char* name : {"eve", "bob"}) add_person(server, name);
    server.test.clock.advance(domain::tie_us + 1);
    eve_ = signed_in(server, "eve");
    eve_enrolled_ = enrol(server, eve_, other_password);
    bob_ = signed_in(server, "bob");
    id_ = create_project(context, server.owner,
                         {"Study", "", "phi", {finding_question()}, "the study of livers"})
              .value()
              .id;
    const auto joined =
        set_member(context, server.owner, id_, {.email = "eve@example.org", .role = "expert"});
    EXPECT_TRUE(joined.ok()) << error_text(joined.error());
    add_items({record_of(patient, findings, ward), record_of("p2", "nothing found", "south"),
               record_of("p3", "nothing found either", "south")});
    for (const auto& [item, label] : {std::pair{patient, "malignant"}, std::pair{"p2", "benign"}}) {
      EXPECT_TRUE(server.add(id_, {says(item, "a1", label), says(item, "a2", "benign")}).ok());
    }
  }

  void add_items(const std::vector<NewItem>& items) {
    const auto added = app::add_items(context, server.owner, {.project = id_}, items);
    ASSERT_TRUE(added.ok()) << error_text(added.error());
    added_ = added.value();
  }
  Result<ItemView> look(const std::string& name) { return item(context, server.owner, id_, "key:" + name); }
  Overview numbers() { return overview(context, server.owner, id_).value(); }

  Result<domain::Approval> agreed(const ErasureView& view) {
    const auto asked = request_approval(context, server.owner, {"destroy_key", id_, {}, view.request});
    EXPECT_TRUE(asked.ok()) << error_text(asked.error());
    return signed_by_eve(asked.value());
  }
  Result<domain::Approval> signed_by_eve(const domain::Approval& asked) {
    server.test.clock.advance(domain::totp_step_us);
    const std::string code = eve_enrolled_.telephone.code(server.test.clock.now_us());
    const auto confirmed = confirm_person(context, eve_, {asked.request_sha256, {other_password, code}});
    EXPECT_TRUE(confirmed.ok()) << error_text(confirmed.error());
    return approve(context, eve_, asked.id, confirmed.value().secret);
  }
  ErasureView demanded(const std::vector<std::string>& items) {
    const auto made = request_erasure(context, server.owner, id_, {.items = items, .reference = "DSR-17"});
    EXPECT_TRUE(made.ok()) << error_text(made.error());
    return made.value();
  }
  ErasureView erased(const std::vector<std::string>& items) {
    const ErasureView view = demanded(items);
    const auto approval = agreed(view);
    EXPECT_TRUE(approval.ok()) << error_text(approval.error());
    const auto done = execute_erasure(context, server.owner, id_, view.erasure.id, approval.value().id);
    EXPECT_TRUE(done.ok()) << error_text(done.error());
    return done.value();
  }

  // The bytes of every file below the server's folder; empty where the database is elsewhere.
  // Every value of the tables in which something of an item could stand.
  std::string stored_text() {
    std::string out;
    static constexpr store::Statement items{
        "select name, content, attributes, coalesce(content_sha256, sealed_head), sealed_content from item"};
    static constexpr store::Statement events{"select verb, reason, leaf from audit_event"};
    const auto take = [&](const store::Row& row, int columns) {
      for (int column = 0; column < columns; ++column) out += std::string(row.bytes(column)) + "\n";
    };
    const auto read = server.test.database->read([&](store::Connection& connection) -> Result<Done> {
      auto ran = connection.run(items, {}, [&](const store::Row& row) { take(row, 5); });
      if (ran) ran = connection.run(events, {}, [&](const store::Row& row) { take(row, 3); });
      if (!ran) return ran.error();
      return Done{};
    });
    EXPECT_TRUE(read.ok());
    return out;
  }

  Server server{GetParam()};
  Context& context = server.context;
  Caller eve_, bob_;
  Enrolled eve_enrolled_;
  domain::ProjectId id_;
  Added added_;
};
ASSAY_ON_BOTH_DATABASES(ProtectionTest);

TEST_P(ProtectionTest, what_is_told_about_people_stands_nowhere_in_clear) {
  for (const std::string& all : {stored_text(), all_bytes(server)}) {
    for (const char* word : {patient, findings, ward}) EXPECT_EQ(all.find(word), std::string::npos) << word;
  }
  const auto seen = look(patient);
  ASSERT_TRUE(seen.ok()) << error_text(seen.error());
  EXPECT_EQ(seen.value().row.item.name, patient);
  EXPECT_EQ(seen.value().row.item.content.content, findings);
  EXPECT_EQ(seen.value().annotations.size(), 2U);
}

TEST_P(ProtectionTest, sealed_items_are_found_filtered_and_known_as_open_ones_are) {
  ItemFilter by_ward;
  by_ward.attributes = {{"ward", ward}};
  ItemFilter by_text;
  by_text.search = "hepatospleno";
  for (int times = 0; times < 2; ++times) {
    for (const ItemFilter& filter : {by_ward, by_text}) {
      const auto page = items(context, server.owner, id_, filter);
      ASSERT_TRUE(page.ok());
      ASSERT_EQ(page.value().items.size(), 1U);
      EXPECT_EQ(page.value().items[0].item.name, patient);
    }
    add_items({record_of(patient, "other words", "north")});
    EXPECT_EQ(added_.results[0].status, RowResult::Status::known);
    context.live.evict(id_);  // and once more as the database has them
  }
}

TEST_P(ProtectionTest, an_item_that_was_named_first_gets_its_content_later) {
  ASSERT_TRUE(server.add(id_, {says("p9", "a1", "benign")}).ok());
  add_items({record_of("p9", "late words", "north")});
  EXPECT_EQ(added_.results[0].status, RowResult::Status::added);
  context.live.evict(id_);
  EXPECT_EQ(look("p9").value().row.item.content.content, "late words");
  EXPECT_EQ(stored_text().find("late words"), std::string::npos);
}

TEST_P(ProtectionTest, erasing_takes_two_people_and_leaves_nothing_but_a_count) {
  const ErasureView view = demanded({"key:" + std::string(patient)});
  EXPECT_EQ(execute_erasure(context, server.owner, id_, view.erasure.id, {1}).error().code,
            ErrorCode::not_found);
  const auto approval = agreed(view);
  const auto done = execute_erasure(context, server.owner, id_, view.erasure.id, approval.value().id);
  ASSERT_TRUE(done.ok()) << error_text(done.error());
  EXPECT_EQ(done.value().erasure.state, "executed");
  EXPECT_TRUE(done.value().erasure.receipt.has_value());
  EXPECT_NE(last_leaf(server).find(hex(*done.value().erasure.receipt)), std::string::npos);
  EXPECT_EQ(look(patient).error().code, ErrorCode::not_found);
  const Overview now = numbers();
  EXPECT_EQ(now.removed.items, 1);
  EXPECT_EQ(now.removed.annotations, 2);
  EXPECT_EQ(now.inspection.questions.at(0).counts.annotations, 2);
  for (const char* word : {patient, findings, ward})
    EXPECT_EQ(stored_text().find(word), std::string::npos) << word;
  expect_log_holds(context);
  // It does not come back by a file that still has it.
  add_items({record_of(patient, findings, ward)});
  EXPECT_EQ(added_.results[0].status, RowResult::Status::refused);
  EXPECT_NE(added_.results[0].error->message.find("erased"), std::string::npos);
}

TEST_P(ProtectionTest, a_legal_hold_keeps_what_it_covers) {
  const ErasureView view = demanded({"key:p2", "key:p3"});
  EXPECT_EQ(place_hold(context, server.owner, id_, {.item = "key:p3", .reason = "short"}).error().where,
            "reason");
  const auto hold = place_hold(context, server.owner, id_,
                               {.item = "key:p3", .reason = "proceedings 4 O 17/26 are pending"});
  ASSERT_TRUE(hold.ok()) << error_text(hold.error());
  EXPECT_EQ(erasures(context, server.owner, id_, {}).value()[0].held, 1);
  const auto approval = agreed(view);
  const auto refused = execute_erasure(context, server.owner, id_, view.erasure.id, approval.value().id);
  EXPECT_EQ(refused.error().where, "legal_hold");
  EXPECT_TRUE(look("p2").ok());
  ASSERT_TRUE(lift_hold(context, server.owner, id_, hold.value().id).ok());
  EXPECT_EQ(lift_hold(context, server.owner, id_, hold.value().id).error().code, ErrorCode::conflict);
  EXPECT_TRUE(execute_erasure(context, server.owner, id_, view.erasure.id, approval.value().id).ok());
  EXPECT_FALSE(look("p2").ok());
}

TEST_P(ProtectionTest, a_retention_rule_erases_what_is_too_old_and_not_held) {
  const auto hold = place_hold(context, server.owner, id_,
                               {.item = "key:p3", .reason = "proceedings 4 O 17/26 are pending"});
  ASSERT_TRUE(hold.ok());
  EXPECT_EQ(set_retention(context, server.owner, id_, 0).error().where, "keep_days");
  ASSERT_TRUE(set_retention(context, server.owner, id_, 30).ok());
  ASSERT_TRUE(run_retention(context).ok());
  EXPECT_TRUE(look("p2").ok());  // not yet
  server.test.clock.advance(31 * day_us);
  add_items({record_of("p4", "new", "south")});
  ASSERT_TRUE(run_retention(context).ok());
  EXPECT_FALSE(look("p2").ok());
  EXPECT_FALSE(look(patient).ok());
  EXPECT_TRUE(look("p3").ok());  // held
  EXPECT_TRUE(look("p4").ok());  // new
  EXPECT_EQ(numbers().removed.items, 2);
  const auto told = messages(context, server.owner, {});
  ASSERT_FALSE(told.value().empty());
  EXPECT_EQ(told.value()[0].message.kind, "items_erased_by_rule");
  const auto list = erasures(context, server.owner, id_, {});
  EXPECT_EQ(list.value()[0].erasure.basis, "retention");
  EXPECT_EQ(list.value()[0].erasure.state, "executed");
  ASSERT_TRUE(run_retention(context).ok());  // nothing more to do
  EXPECT_EQ(erasures(context, server.owner, id_, {}).value().size(), list.value().size());
}

TEST_P(ProtectionTest, a_stop_in_the_middle_is_made_up_for_at_the_next_start) {
  const ErasureView view = demanded({"key:p2"});
  const auto stopped = context.database.maintain([&](store::Transaction& transaction) -> Result<Done> {
    domain::Erasure begun = view.erasure;
    begun.state = "executing";
    return store::update_erasure(transaction.connection(), begun);
  });
  ASSERT_TRUE(stopped.ok());
  ASSERT_TRUE(settle_protection(context).ok());
  EXPECT_FALSE(look("p2").ok());
  EXPECT_EQ(erasures(context, server.owner, id_, {}).value()[0].erasure.state, "executed");
}

TEST_P(ProtectionTest, an_older_copy_of_the_keys_does_not_bring_back_what_was_erased) {
  const std::int64_t item = look("p2").value().row.item.id.value;
  erased({"key:p2"});
  // As a copy from before would have it: there is a key again.
  ASSERT_TRUE(context.subject_keys->make(store::SubjectKind::item, std::span(&item, 1)).ok());
  ASSERT_TRUE(settle_protection(context).ok());
  EXPECT_FALSE(context.subject_keys->find(store::SubjectKind::item, std::span(&item, 1)).value()[0]);
}

TEST_P(ProtectionTest, an_older_copy_of_the_database_is_erased_anew) {
  const std::int64_t item = look("p2").value().row.item.id.value;
  ASSERT_TRUE(context.subject_keys->destroy(store::SubjectKind::item, std::span(&item, 1), 1).ok());
  context.live.evict(id_);
  EXPECT_FALSE(look("p2").ok());  // unreadable before anything else is done
  EXPECT_EQ(numbers().removed.items, 1);
  ASSERT_TRUE(settle_protection(context).ok());
  EXPECT_EQ(erasures(context, server.owner, id_, {}).value().size(), 1U);
  EXPECT_EQ(verbs(server).back(), "erase_items");
  expect_log_holds(context);
}

TEST_P(ProtectionTest, items_that_came_before_items_were_sealed_are_sealed_at_the_start) {
  const auto opened = context.database.maintain([&](store::Transaction& transaction) -> Result<Done> {
    static constexpr store::Statement open_all{
        "update item set name = 'old ' || item_id, content = 'old words', attributes = '{\"ward\":\"w\"}', "
        "sealed_head = null, sealed_content = null"};
    const auto ran = transaction.connection().run(open_all, {});
    if (!ran) return ran.error();
    return Done{};
  });
  ASSERT_TRUE(opened.ok());
  context.live.evict(id_);
  ASSERT_TRUE(settle_protection(context).ok());
  EXPECT_EQ(stored_text().find("old words"), std::string::npos);
  EXPECT_EQ(look("old 1").value().row.item.content.content, "old words");
}

TEST_P(ProtectionTest, looks_are_on_record_with_their_purpose_and_come_out_as_a_report) {
  ASSERT_TRUE(look(patient).ok());
  ASSERT_TRUE(items(context, eve_, id_, {}).ok());
  const auto all = access_report(context, server.owner, id_, "");
  ASSERT_TRUE(all.ok()) << error_text(all.error());
  EXPECT_NE(all.value().find("Ada,Client,read_item,1,the study of livers,"), std::string::npos)
      << all.value();
  EXPECT_NE(all.value().find("eve,Client,read_items,3,the study of livers,"), std::string::npos);
  EXPECT_EQ(all.value().find(patient), std::string::npos);
  const auto of_one = access_report(context, server.owner, id_, "key:p2");
  EXPECT_EQ(std::count(of_one.value().begin(), of_one.value().end(), '\n'), 2);  // header, and eve's page
  EXPECT_EQ(last_leaf(server).find("p2"), std::string::npos);
  EXPECT_EQ(access_report(context, bob_, id_, "").error().code, ErrorCode::not_found);
}

TEST_P(ProtectionTest, in_an_emergency_somebody_looks_for_four_hours_and_an_owner_reviews_it) {
  bob_.at_us = server.test.clock.now_us();
  EXPECT_EQ(item(context, bob_, id_, "key:p2").error().code, ErrorCode::not_found);
  EXPECT_EQ(break_glass(context, bob_, id_, "because").error().where, "reason");
  const auto broken = break_glass(context, bob_, id_, "the owner is ill, a patient was mixed up");
  ASSERT_TRUE(broken.ok()) << error_text(broken.error());
  EXPECT_EQ(messages(context, server.owner, {}).value()[0].message.kind, "glass_broken");
  EXPECT_TRUE(item(context, bob_, id_, "key:p2").ok());
  EXPECT_NE(last_leaf(server).find("break-glass 1"), std::string::npos);
  EXPECT_EQ(server.add(id_, {}).ok(), true);
  EXPECT_EQ(overview(context, bob_, id_).error().code,
            ErrorCode::not_found);  // looking at items, nothing else
  EXPECT_EQ(app::add_items(context, bob_, {.project = id_}, {}).error().code, ErrorCode::not_found);
  bob_.at_us += domain::break_glass_us + 1;
  EXPECT_EQ(item(context, bob_, id_, "key:p2").error().code, ErrorCode::not_found);
  const auto reviewed = review_break_glass(context, server.owner, id_, broken.value().id,
                                           "one item, the one of the call: it was right");
  ASSERT_TRUE(reviewed.ok()) << error_text(reviewed.error());
  EXPECT_EQ(broken_glass(context, server.owner, id_).value()[0].review,
            "one item, the one of the call: it was right");
  // Who has a part in the project, and who administers the server, breaks nothing.
  EXPECT_EQ(break_glass(context, eve_, id_, "just to have a look around").error().code, ErrorCode::conflict);
  const auto open = server.project();
  EXPECT_EQ(break_glass(context, bob_, open, "just to have a look around").error().code,
            ErrorCode::not_found);
}

TEST_P(ProtectionTest, the_record_of_processing_tells_what_the_project_knows) {
  ASSERT_TRUE(set_retention(context, server.owner, id_, 365).ok());
  erased({"key:p2"});
  const auto text = processing_record(context, server.owner, id_);
  ASSERT_TRUE(text.ok()) << error_text(text.error());
  const auto record = json_from<nlohmann::json>(text.value());
  EXPECT_EQ(record["controller"], "Client");
  EXPECT_EQ(record["purpose"], "the study of livers");
  EXPECT_EQ(record["retention"]["keep_days"], 365);
  EXPECT_EQ(record["volume"]["items_erased"], 1);
  EXPECT_EQ(record["erasures"][0]["reference"], "DSR-17");
  EXPECT_TRUE(record["transfers_to_third_countries"].is_null());
}

TEST_P(ProtectionTest, an_export_of_what_is_told_about_people_takes_two) {
  ExportAsked asked{ExportedNoun::items, ExportForm::csv, {}};
  EXPECT_EQ(export_rows(context, server.owner, id_, asked).error().where, "approval");
  const auto request = export_request(context, server.owner, id_, asked);
  EXPECT_EQ(request.value(), R"({"export":"items","format":"csv","rows":3})");
  const auto ask_for = [&](const std::string& what) {
    const auto made = request_approval(context, server.owner, {"export_personal_data", id_, {}, what});
    return signed_by_eve(made.value()).value().id;
  };
  asked.approval = ask_for(request.value());
  const ExportAsked other{ExportedNoun::gold, ExportForm::csv, asked.approval};
  EXPECT_EQ(export_rows(context, server.owner, id_, other).error().where, "approval");
  const auto pieces = export_rows(context, server.owner, id_, asked);
  ASSERT_TRUE(pieces.ok()) << error_text(pieces.error());
  std::string text, piece;
  for (bool more = true; more; text += piece) more = pieces.value()(piece).value();
  EXPECT_NE(text.find(patient), std::string::npos);
  EXPECT_EQ(export_rows(context, server.owner, id_, asked).error().where, "approval");  // once
  // A row more is another export.
  asked.approval = ask_for(request.value());
  add_items({record_of("p4", "new", "south")});
  EXPECT_EQ(export_rows(context, server.owner, id_, asked).error().where, "approval");
}

TEST_P(ProtectionTest, a_project_about_people_has_a_purpose) {
  EXPECT_EQ(create_project(context, server.owner, {"Other", "", "pii", {}, ""}).error().where, "purpose");
  EXPECT_EQ(edit_project(context, server.owner, id_, {.purpose = "", .revision = 1}).error().where,
            "purpose");
}

}  // namespace
}  // namespace assay::app
