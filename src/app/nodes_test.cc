// Several servers on one database: what one writes the others know, and a job runs once.

#include <gtest/gtest.h>

#include <thread>

#include "app/app_testing.h"
#include "app/items.h"
#include "app/jobs.h"
#include "app/overview.h"
#include "store/job.h"

namespace assay::app {
namespace {

std::vector<domain::NewAnnotation> rows_of_one_node() {
  std::vector<domain::NewAnnotation> rows;
  for (int row = 0; row < 120; ++row) {
    const int item = row / 3, who = row % 3;
    const bool odd = (item * 7 + who * 5) % 11 == 0;
    rows.push_back(says("item-" + std::to_string(item), "a" + std::to_string(who),
                        (item % 2 == 0) != odd ? "yes" : "no"));
  }
  return rows;
}

// Another server on the same database.
struct SecondServer {
  std::unique_ptr<store::Database> database;
  live::Live live;
  Context context;

  explicit SecondServer(Server& first)
      : database(store::Database::open(first.test.options, first.test.clock).value()),
        live(*database),
        context{*database, live, first.files, first.test.clock, cheapest_cost, {}, {}} {}
};

std::string csv_of(int first, int count) {
  std::string text = "item,annotator,label\n";
  for (int item = first; item < first + count; ++item) text += "i" + std::to_string(item) + ",a,yes\n";
  return text;
}

}  // namespace

class NodesTest : public ::testing::TestWithParam<Dialect> {
 protected:
  Server server{GetParam()};
  Result<std::optional<domain::Job>> take(store::Database& database) {
    return database.maintain([](store::Transaction& transaction) {
      const std::int64_t now = transaction.now_us();
      return store::take_job(transaction.connection(), {now, now + job_lease_us});
    });
  }
  std::int64_t annotations_shown_by(Context& context, domain::ProjectId id) {
    const auto view = project(context, server.owner, id);
    EXPECT_TRUE(view.ok());
    return view.value().sizes->annotations;
  }
};
ASSAY_ON_BOTH_DATABASES(NodesTest);

TEST_P(NodesTest, a_second_server_follows_what_the_first_writes) {
  const auto id = server.project({{.name = "mood", .categories = {{"yes"}, {"no"}}}});
  const auto rows = rows_of_one_node();
  ASSERT_TRUE(server.add(id, {rows.begin(), rows.begin() + 60}).ok());
  SecondServer second(server);
  ASSERT_TRUE(second.live.keep_up().ok());
  EXPECT_EQ(overview(second.context, server.owner, id).value().inspection.rows, 60);
  ASSERT_TRUE(server.add(id, {rows.begin() + 60, rows.begin() + 90}).ok());
  ASSERT_TRUE(second.live.keep_up().ok());
  EXPECT_EQ(overview(second.context, server.owner, id).value().inspection.rows, 90);

  // A write of the second sees what the first wrote just before: known rows are known.
  ASSERT_TRUE(server.add(id, {rows.begin() + 90, rows.begin() + 100}).ok());
  const Source source{.project = id, .request_sha256 = sha256("body")};
  const auto again = add_annotations(second.context, server.owner, source, std::span(rows).subspan(95, 10));
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again.value().results[4].status, RowResult::Status::known);
  EXPECT_EQ(again.value().results[5].status, RowResult::Status::added);
  EXPECT_EQ(again.value().log_position, 105);

  // And the first what the second wrote, when it writes next; both count the same.
  ASSERT_TRUE(server.add(id, {rows.begin() + 105, rows.end()}).ok());
  ASSERT_TRUE(second.live.keep_up().ok());
  const auto a = overview(server.context, server.owner, id).value().inspection.questions[0];
  const auto b = overview(second.context, server.owner, id).value().inspection.questions[0];
  EXPECT_EQ(a.counts.annotations, 120);
  EXPECT_EQ(b.counts.annotations, 120);
  EXPECT_EQ(a.agreement[0].estimate.value, b.agreement[0].estimate.value);
}

