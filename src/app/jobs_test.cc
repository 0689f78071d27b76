#include "app/jobs.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "app/app_testing.h"
#include "app/imports.h"
#include "app/projects.h"
#include "store/job.h"

namespace assay::app {
namespace {

std::string rows_of_import(int count) {
  std::string text = "item,annotator,label\n";
  for (int item = 0; item < count; ++item) text += "i" + std::to_string(item) + ",a,yes\n";
  return text;
}

}  // namespace

class JobsTest : public ::testing::TestWithParam<Dialect> {
 protected:
  Server server{GetParam()};

  domain::Job queued(domain::ProjectId id, int rows) {
    const auto spec = server.uploaded(id, "annotations", rows_of_import(rows));
    const auto job = start_import(server.context, server.owner, id, spec);
    EXPECT_TRUE(job.ok());
    return job.value();
  }
  domain::Job seen(domain::JobId id) { return job(server.context, server.owner, id).value(); }

  // Somebody takes it and is gone before the end.
  void taken_and_left(domain::JobId id) {
    const auto taken = server.test.database->maintain([](store::Transaction& transaction) {
      const std::int64_t now = transaction.now_us();
      return store::take_job(transaction.connection(), {now, now + job_lease_us});
    });
    ASSERT_TRUE(taken.ok() && taken.value());
    ASSERT_EQ(taken.value()->id, id);
    ASSERT_EQ(seen(id).state, "running");
    ASSERT_FALSE(run_next_job(server.context).value());  // nobody else takes it meanwhile
  }
  std::int64_t started_anew() {
    const auto again = server.test.database->maintain(
        [](store::Transaction& transaction) { return store::requeue_running(transaction.connection()); });
    EXPECT_TRUE(again.ok());
    return again.ok() ? again.value() : 0;
  }
};
ASSAY_ON_BOTH_DATABASES(JobsTest);

TEST_P(JobsTest, what_ran_when_the_process_died_is_done_by_the_next_one) {
  const auto id = server.project();
  const domain::Job left = queued(id, 700);
  taken_and_left(left.id);
  EXPECT_EQ(started_anew(), 1);
  EXPECT_EQ(seen(left.id).state, "queued");
  ASSERT_TRUE(run_next_job(server.context).value());
  const domain::Job ended = seen(left.id);
  EXPECT_EQ(ended.state, "done") << ended.error;
  EXPECT_EQ(json_from<nlohmann::json>(ended.result)["added"], 700);
  EXPECT_EQ(project(server.context, server.owner, id).value().sizes->annotations, 700);
  EXPECT_EQ(started_anew(), 0);
  EXPECT_FALSE(run_next_job(server.context).value());
}

TEST_P(JobsTest, one_that_is_cancelled_while_it_runs_ends_at_its_next_step) {
  const auto id = server.project();
  const domain::Job left = queued(id, 700);
  taken_and_left(left.id);
  ASSERT_TRUE(cancel_job(server.context, server.owner, left.id).ok());
  EXPECT_EQ(seen(left.id).state, "running");
  started_anew();
  ASSERT_TRUE(run_next_job(server.context).value());
  EXPECT_EQ(seen(left.id).state, "cancelled");
  EXPECT_EQ(project(server.context, server.owner, id).value().sizes->annotations, 0);
  EXPECT_EQ(cancel_job(server.context, server.owner, left.id).error().code, ErrorCode::conflict);
}

TEST_P(JobsTest, one_that_fails_says_why_and_holds_nobody_up) {
  const auto id = server.project();
  const auto spec = server.uploaded(id, "annotations", "nothing that anybody knows");
  const auto wrong = start_import(server.context, server.owner, id, spec);
  const domain::Job right = queued(id, 3);
  ASSERT_TRUE(wrong.ok());
  ASSERT_TRUE(run_next_job(server.context).value());
  ASSERT_TRUE(run_next_job(server.context).value());
  EXPECT_EQ(seen(wrong.value().id).state, "failed");
  EXPECT_NE(seen(wrong.value().id).error, "");
  EXPECT_EQ(seen(right.id).state, "done");
}

}  // namespace assay::app
