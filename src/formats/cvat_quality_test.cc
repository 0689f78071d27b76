#include <gtest/gtest.h>

#include "formats/formats_testing.h"

namespace assay::formats {
namespace {

std::string report(const std::string& rows, const std::string& axes = R"({"cols":"gt","rows":"ds"})",
                   int valid = 5) {
  return fmt::format(
      R"({{"parameters":{{}},"comparison_summary":{{"annotations":{{"valid_count":{},"confusion_matrix":)"
      R"({{"labels":["car","dog","unmatched"],"rows":{},"axes":{}}}}}}},"frame_results":{{}}}})",
      valid, rows, axes);
}

int rows_where(const labels::Table& table, std::string_view gold, std::string_view given) {
  int count = 0;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const labels::GoldRow& truth = table.gold[row];
    EXPECT_EQ(truth.item, table.item[row]);
    count += table.labels.name(truth.label) == gold && table.labels.name(table.label[row]) == given ? 1 : 0;
  }
  return count;
}

// valid 5, missing 1, extra 2, another label 1: the totals obey total = valid + label + missing + extra.
TEST(cvat_quality, turns_the_matrix_into_annotations_beside_gold) {
  const Read read = read_text(report("[[3,1,2],[0,2,0],[1,0,0]]"));
  ASSERT_TRUE(read.ok) << read.error;
  EXPECT_EQ(read.summary.format, "cvat_quality");
  EXPECT_EQ(read.summary.rows, 9);
  EXPECT_EQ(rows_where(read.table, "car", "car"), 3);
  EXPECT_EQ(rows_where(read.table, "dog", "car"), 1);
  EXPECT_EQ(rows_where(read.table, "unmatched", "car"), 2) << "extra: the annotators alone have it";
  EXPECT_EQ(rows_where(read.table, "car", "unmatched"), 1) << "missing: the ground truth alone has it";
  EXPECT_EQ(read.problems.count, 0) << messages_of(read.problems);
}

TEST(cvat_quality, obeys_the_axes_and_lists_counts_that_disagree) {
  const Read read = read_text(report("[[3,1,2],[0,2,0],[1,0,0]]", R"({"cols":"ds","rows":"gt"})", 6));
  EXPECT_EQ(rows_where(read.table, "car", "dog"), 1);
  EXPECT_EQ(rows_where(read.table, "car", "unmatched"), 2);
  EXPECT_EQ(read.problems.count, 1);
}

TEST(cvat_quality, reads_the_newest_report_of_every_job_with_its_assignee) {
  const auto job = [](int id, const char* created, int valid, int total) {
    return fmt::format(R"({{"id":1,"target":"job","job_id":{},"created_date":"{}",)"
                       R"("assignee":{{"username":"w{}"}},"summary":)"
                       R"({{"valid_count":{},"ds_count":9,"total_count":{}}}}})",
                       id, created, id, valid, total);
  };
  const Read read =
      read_text(R"({"count":3,"next":null,"results":[)" + job(1, "2026-01-01", 1, 2) + "," +
                job(1, "2026-01-02", 2, 2) + "," + job(2, "2026-01-01", 0, 1) +
                R"(,{"target":"task","task_id":5,"summary":{"valid_count":9,"total_count":9}}]})");
  ASSERT_TRUE(read.ok) << read.error;
  EXPECT_EQ(rows_of(read.table), "job 1, 1 w1 yes valid|job 1, 2 w1 yes valid|job 2, 1 w2 no valid");
  EXPECT_EQ(gold_of(read.table), "job 1, 1 yes valid|job 1, 2 yes valid|job 2, 1 yes valid");
}

TEST(cvat_quality, refuses_counts_without_end_and_matrices_without_shape) {
  EXPECT_EQ(read_text(report("[[1e15,1,2],[0,2,0],[1,0,0]]")).error,
            "f: a count is no whole number, or the counts are more than 1000000 together");
  EXPECT_FALSE(read_text(report("[[600000,600000,2],[0,2,0],[1,0,0]]")).ok);
  EXPECT_FALSE(read_text(report("[[-1,1,2],[0,2,0],[1,0,0]]")).ok);
  EXPECT_EQ(read_text(report("[[1,1],[0,2,0],[1,0,0]]")).error, "f: the confusion matrix is not square");
  EXPECT_EQ(read_text(report("[[1,1]]")).error, "f: the confusion matrix is not square");
}

}  // namespace
}  // namespace assay::formats