TEST_P(NodesTest, a_second_server_takes_over_attributes_gold_and_closing) {
  const auto id = server.project();
  ASSERT_TRUE(server.add(id, rows_of_one_node()).ok());
  SecondServer second(server);
  std::vector<std::int64_t> told;
  second.live.tell_followed([&](domain::ProjectId project, std::int64_t, const std::set<std::int64_t>&) {
    told.push_back(project.value);
  });
  ASSERT_TRUE(overview(second.context, server.owner, id).ok());
  EXPECT_EQ(server.import(id, "items", "item,text,source\nitem-0,Hello,web\nitem-1,Bye,mail\n")["added"], 2);
  EXPECT_EQ(server.import(id, "gold", "item,label\nitem-0,yes\n")["added"], 1);
  ASSERT_TRUE(second.live.keep_up().ok());
  EXPECT_EQ(told, std::vector<std::int64_t>{id.value});
  const auto page = items(second.context, server.owner, id, {.attributes = {{"source", "mail"}}});
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page.value().items.size(), 1U);
  EXPECT_EQ(project(second.context, server.owner, id).value().sizes->gold, 1);
  ASSERT_TRUE(set_project_state(server.context, server.owner, id, ProjectState::closed).ok());
  ASSERT_TRUE(second.live.keep_up().ok());
  EXPECT_EQ(second.live.loaded(id), nullptr);
}

// Nobody calls keep_up: who was told that something is written may ask any server.
TEST_P(NodesTest, what_one_server_has_acknowledged_the_other_reads_at_once) {
  if (GetParam() == Dialect::sqlite) GTEST_SKIP() << "one server alone works on an SQLite file";
  const auto id = server.project();
  SecondServer second(server);
  std::int64_t total = 0;
  for (int round = 0; round < 20; ++round) {
    Context& writes = round % 2 == 0 ? server.context : second.context;
    Context& reads = round % 2 == 0 ? second.context : server.context;
    const Source source{.project = id, .request_sha256 = sha256(std::to_string(round))};
    const auto rows = rows_of_one_node();
    const auto added = add_annotations(writes, server.owner, source,
                                       std::span(rows).subspan(static_cast<std::size_t>(round) * 6, 6));
    ASSERT_TRUE(added.ok());
    total += 6;
    EXPECT_EQ(annotations_shown_by(reads, id), total);
  }
}

TEST_P(NodesTest, attributes_of_items_that_were_known_by_name_are_read_at_once) {
  if (GetParam() == Dialect::sqlite) GTEST_SKIP() << "one server alone works on an SQLite file";
  const auto id = server.project();
  ASSERT_TRUE(server.add(id, rows_of_one_node()).ok());
  SecondServer second(server);
  const auto from_mail = [&] {
    const auto page = items(second.context, server.owner, id, {.attributes = {{"source", "mail"}}});
    EXPECT_TRUE(page.ok());
    return page.value().items.size();
  };
  EXPECT_EQ(from_mail(), 0U);
  EXPECT_EQ(server.import(id, "items", "item,text,source\nitem-1,Bye,mail\nnew-1,Hi,mail\n")["added"], 2);
  EXPECT_EQ(from_mail(), 2U);
  EXPECT_EQ(server.import(id, "items", "item,text,source\nitem-2,Bye,mail\n")["added"], 1);
  EXPECT_EQ(from_mail(), 3U);
}

// What a table lacks that is loaded while another server writes is put on top of it.
TEST_P(NodesTest, projects_are_complete_that_are_loaded_while_another_server_writes) {
  if (GetParam() == Dialect::sqlite) GTEST_SKIP() << "one server alone works on an SQLite file";
  const auto id = server.project();
  std::atomic<std::int64_t> told{0};
  std::atomic<bool> ended{false};
  std::thread writer([&] {
    for (int item = 0; item < 300; ++item) {
      const auto added = server.add(id, {says("i" + std::to_string(item), "a", "yes")});
      if (added.ok()) ++told;
    }
    ended = true;
  });
  SecondServer second(server);
  while (!ended) {
    second.live.evict(id);
    const std::int64_t before = told;
    EXPECT_GE(annotations_shown_by(second.context, id), before);
  }
  writer.join();
  EXPECT_EQ(told, 300);
  EXPECT_EQ(annotations_shown_by(second.context, id), 300);
}

