#include <gtest/gtest.h>

#include "formats/formats_testing.h"

namespace assay::formats {
namespace {

std::string line(int hash, const std::string& who, const std::string& rest) {
  return fmt::format(
      "{{\"text\":\"t\",\"_input_hash\":{},\"_task_hash\":{},\"_annotator_id\":\"ds-{}\",{}}}\n", hash,
      hash + 1000, who, rest);
}

TEST(prodigy, keeps_flags) {
  const Read read = read_text(
      R"({"_input_hash":1,"_task_hash":2,"label":"x","answer":"accept","flagged":true,"_session_id":"a"})"
      "\n"
      R"({"_input_hash":2,"_task_hash":3,"label":"x","answer":"accept","flagged":false,"_session_id":"a"})");
  ASSERT_TRUE(read.ok) << read.error;
  EXPECT_EQ(raised_of(read.table), "flagged/-|-/-");
}

TEST(prodigy, joins_people_by_the_hash_of_the_input) {
  const std::string options = R"("options":[{"id":"A","text":"a"},{"id":"B","text":"b"}],)";
  const Read read =
      read_text(line(-5, "ann", options + R"("accept":["A"],"answer":"accept","_timestamp":1767616215)") +
                line(-5, "bob", options + R"("accept":["B","A"],"answer":"accept")"));
  ASSERT_TRUE(read.ok) << read.error;
  EXPECT_EQ(read.summary.format, "prodigy");
  EXPECT_EQ(rows_of(read.table), R"(-5 ds-ann A choice|-5 ds-bob ["A","B"] choice)");
  EXPECT_EQ(read.table.time_us.at(0), 1767616215000000);
}

TEST(prodigy, asks_a_binary_question_by_its_label) {
  const Read read = read_text(line(1, "ann", R"("label":"SPAM","answer":"accept")") +
                              line(1, "bob", R"("label":"SPAM","answer":"reject")") +
                              line(1, "cy", R"("label":"SPAM","answer":"ignore")"));
  EXPECT_EQ(rows_of(read.table), "1 ds-ann accept SPAM|1 ds-bob reject SPAM|1 ds-cy - SPAM");
  EXPECT_EQ(read.problems.count, 0) << messages_of(read.problems);
}

TEST(prodigy, never_takes_ignored_or_rejected_choices_for_labels) {
  const Read read = read_text(line(1, "a", R"("options":[],"accept":["A"],"answer":"reject")") +
                              line(2, "a", R"("options":[],"accept":["A"],"answer":"ignore")") +
                              line(3, "a", R"("options":[],"accept":[],"answer":"accept")") +
                              line(4, "a", R"("options":[],"accept":["B"],"answer":"accept")"));
  EXPECT_EQ(rows_of(read.table), "1 ds-a - choice|2 ds-a - choice|3 ds-a - choice|4 ds-a B choice");
  EXPECT_EQ(read.problems.count, 2) << messages_of(read.problems);
}

TEST(prodigy, keeps_spans_by_their_end_not_by_that_of_tokens) {
  const Read read = read_text(
      line(1, "a",
           R"("spans":[{"start":0,"end":5,"token_start":0,"token_end":0,"label":"ORG"}],"answer":"accept")") +
      line(1, "b", R"("spans":[],"answer":"accept")"));
  EXPECT_EQ(regions_of(read.table), "1 ds-a ORG spans span 0,5");
  EXPECT_EQ(rows_of(read.table), R"(1 ds-b - spans|1 ds-a ["ORG"] spans)");
}

TEST(prodigy, falls_back_to_the_session_and_lists_what_is_no_judgement) {
  const Read read = read_text(
      "{\"_input_hash\":1,\"_task_hash\":2,\"_session_id\":\"s\",\"label\":\"L\",\"answer\":\"accept\"}\n"
      "{\"_task_hash\":2,\"label\":\"L\",\"answer\":\"accept\"}\n"
      "{\"_input_hash\":1,\"answer\":\"accept\"}\n{\"_input_hash\":4,\"label\":\"L\"}\n");
  EXPECT_EQ(rows_of(read.table), "1 s accept L|4 ? - L");
  EXPECT_EQ(read.problems.count, 3) << messages_of(read.problems);
}

}  // namespace
}  // namespace assay::formats
