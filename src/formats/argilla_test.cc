#include <gtest/gtest.h>

#include "formats/formats_testing.h"

namespace assay::formats {
namespace {

TEST(argilla, reads_submitted_responses_of_everybody) {
  const Read read = read_text(
      R"([{"id":"r1","fields":{"text":"t"},"metadata":{},"suggestions":{},"responses":{"tone":[
      {"value":"good","user_id":"u1","status":"submitted"},{"value":"bad","user_id":"u2","status":"draft"},
      {"value":null,"user_id":"u3","status":"discarded"}],"topics":[
      {"value":["b","a"],"user_id":"u1","status":"submitted"}],"stars":[
      {"value":4,"user_id":"u1","status":"submitted"}]}}])");
  ASSERT_TRUE(read.ok) << read.error;
  EXPECT_EQ(read.summary.format, "argilla");
  EXPECT_EQ(rows_of(read.table), R"(r1 u1 good tone|r1 u3 - tone|r1 u1 ["a","b"] topics|r1 u1 4 stars)");
  EXPECT_NE(read.summary.understood.find("not counted: 1 drafts"), std::string::npos);
}

TEST(argilla, never_counts_a_discarded_value) {
  const Read read = read_text(
      R"([{"id":"r","fields":{},"responses":{"q":[{"value":"x","user_id":"u","status":"discarded"}]}}])");
  EXPECT_EQ(rows_of(read.table), "r u - q");
}

TEST(argilla, marks_answers_beside_a_suggestion_as_anchored) {
  const Read read = read_text(
      R"([{"id":"r","fields":{},"suggestions":{"q":{"value":"x","score":0.9,"agent":"m"}},"responses":{
      "q":[{"value":"x","user_id":"u","status":"submitted"}],"p":[{"value":"y","user_id":"u",
"status":"submitted"}]}}])");
  EXPECT_EQ(read.table.state, (std::vector<std::uint8_t>{labels::row_anchored, 0}));
}

TEST(argilla, reads_the_columns_of_datasets) {
  const Read read = read_text(
      R"({"id":"r","text":"t","q.responses":["x","y"],"q.responses.users":["u1","u2"],"q.responses.status":)"
      R"(["submitted","discarded"],"q.suggestion":"x","p.responses":null})");
  EXPECT_EQ(read.summary.format, "argilla");
  EXPECT_EQ(rows_of(read.table), "r u1 x q|r u2 - q");
  EXPECT_EQ(read.table.state.at(0), labels::row_anchored);
}

TEST(argilla, reads_the_rows_of_version_one) {
  const Read rows =
      read_text(R"({"id":"r","text":"t","q":[{"user_id":"u1","value":"x","status":"submitted"}]})");
  EXPECT_EQ(rows_of(rows.table), "r u1 x q");
  const Read lists = read_text(
      R"({"id":"r","q":{"user_id":["u1","u2"],"value":["x","y"],"status":["submitted","submitted"]}})");
  EXPECT_EQ(rows_of(lists.table), "r u1 x q|r u2 y q");
}

TEST(argilla, keeps_spans_and_leaves_texts_and_rankings_out) {
  const Read read = read_text(
      R"([{"id":"r","fields":{},"responses":{"s":[{"value":[{"start":1,"end":4,"label":"PER"}],"user_id":"u",
      "status":"submitted"}],"k":[{"value":[{"value":"a","rank":1}],"user_id":"u","status":"submitted"}],
      "t":[{"value":")" +
      std::string(300, 'x') + R"(","user_id":"u","status":"submitted"}]}}])");
  EXPECT_EQ(regions_of(read.table), "r u PER s span 1,4");
  EXPECT_EQ(rows_of(read.table), R"(r u ["PER"] s)");
  EXPECT_NE(read.summary.understood.find("1 rankings, 1 answers in free text"), std::string::npos)
      << read.summary.understood;
}

}  // namespace
}  // namespace assay::formats