TEST_P(NodesTest, a_job_is_run_once_by_however_many_runners) {
  const auto id = server.project();
  SecondServer second(server);
  std::vector<domain::JobId> queued;
  for (int n = 0; n < 12; ++n) {
    const auto job = start_import(server.context, server.owner, id,
                                  server.uploaded(id, "annotations", csv_of(n * 10, 10)));
    ASSERT_TRUE(job.ok());
    queued.push_back(job.value().id);
  }
  std::vector<std::thread> runners;
  for (Context* context : {&server.context, &second.context}) {
    runners.emplace_back([context] {
      for (auto ran = run_next_job(*context); ran.ok() && ran.value();) ran = run_next_job(*context);
    });
  }
  for (std::thread& each : runners) each.join();
  for (const domain::JobId each : queued) {
    const auto ended = job(server.context, server.owner, each);
    EXPECT_EQ(ended.value().state, "done");
    EXPECT_EQ(ended.value().claim, 1);
    EXPECT_EQ(json_from<nlohmann::json>(ended.value().result)["added"], 10);
  }
  EXPECT_EQ(imports(server.context, server.owner, id, {}).value().size(), 12U);
}

TEST_P(NodesTest, a_job_whose_server_has_died_is_run_by_the_other_when_its_lease_is_over) {
  const auto id = server.project();
  const auto queued =
      start_import(server.context, server.owner, id, server.uploaded(id, "annotations", csv_of(0, 10)));
  ASSERT_TRUE(queued.ok());
  const auto lost = take(*server.test.database);  // and is never heard of again
  ASSERT_TRUE(lost.ok() && lost.value());
  SecondServer second(server);
  EXPECT_FALSE(run_next_job(second.context).value());
  server.test.clock.advance(job_lease_us + 1);
  EXPECT_TRUE(run_next_job(second.context).value());
  const auto ended = job(server.context, server.owner, queued.value().id);
  EXPECT_EQ(ended.value().state, "done");
  EXPECT_EQ(ended.value().claim, 2);
  // The first comes back to life: nothing that it says of the job counts any more.
  RunningJob late(server.context, *lost.value());
  const auto noted = late.note();
  ASSERT_FALSE(noted.ok());
  EXPECT_EQ(noted.error().code, ErrorCode::conflict);
  EXPECT_EQ(job(server.context, server.owner, queued.value().id).value().state, "done");
}

// The server died between the last row and the word that the job has ended.
TEST_P(NodesTest, an_import_that_has_ended_but_for_its_job_is_not_run_again) {
  const auto id = server.project();
  const auto queued =
      start_import(server.context, server.owner, id, server.uploaded(id, "annotations", csv_of(0, 10)));
  ASSERT_TRUE(queued.ok());
  ASSERT_TRUE(run_next_job(server.context).value());
  const auto first = job(server.context, server.owner, queued.value().id);
  ASSERT_TRUE(
      server.test.connection().value()->script("update job set state = 'running', lease_until = 0").ok());
  SecondServer second(server);
  EXPECT_TRUE(run_next_job(second.context).value());
  const auto again = job(server.context, server.owner, queued.value().id);
  EXPECT_EQ(again.value().state, "done") << again.value().error;
  EXPECT_EQ(again.value().claim, 2);
  EXPECT_EQ(again.value().result, first.value().result);
  EXPECT_EQ(imports(server.context, server.owner, id, {}).value().size(), 1U);
}

TEST_P(NodesTest, a_lease_is_made_longer_by_who_has_the_job_alone) {
  const auto id = server.project();
  ASSERT_TRUE(
      start_import(server.context, server.owner, id, server.uploaded(id, "annotations", csv_of(0, 1))).ok());
  const auto taken = take(*server.test.database);
  ASSERT_TRUE(taken.ok() && taken.value());
  server.test.clock.advance(job_lease_us - 1);
  const auto extend = [&](const domain::Job& job) {
    return server.test.database
        ->maintain([&](store::Transaction& transaction) {
          return store::extend_lease(transaction.connection(), job, transaction.now_us() + job_lease_us);
        })
        .value();
  };
  EXPECT_TRUE(extend(*taken.value()));
  server.test.clock.advance(job_lease_us - 1);
  EXPECT_FALSE(take(*server.test.database).value().has_value());
  server.test.clock.advance(2);
  EXPECT_TRUE(take(*server.test.database).value().has_value());
  EXPECT_FALSE(extend(*taken.value()));
}

}  // namespace assay::app
