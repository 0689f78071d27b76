// The verbs on a real database: what a client does in its first hour.

#include <gtest/gtest.h>

#include <atomic>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "app/annotations.h"
#include "app/app_testing.h"
#include "app/audit.h"
#include "app/audit_export.h"
#include "app/imports.h"
#include "app/items.h"
#include "app/overview.h"
#include "app/projects.h"
#include "app/snapshots.h"
#include "app/users.h"
#include "base/json_text.h"
#include "base/merkle.h"
#include "domain/audit_verify.h"
#include "store/job.h"
#include "store/store_testing.h"

namespace assay::app {
namespace {

domain::SnapshotId snapshot_of(Server& server, domain::ProjectId id) {
  server.result_of(start_snapshot(server.context, server.owner, id, {"s"}));
  return snapshots(server.context, server.owner, id, {}).value()[0].id;
}

bool repeats_the_same(Server& server, domain::SnapshotId id) {
  return server.result_of(repeat_snapshot(server.context, server.owner, id)).value("same_bits", false);
}

std::vector<domain::NewAnnotation> some_rows() {
  std::vector<domain::NewAnnotation> rows;
  for (int item = 0; item < 40; ++item) {
    for (int who = 0; who < 3; ++who) {
      const bool odd = (item * 7 + who * 5) % 11 == 0;
      rows.push_back(says("item-" + std::to_string(item), "a" + std::to_string(who),
                          (item % 2 == 0) != odd ? "yes" : "no"));
    }
  }
  return rows;
}

}  // namespace

class AppTest : public ::testing::TestWithParam<Dialect> {
 protected:
  Server server{GetParam()};
};
ASSAY_ON_BOTH_DATABASES(AppTest);

TEST_P(AppTest, a_row_that_came_before_is_known_and_nothing_is_added_twice) {
  const auto id = server.project();
  const auto first = server.add(id, some_rows());
  ASSERT_TRUE(first.ok());
  EXPECT_EQ(first.value().log_position, 120);
  const auto again = server.add(id, some_rows());
  ASSERT_TRUE(again.ok());
  for (const RowResult& row : again.value().results) EXPECT_EQ(row.status, RowResult::Status::known);
  EXPECT_EQ(project(server.context, server.owner, id).value().sizes->annotations, 120);
}

TEST_P(AppTest, a_row_that_is_twice_in_one_request_is_added_once) {
  const auto id = server.project();
  const auto twice = server.add(id, {says("i", "a", "yes"), says("i", "a", "no"), says("i", "a", "yes")});
  ASSERT_TRUE(twice.ok());
  EXPECT_EQ(twice.value().results[1].status, RowResult::Status::added);
  EXPECT_EQ(twice.value().results[2].status, RowResult::Status::known);
  const std::vector<NewGold> gold = {{"i", "", "yes"}, {"i", "", "yes"}, {"i", "", "no"}, {"i", "", "no"}};
  const auto trusted = add_gold(server.context, server.owner, {.project = id}, gold);
  ASSERT_TRUE(trusted.ok());
  EXPECT_EQ(trusted.value().results[0].status, RowResult::Status::added);
  EXPECT_EQ(trusted.value().results[1].status, RowResult::Status::known);
  EXPECT_EQ(trusted.value().results[2].status, RowResult::Status::refused);
  EXPECT_EQ(trusted.value().results[3].status, RowResult::Status::refused);
}

TEST_P(AppTest, equal_requests_at_the_same_time_add_each_row_once) {
  const auto id = server.project();
  ASSERT_TRUE(server.add(id, {says("first", "a", "yes")}).ok());
  std::atomic<int> added{0};
  std::vector<std::thread> clients;
  for (int client = 0; client < 8; ++client) {
    clients.emplace_back([&] {
      const auto out = server.add(id, some_rows());
      if (!out.ok()) return;
      for (const RowResult& row : out.value().results)
        added += row.status == RowResult::Status::added ? 1 : 0;
    });
  }
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(added, 120);
  EXPECT_EQ(project(server.context, server.owner, id).value().sizes->annotations, 121);
}

TEST_P(AppTest, an_import_that_goes_on_after_a_stop_counts_what_came_before_it) {
  const auto id = server.project();
  std::string text = "item,annotator,label\n";
  for (int item = 0; item < 1500; ++item) text += "i" + std::to_string(item) + ",a,yes\n";
  const auto queued =
      start_import(server.context, server.owner, id, server.uploaded(id, "annotations", text));
  ASSERT_TRUE(queued.ok());
  domain::Job stopped = queued.value();
  stopped.progress = R"({"import":1,"rows":1000,"added":990,"known":10,"refused":0,"problems":[]})";
  const auto noted = server.test.database->maintain([&](store::Transaction& transaction) -> Result<Done> {
    domain::Import import;
    import.project = id;
    import.kind = "annotations";
    import.created_by = server.owner.user.id;
    auto made = store::insert_import(transaction.connection(), import);
    if (!made) return made.error();
    EXPECT_EQ(made.value().value, 1);
    return store::update_job(transaction.connection(), stopped);
  });
  ASSERT_TRUE(noted.ok()) << error_text(noted.error());
  const auto result = server.result_of(queued);
  EXPECT_EQ(result["rows"], 1500);
  EXPECT_EQ(result["added"], 1490);
  EXPECT_EQ(result["known"], 10);
  EXPECT_EQ(project(server.context, server.owner, id).value().sizes->annotations, 500);
}

TEST_P(AppTest, the_same_idempotency_key_gives_the_first_answer) {
  const auto id = server.project();
  const auto first = server.add(id, {says("i", "a", "yes")}, "key-1");
  const auto again = server.add(id, {says("i", "a", "yes")}, "key-1");
  ASSERT_TRUE(first.ok() && again.ok());
  EXPECT_EQ(again.value().results[0].status, RowResult::Status::added);
  EXPECT_EQ(again.value().results[0].sequence, first.value().results[0].sequence);
  Source other{.project = id, .idempotency_key = "key-1", .request_sha256 = sha256("another body")};
  const std::vector<domain::NewAnnotation> rows = {says("i", "a", "no")};
  EXPECT_EQ(add_annotations(server.context, server.owner, other, rows).error().code, ErrorCode::conflict);
}

TEST_P(AppTest, a_wrong_row_is_refused_alone) {
  const auto id = server.project();
  const auto added = server.add(id, {says("", "a", "yes"), says("i", "a", "yes")});
  ASSERT_TRUE(added.ok());
  EXPECT_EQ(added.value().results[0].status, RowResult::Status::refused);
  EXPECT_EQ(added.value().results[0].error->where, "item");
  EXPECT_EQ(added.value().results[1].status, RowResult::Status::added);
}

TEST_P(AppTest, every_fact_of_an_annotation_is_kept_as_it_came) {
  using domain::Flag, domain::Origin, domain::Pass, domain::Role;
  const auto id = server.project();
  std::vector<domain::NewAnnotation> rows;
  for (const Role role : {Role::annotator, Role::reviewer, Role::adjudicator, Role::expert, Role::model})
    rows.emplace_back(says("i", "role", "yes")).role = role;
  for (const Pass pass : {Pass::initial, Pass::repeat, Pass::overlap, Pass::gold, Pass::review,
                          Pass::adjudication, Pass::audit})
    rows.emplace_back(says("i", "pass", "yes")).pass = pass;
  for (const Flag flag : {Flag::none, Flag::unsure, Flag::guideline_gap, Flag::item_defect})
    rows.emplace_back(says("i", "flag", "yes")).flag = flag;
  for (const Origin origin :
       {Origin::unknown, Origin::manual, Origin::prediction, Origin::prediction_changed})
    rows.emplace_back(says("i", "origin", "yes")).origin = origin;
  for (std::size_t at = 0; at < rows.size(); ++at) {
    const auto second = static_cast<std::int64_t>(at) * 1'000'000;
    domain::NewAnnotation& row = rows[at];
    row.annotator += std::to_string(at);
    row.guideline_version = "v" + std::to_string(at % 3);
    row.batch = "b" + std::to_string(at % 4);
    row.rules_cited = "3,4";
    row.confidence = 0.25;
    row.shown_at = second + 1;
    row.first_action_at = second + 2;
    row.submitted_at = second + 3;
    row.active_ms = 1500 + second;
  }
  ASSERT_TRUE(server.add(id, rows).ok());
  const auto view = item(server.context, server.owner, id, "key:i");
  ASSERT_TRUE(view.ok());
  ASSERT_EQ(view.value().annotations.size(), rows.size());
  for (const NamedAnnotation& kept : view.value().annotations) {
    const auto given = std::find_if(rows.begin(), rows.end(), [&](const domain::NewAnnotation& row) {
      return row.annotator == kept.annotator;
    });
    ASSERT_NE(given, rows.end()) << kept.annotator;
    EXPECT_EQ(kept.label, given->label);
    EXPECT_EQ(kept.guideline_version, given->guideline_version);
    EXPECT_EQ(kept.batch, given->batch);
    EXPECT_EQ(kept.row.rules_cited, given->rules_cited);
    EXPECT_EQ(kept.row.role, given->role) << kept.annotator;
    EXPECT_EQ(kept.row.pass, given->pass) << kept.annotator;
    EXPECT_EQ(kept.row.flag, given->flag) << kept.annotator;
    EXPECT_EQ(kept.row.origin, given->origin) << kept.annotator;
    EXPECT_EQ(kept.row.admission, domain::Admission::admitted);
    EXPECT_EQ(kept.row.confidence, given->confidence);
    EXPECT_EQ(kept.row.shown_at, given->shown_at);
    EXPECT_EQ(kept.row.first_action_at, given->first_action_at);
    EXPECT_EQ(kept.row.submitted_at, given->submitted_at);
    EXPECT_EQ(kept.row.active_ms, given->active_ms);
    EXPECT_GT(kept.row.import, 0);
    EXPECT_GT(kept.row.received_at, 0);
  }
}

TEST_P(AppTest, a_label_outside_the_schema_is_quarantined_and_in_no_estimate) {
  const auto id = server.project({{.name = "mood", .categories = {{"yes"}, {"no"}}}});
  ASSERT_TRUE(server.add(id, {says("i", "a", "yes"), says("i", "b", "perhaps")}).ok());
  const auto seen = overview(server.context, server.owner, id);
  ASSERT_TRUE(seen.ok());
  EXPECT_EQ(seen.value().quarantined, 1);
  EXPECT_EQ(seen.value().inspection.questions[0].counts.annotations, 1);
  const auto again = server.add(id, {says("i", "b", "perhaps")});
  EXPECT_EQ(again.value().results[0].status, RowResult::Status::known);
}

TEST_P(AppTest, a_correction_takes_the_place_of_the_answer_before_it) {
  const auto id = server.project({{.name = "mood"}});
  auto said = says("i", "a", "yes"), corrected = says("i", "a", "no");
  said.submitted_at = 1'000'000;
  corrected.submitted_at = 2'000'000;
  corrected.corrects = true;
  ASSERT_TRUE(server.add(id, {said, says("i", "b", "yes"), says("j", "a", "yes")}).ok());
  ASSERT_TRUE(server.add(id, {corrected}).ok());
  EXPECT_EQ(server.add(id, {said}).value().results[0].status,
            RowResult::Status::known);  // and changes nothing
  for (int time = 0; time < 2; ++time) {
    const auto view = item(server.context, server.owner, id, "key:i");
    ASSERT_TRUE(view.ok());
    ASSERT_EQ(view.value().annotations.size(), 3U);
    EXPECT_FALSE(view.value().annotations[0].in_force);
    EXPECT_TRUE(view.value().annotations[2].in_force);
    EXPECT_EQ(view.value().row.answers.at("mood").at("no"), 1);
    const auto seen = overview(server.context, server.owner, id);
    ASSERT_TRUE(seen.ok());
    EXPECT_EQ(seen.value().inspection.questions[0].counts.annotations, 3);
    server.live.evict(id);  // and the same from the record
  }
}

TEST_P(AppTest, the_overview_follows_every_row_as_if_it_were_counted_anew) {
  const auto id = server.project();
  auto rows = some_rows();
  // Some say another thing later: as a correction or, without saying so, as a repeat that counts for nothing.
  for (std::size_t at = 30; at < 60; ++at) {
    auto again = rows[at];
    again.label = at % 3 == 0 ? "yes" : "no";
    again.submitted_at = 5'000'000;
    again.corrects = at % 2 == 0;
    rows.push_back(again);
  }
  ASSERT_TRUE(server.add(id, {rows.begin(), rows.begin() + 20}).ok());
  ASSERT_TRUE(overview(server.context, server.owner, id).ok());  // tallies are made, then follow
  for (std::size_t at = 20; at < rows.size(); ++at) ASSERT_TRUE(server.add(id, {rows[at]}).ok());
  const auto followed = overview(server.context, server.owner, id);
  server.live.evict(id);
  const auto anew = overview(server.context, server.owner, id);
  ASSERT_TRUE(followed.ok() && anew.ok());
  const auto& a = followed.value().inspection.questions[0];
  const auto& b = anew.value().inspection.questions[0];
  ASSERT_EQ(a.agreement.size(), b.agreement.size());
  for (std::size_t at = 0; at < a.agreement.size(); ++at) {
    EXPECT_EQ(a.agreement[at].estimate.value, b.agreement[at].estimate.value) << a.agreement[at].metric;
  }
  EXPECT_EQ(a.counts.annotations, b.counts.annotations);
  EXPECT_EQ(a.counts.items, b.counts.items);
}

TEST_P(AppTest, answers_under_earlier_versions_of_the_schema_count_by_the_names_of_today) {
  const auto id = server.project({{.name = "mood", .categories = {{"good"}, {"fine"}, {"bad"}}}});
  const std::vector<domain::NewAnnotation> first = {says("i", "a", "good"), says("i", "b", "fine"),
                                                    says("j", "a", "bad"),  says("j", "b", "bad"),
                                                    says("k", "a", "good"), says("k", "b", "good")};
  ASSERT_TRUE(server.add(id, first).ok());
  ASSERT_EQ(server.import(id, "gold", "item,label\nk,fine\n")["added"], 1);
  const auto before = snapshot_of(server, id);
  const std::vector<domain::Question> questions = {
      {.name = "mood", .categories = {{"well"}, {"sad"}, {"angry"}}}};
  const std::vector<domain::CategoryChange> mapping = {
      {.question = "mood", .kind = "merged", .from = {"good", "fine"}, .to = {"well"}},
      {.question = "mood", .kind = "split", .from = {"bad"}, .to = {"sad", "angry"}}};
  ASSERT_TRUE(change_schema(server.context, server.owner, id,
                            {.questions = questions, .mapping = mapping, .attributes = {}})
                  .ok());
  // Gold is known under the name it was given by and under that of today, which no row has yet.
  for (const char* name : {"well", "fine"}) {
    EXPECT_EQ(server.import(id, "gold", "item,label\nk," + std::string(name) + "\n")["known"], 1) << name;
  }
  ASSERT_TRUE(server.add(id, {says("j", "c", "sad"), says("i", "c", "well")}).ok());

  const auto seen = overview(server.context, server.owner, id);
  ASSERT_TRUE(seen.ok());
  const auto& question = seen.value().inspection.questions[0];
  EXPECT_EQ(question.counts.annotations, 6);  // the two of "bad" wait for new labels
  EXPECT_EQ(question.unmapped, 2);
  ASSERT_EQ(question.schema_versions.size(), 2U);
  EXPECT_EQ(question.schema_versions[0].annotations, 4);
  EXPECT_EQ(question.schema_versions[1].annotations, 2);
  EXPECT_EQ(question.accuracy->overall.value, 1);  // gold is mapped too
  EXPECT_EQ(question.warnings.size(), 2U);

  // What came under an old name is known under it; the snapshot of before comes out with the same bits.
  EXPECT_EQ(server.add(id, {says("i", "a", "good"), says("j", "a", "bad")}).value().results[1].status,
            RowResult::Status::known);
  EXPECT_TRUE(repeats_the_same(server, before));
}

TEST_P(AppTest, files_become_items_annotations_and_gold) {
  const auto id = server.project();
  std::string labels = "item,annotator,label\n";
  for (const auto& row : some_rows()) labels += row.item + "," + row.annotator + "," + *row.label + "\n";
  const auto first = server.import(id, "annotations", labels);
  EXPECT_EQ(first["added"], 120);
  EXPECT_EQ(server.preview(id, "annotations", labels).known_count, 120);
  EXPECT_EQ(server.import(id, "annotations", labels)["known"], 120);
  EXPECT_EQ(server.import(id, "gold", "item,label\nitem-0,yes\nitem-1,no\n")["added"], 2);
  EXPECT_EQ(
      server.import(id, "items", "item,text,source\nitem-0,Hello there,web\nitem-1,Bye,mail\n")["added"], 2);
  const auto page = items(server.context, server.owner, id, {.attributes = {{"source", "mail"}}});
  ASSERT_TRUE(page.ok());
  ASSERT_EQ(page.value().items.size(), 1U);
  EXPECT_EQ(page.value().items[0].item.content.content, "Bye");
  EXPECT_EQ(page.value().items[0].gold.begin()->second, "no");
  const auto one = item(server.context, server.owner, id, "key:" + page.value().items[0].item.name);
  ASSERT_TRUE(one.ok());
  EXPECT_EQ(one.value().annotations.size(), 3U);
  EXPECT_TRUE(one.value().annotations[0].in_force);
}

TEST_P(AppTest, columns_of_annotations_and_gold_are_seen_and_said_otherwise) {
  const auto id = server.project();
  const std::string text = "item,annotator,label,second,batch\n1,ann,x,y,b\n2,ann,x,z,b\n";
  const ImportPreview seen = server.preview(id, "annotations", text);
  ASSERT_EQ(seen.columns.size(), 5U);
  EXPECT_EQ(seen.columns[2].role, "label");
  EXPECT_EQ(seen.columns[3].role, "");
  EXPECT_EQ(seen.columns[3].examples, (std::vector<std::string>{"y", "z"}));
  ImportSpec spec = server.uploaded(id, "annotations", text);
  spec.mapping = {{"label", "second"}, {"batch", "-"}};
  const auto said = preview_import(server.context, server.owner, id, spec);
  ASSERT_TRUE(said.ok());
  EXPECT_EQ(said.value().columns[3].role, "label");
  EXPECT_EQ(said.value().columns[4].role, "");
  EXPECT_EQ(said.value().rows[1].at("label"), "z");
  EXPECT_EQ(server.result_of(start_import(server.context, server.owner, id, spec))["added"], 2);
  EXPECT_EQ(server.preview(id, "gold", "item,label\n1,x\n").columns[1].role, "label");
}

TEST_P(AppTest, a_table_whose_columns_are_not_clear_is_shown_with_what_is_missing) {
  const auto id = server.project();
  const std::string text = "thing,label\n1,x\n";
  const ImportPreview unclear = server.preview(id, "annotations", text);
  EXPECT_EQ(unclear.warnings,
            (std::vector<std::string>{
                "no column is clearly the item: say which one it is",
                "no column is clearly the annotator: say which one it is, or who annotated"}));
  EXPECT_EQ(unclear.columns.size(), 2U);
  EXPECT_EQ(unclear.row_count, 0);
  ImportSpec spec = server.uploaded(id, "annotations", text);
  spec.mapping = {{"item", "thing"}};
  spec.annotator = "eve";
  const auto said = preview_import(server.context, server.owner, id, spec);
  ASSERT_TRUE(said.ok());
  EXPECT_TRUE(said.value().warnings.empty());
  EXPECT_EQ(said.value().rows[0].at("annotator"), "eve");
  spec.mapping = {{"item", "absent"}};
  EXPECT_EQ(preview_import(server.context, server.owner, id, spec).error().code, ErrorCode::invalid);
}

TEST_P(AppTest, a_snapshot_made_again_has_the_same_bits) {
  const auto id = server.project();
  ASSERT_TRUE(server.add(id, some_rows()).ok());
  ASSERT_TRUE(start_snapshot(server.context, server.owner, id, {.name = "first", .seed = 7}).ok());
  ASSERT_TRUE(run_next_job(server.context).value());
  const auto kept = snapshots(server.context, server.owner, id, {});
  ASSERT_TRUE(kept.ok());
  ASSERT_EQ(kept.value().size(), 1U);
  ASSERT_TRUE(server.add(id, {says("later", "a0", "yes"), says("later", "a1", "no")}).ok());
  const auto again = repeat_snapshot(server.context, server.owner, kept.value()[0].id);
  ASSERT_TRUE(again.ok());
  ASSERT_TRUE(run_next_job(server.context).value());
  const auto ended = job(server.context, server.owner, again.value().id);
  const auto result = json_from<nlohmann::json>(ended.value().result);
  EXPECT_EQ(result["same_bits"], true) << ended.value().error << ended.value().result;
  EXPECT_TRUE(snapshot_document(server.context, server.owner, kept.value()[0].id, SnapshotForm::html).ok());
}

TEST_P(AppTest, strangers_are_told_that_nothing_is_there) {
  const auto id = server.project();
  const auto other =
      add_user(server.context, server.owner, {"bob@example.org", "Bob", "another long phrase"});
  ASSERT_TRUE(other.ok());
  const Caller stranger{other.value(), Access::write, "r-2", ""};
  EXPECT_EQ(project(server.context, stranger, id).error().code, ErrorCode::not_found);
  EXPECT_EQ(overview(server.context, stranger, id).error().code, ErrorCode::not_found);
  EXPECT_EQ(items(server.context, stranger, id, {}).error().code, ErrorCode::not_found);
  const std::vector<domain::NewAnnotation> rows = {says("i", "a", "yes")};
  EXPECT_EQ(add_annotations(server.context, stranger, {.project = id}, rows).error().code,
            ErrorCode::not_found);
  server.live.evict(id);
  const auto foreign = add_annotations(server.context, stranger, {.project = id}, rows);
  const auto absent = add_annotations(server.context, stranger, {.project = {999}}, rows);
  EXPECT_EQ(foreign.error().message, absent.error().message);
  EXPECT_EQ(server.live.loaded(id), nullptr);
  Caller reader = server.owner;
  reader.access = Access::read;
  EXPECT_EQ(add_annotations(server.context, reader, {.project = id}, rows).error().code,
            ErrorCode::forbidden);
}

TEST_P(AppTest, the_exported_log_verifies_with_the_key_from_outside) {
  const auto id = server.project();
  ASSERT_TRUE(server.add(id, some_rows()).ok());
  const LogKey key{"assay.test/log", SigningKey::from_seed(std::string(32, 'k')).value()};
  std::string lines;
  ASSERT_TRUE(
      export_log(server.context, server.owner, key, [&](std::string_view line) { lines += line; }).ok());
  domain::AuditTrust trust;
  trust.keys = {key.key.public_key()};
  const auto report = domain::verify_audit_export(lines, trust);
  ASSERT_TRUE(report.ok()) << error_text(report.error());
  EXPECT_FALSE(report.value().finding.has_value());
  EXPECT_GT(report.value().sealed_events, 2);
  const auto checked = check_head(server.context, server.owner, key,
                                  head(server.context, server.owner, key).value().checkpoint);
  EXPECT_TRUE(checked.value().consistent);
}

TEST_P(AppTest, a_batch_is_one_event_with_the_root_of_its_rows) {
  const auto id = server.project();
  const auto rows = some_rows();
  ASSERT_TRUE(server.add(id, rows).ok());
  ASSERT_TRUE(server.add(id, {rows[0], says("new", "a", "yes")}).ok());  // one is known, one is added
  const LogKey key{"assay.test/log", SigningKey::from_seed(std::string(32, 'k')).value()};
  std::vector<nlohmann::json> batches;
  std::stringstream log;
  ASSERT_TRUE(
      export_log(server.context, server.owner, key, [&](std::string_view piece) { log << piece; }).ok());
  for (std::string line; std::getline(log, line);) {
    const auto leaf = json_from<nlohmann::json>(line).value("leaf", nlohmann::json());
    if (leaf.is_object() && leaf["type"] == "add_annotations") batches.push_back(leaf["rows"]);
  }
  ASSERT_EQ(batches.size(), 2U);
  std::vector<Digest> leaves;
  for (const auto& row : rows) leaves.push_back(leaf_hash(domain::annotation_content(row).value()));
  EXPECT_EQ(batches[0]["count"], rows.size());
  EXPECT_EQ(batches[0]["root"], hex(merkle_root(leaves)));
  EXPECT_EQ(batches[1]["count"], 1);
  EXPECT_EQ(batches[1]["root"], hex(leaf_hash(domain::annotation_content(says("new", "a", "yes")).value())));
}

TEST_P(AppTest, an_export_ends_where_its_head_does_whatever_is_written_meanwhile) {
  const auto id = server.project();
  for (int at = 0; at < 1100; ++at) {
    ASSERT_TRUE(server.add(id, {says("item-" + std::to_string(at), "a", "yes")}).ok());
  }
  const LogKey key{"assay.test/log", SigningKey::from_seed(std::string(32, 'k')).value()};
  auto begun = LogExport::begin(server.context, server.owner, key);
  ASSERT_TRUE(begun.ok());
  std::string lines = *begun.value().next().value();
  ASSERT_TRUE(server.add(id, {says("later", "a", "yes")}).ok());
  int pages = 1;
  for (auto page = begun.value().next(); page.ok() && page.value(); page = begun.value().next()) {
    lines += *page.value();
    ++pages;
  }
  EXPECT_GT(pages, 2);
  domain::AuditTrust trust;
  trust.keys = {key.key.public_key()};
  const auto report = domain::verify_audit_export(lines, trust);
  ASSERT_TRUE(report.ok());
  EXPECT_FALSE(report.value().finding.has_value());
  EXPECT_EQ(report.value().events, report.value().sealed_events);
  EXPECT_EQ(head(server.context, server.owner, key).value().size, report.value().events + 1);
  EXPECT_TRUE(lines.substr(lines.rfind('\n', lines.size() - 2) + 1).starts_with("{\"head\":"));
}

TEST_P(AppTest, a_wrong_password_and_a_stranger_get_one_answer) {
  const auto wrong = sign_in(server.context, {}, "ada@example.org", "not the phrase at all");
  const auto nobody = sign_in(server.context, {}, "eve@example.org", "not the phrase at all");
  ASSERT_FALSE(wrong.ok() || nobody.ok());
  EXPECT_EQ(wrong.error().message, nobody.error().message);
  const auto right = sign_in(server.context, {}, "ADA@example.org", "a long enough phrase");
  ASSERT_TRUE(right.ok());
  const std::string secret = right.value().signed_in->secret;
  EXPECT_TRUE(session_of(server.context, secret).ok());
  EXPECT_FALSE(session_of(server.context, "assay_other").ok());
  server.test.clock.advance(domain::session_life_us + 1);
  EXPECT_FALSE(session_of(server.context, secret).ok());
}

}  // namespace assay::app
