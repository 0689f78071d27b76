#include "formats/csv_write.h"

#include <gtest/gtest.h>

#include "formats/formats_testing.h"

namespace assay::formats {
namespace {

// Everything a row says, by name.
std::string whole_rows(const labels::Table& table) {
  std::string text;
  const auto name = [](const labels::Dictionary& names, const std::vector<std::uint32_t>& column,
                       std::size_t row) {
    return row < column.size() && column[row] != labels::none ? std::string(names.name(column[row])) : "-";
  };
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    text += fmt::format("{}/{}/{}/{}/{}/{}/{}/{}/{}/{}\n", table.items.name(table.item[row]),
                        name(table.annotators, table.annotator, row), name(table.labels, table.label, row),
                        table.questions.name(table.question[row]),
                        name(table.guideline_versions, table.guideline_version, row),
                        name(table.batches, table.batch, row), name(table.providers, table.provider, row),
                        row < table.time_us.size() ? table.time_us[row] : labels::no_time,
                        row < table.duration_s.size() ? table.duration_s[row] : -1.0F,
                        row < table.state.size() ? table.state[row] : 0);
  }
  return text;
}

TEST(csv_write, writes_the_plain_columns_only_when_nothing_else_is_there) {
  EXPECT_EQ(annotations_csv(read_text("task,worker,answer\ni0,w0,x\ni1,w1,\"a,b\"\n").table),
            "item,annotator,label\ni0,w0,x\ni1,w1,\"a,b\"\n");
}

TEST(csv_write, writes_no_column_of_questions_that_no_row_has) {
  labels::Table table;
  table.add({.item = "i0", .annotator = "w0", .label = "x"});
  table.questions.code("of regions alone");
  EXPECT_EQ(annotations_csv(table), "item,annotator,label\ni0,w0,x\n");
  table.add_gold("i0", "", "x");
  EXPECT_EQ(gold_csv(table), "item,label\ni0,x\n");
  table.add_gold("i0", "of regions alone", "x");
  EXPECT_EQ(gold_csv(table), "item,label,question\ni0,x,\ni0,x,of regions alone\n");
}

TEST(csv_write, reads_back_to_the_same_rows) {
  labels::Table table;
  table.add({.item = "i,0", .question = "q", .annotator = "=w0()", .label = "two\nlines"});
  table.add({.item = " i1 ", .annotator = "'=w", .label = R"(["a","b \"c\""])", .provider = "p"});
  table.add({.item = "-5", .annotator = "", .label = "-5 apples", .guideline_version = "v1"});
  table.add({.item = "\t\"", .annotator = "w", .state = labels::row_skipped | labels::row_reviewed});
  table.add(
      {.item = "i0", .annotator = "w", .label = "\xE2\x82\xAC", .batch = "b", .time_us = 1767616215500001});
  table.add(
      {.item = "i0", .annotator = "w2", .label = "x", .time_us = -62167219200000000, .duration_s = 0.1F});
  table.add({.item = "i0", .annotator = "w3", .label = "x", .time_us = 1, .state = labels::row_anchored});
  table.add({.item = "'", .annotator = "\r", .label = "''"});
  const std::string text = annotations_csv(table);
  const Read read = read_text(text);
  ASSERT_TRUE(read.ok) << read.error << text;
  EXPECT_EQ(whole_rows(read.table), whole_rows(table)) << text;
  EXPECT_EQ(annotations_csv(read.table), text);
}

TEST(csv_write, takes_a_delivery_of_label_studio_over) {
  const Read first =
      read_text(R"([{"id":1,"annotations":[{"completed_by":7,"parent_prediction":3,"lead_time":2.25,
      "result":[{"from_name":"q","type":"choices","value":{"choices":["b","a"]}}]},
      {"completed_by":8,"was_cancelled":true,"result":[]},
      {"completed_by":9,"ground_truth":true,
       "result":[{"from_name":"q","type":"choices","value":{"choices":["=b"]}}]}]}])");
  ASSERT_TRUE(first.ok) << first.error;
  EXPECT_EQ(whole_rows(read_text(annotations_csv(first.table)).table), whole_rows(first.table));
  labels::Table gold;
  Problems problems;
  ASSERT_TRUE(read_gold(gold_csv(first.table), {.file = "g"}, gold, problems).ok());
  EXPECT_EQ(gold_csv(gold), "item,label,question\n1,\"'=b\",q\n");
  EXPECT_EQ(gold.labels.name(gold.gold.at(0).label), "=b");
}

TEST(csv_write, writes_gold_of_the_only_question_without_its_name) {
  labels::Table table;
  table.add_gold("i0", "", "x");
  EXPECT_EQ(gold_csv(table), "item,label\ni0,x\n");
}

}  // namespace
}  // namespace assay::formats
