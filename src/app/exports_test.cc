#include "app/exports.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "app/app_testing.h"
#include "store/job.h"

namespace assay::app {

class ExportsTest : public ::testing::TestWithParam<Dialect> {
 protected:
  Server server{GetParam()};

  static constexpr ExportAsked annotations_csv{};

  void add_rows(domain::ProjectId id, int begin, int end) {
    std::vector<domain::NewAnnotation> rows;
    for (int item = begin; item < end; ++item)
      rows.push_back(says("item-" + std::to_string(item), "a", "yes"));
    ASSERT_TRUE(server.add(id, rows).ok());
  }
  std::string streamed(domain::ProjectId id, const ExportAsked& asked) {
    auto next = export_rows(server.context, server.owner, id, asked);
    EXPECT_TRUE(next.ok());
    std::string all, piece;
    for (bool more = next.ok(); more;) {
      more = next.value()(piece).value();
      all += piece;
    }
    return all;
  }
  std::string fetched(domain::ProjectId id, domain::JobId job) {
    const auto file = exported_file(server.context, server.owner, id, job);
    EXPECT_TRUE(file.ok()) << error_text(file.error());
    return file.ok() ? std::string(file.value().bytes.bytes()) : "";
  }
  domain::Job seen(domain::JobId id) { return job(server.context, server.owner, id).value(); }
  void put_back(domain::Job job) {
    job.claim = seen(job.id).claim;
    ASSERT_TRUE(server.test.database
                    ->maintain([&](store::Transaction& transaction) {
                      return store::update_job(transaction.connection(), job);
                    })
                    .ok());
  }
};
ASSAY_ON_BOTH_DATABASES(ExportsTest);

TEST_P(ExportsTest, a_job_makes_the_file_that_is_streamed_otherwise) {
  const auto id = server.project();
  add_rows(id, 0, 700);
  const std::vector<domain::NewAnnotation> again = {says("item-1", "b", "no")};
  ASSERT_TRUE(server.add(id, again).ok());
  for (const char* what : {"annotations", "items", "gold", "consensus"}) {
    for (const char* form : {"csv", "jsonl"}) {
      const ExportAsked asked{*exported_noun(what), *export_form(form), {}};
      const auto queued = start_export(server.context, server.owner, id, asked);
      const nlohmann::json result = server.result_of(queued);
      const std::string file = fetched(id, queued.value().id);
      EXPECT_TRUE(file == streamed(id, asked)) << what << " " << form;
      EXPECT_EQ(result["bytes"], file.size());
      EXPECT_EQ(result["sha256"], hex(sha256(file)));
      const auto lines = std::count(file.begin(), file.end(), '\n');
      EXPECT_EQ(result["rows"], lines - (asked.form == ExportForm::csv ? 1 : 0)) << what << " " << form;
    }
  }
}

TEST_P(ExportsTest, what_was_stopped_goes_on_behind_what_is_there_and_sees_the_same_rows) {
  const auto id = server.project();
  add_rows(id, 0, 6000);
  const auto queued = start_export(server.context, server.owner, id, annotations_csv);
  server.result_of(queued);
  const std::string whole = fetched(id, queued.value().id);

  // As it stood after the first 5,000 rows, with half of a write behind them; more rows have come since.
  domain::Job stopped = seen(queued.value().id);
  std::size_t bytes = 0;
  for (int line = 0; line <= 5000; ++line) bytes = whole.find('\n', bytes) + 1;
  nlohmann::json progress = json_from<nlohmann::json>(stopped.progress);
  progress["at"] = 5000;
  progress["rows"] = 5000;
  progress["bytes"] = bytes;
  stopped.progress = progress.dump();
  stopped.state = "queued";
  put_back(stopped);
  ASSERT_TRUE(server.files.write_export(stopped.id, static_cast<std::int64_t>(bytes), "half a wri").ok());
  add_rows(id, 6000, 6100);

  EXPECT_EQ(server.result_of(queued)["rows"], 6000);
  EXPECT_TRUE(fetched(id, stopped.id) == whole);  // too long to be shown

  // On a disk that has nothing of it, it begins again.
  put_back(stopped);
  ASSERT_TRUE(server.files.remove_export(stopped.id).ok());
  server.result_of(queued);
  EXPECT_TRUE(fetched(id, stopped.id) == whole);  // too long to be shown
}

TEST_P(ExportsTest, a_file_is_kept_for_a_week_and_one_that_was_altered_is_refused) {
  const auto id = server.project();
  add_rows(id, 0, 3);
  const auto queued = start_export(server.context, server.owner, id, annotations_csv);
  EXPECT_EQ(exported_file(server.context, server.owner, id, queued.value().id).error().code,
            ErrorCode::not_found);
  server.result_of(queued);
  ASSERT_TRUE(remove_old_exports(server.context).ok());
  EXPECT_NE(fetched(id, queued.value().id), "");

  ASSERT_TRUE(server.files.write_export(queued.value().id, 0, "I").ok());
  EXPECT_EQ(exported_file(server.context, server.owner, id, queued.value().id).error().code,
            ErrorCode::internal);

  server.test.clock.advance(export_kept_us + 1);
  ASSERT_TRUE(remove_old_exports(server.context).ok());
  EXPECT_TRUE(server.files.exports().value().empty());
  EXPECT_EQ(exported_file(server.context, server.owner, id, queued.value().id).error().code,
            ErrorCode::not_found);
}

TEST_P(ExportsTest, what_was_cancelled_leaves_nothing_behind) {
  const auto id = server.project();
  add_rows(id, 0, 3);
  const auto queued = start_export(server.context, server.owner, id, annotations_csv);
  ASSERT_TRUE(server.files.write_export(queued.value().id, 0, "some of it").ok());
  ASSERT_TRUE(remove_old_exports(server.context).ok());
  EXPECT_EQ(server.files.exports().value().size(), 1U);  // it waits still
  ASSERT_TRUE(cancel_job(server.context, server.owner, queued.value().id).ok());
  ASSERT_TRUE(remove_old_exports(server.context).ok());
  EXPECT_TRUE(server.files.exports().value().empty());
}

TEST_P(ExportsTest, of_another_project_or_kind_there_is_none) {
  const auto id = server.project();
  const auto other = server.project();
  add_rows(id, 0, 3);
  const auto queued = start_export(server.context, server.owner, id, annotations_csv);
  server.result_of(queued);
  EXPECT_EQ(exported_file(server.context, server.owner, other, queued.value().id).error().code,
            ErrorCode::not_found);
  const auto import =
      start_import(server.context, server.owner, id, server.uploaded(id, "items", "item,text\nx,hello\n"));
  server.result_of(import);
  EXPECT_EQ(exported_file(server.context, server.owner, id, import.value().id).error().code,
            ErrorCode::not_found);
}

TEST_P(ExportsTest, of_people_nothing_is_kept_on_the_way) {
  const auto id =
      create_project(server.context, server.owner, {"Patients", "", "phi", {}, "the study of livers"})
          .value()
          .id;
  const auto refused = start_export(server.context, server.owner, id, annotations_csv);
  EXPECT_EQ(refused.error().code, ErrorCode::conflict);
  EXPECT_EQ(refused.error().where, "project");
}

}  // namespace assay::app
