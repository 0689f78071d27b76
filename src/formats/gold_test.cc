#include <gtest/gtest.h>

#include "formats/formats_testing.h"

namespace assay::formats {
namespace {

struct Gold {
  std::string error;
  std::string rows;  // "item label question|..."
  ReadSummary summary;
  Problems problems;
};

Gold gold_read(std::string_view text, const ReadOptions& options = {.file = "g"}) {
  Gold gold;
  labels::Table table;
  const Result<ReadSummary> read = read_gold(text, options, table, gold.problems);
  if (!read.ok()) {
    gold.error = error_text(read.error());
    return gold;
  }
  gold.summary = read.value();
  for (const labels::GoldRow& row : table.gold) {
    gold.rows += fmt::format("{}{} {} {}", gold.rows.empty() ? "" : "|", table.items.name(row.item),
                             table.labels.name(row.label), table.questions.name(row.question));
  }
  return gold;
}

TEST(gold, reads_items_and_labels) {
  const Gold gold = gold_read("item,label\ni0,x\ni1,01\n");
  EXPECT_EQ(gold.rows, "i0 x |i1 01 ");
  EXPECT_EQ(gold.summary.gold, 2);
}

TEST(gold, knows_the_words_for_truth_ahead_of_the_word_label) {
  for (const std::string name : {"gold", "Gold Label", "truth", "true_label", "gt", "ground-truth"}) {
    EXPECT_EQ(gold_read("task," + name + ",label\ni0,x,y\n").rows, "i0 x ") << name;
  }
}

TEST(gold, reads_questions_sets_and_json_lines) {
  EXPECT_EQ(gold_read("item,label,question\ni0,\"[\"\"b\"\",\"\"a\"\"]\",q\n").rows, "i0 [\"a\",\"b\"] q");
  EXPECT_EQ(gold_read("{\"item\":\"i0\",\"gold\":\"x\",\"question\":\"q\"}\n").rows, "i0 x q");
}

TEST(gold, lists_rows_without_item_or_label) {
  const Gold gold = gold_read("item,label\n,x\ni1,\ni2,y\n");
  EXPECT_EQ(gold.rows, "i2 y ");
  EXPECT_EQ(messages_of(gold.problems),
            "2 item: no item: the row is left out|3 label: no label: the row is left out");
}

TEST(gold, refuses_files_that_have_none) {
  EXPECT_EQ(gold_read("item,label\n").error, "g: the file has a header but no rows");
  EXPECT_EQ(gold_read("item,label\ni0,\n").error, "g: no row of the gold can be used");
  EXPECT_NE(gold_read("item,score\ni0,1\n").error.find("no column is recognised as the label"),
            std::string::npos);
  EXPECT_EQ(gold_read("").error, "g: the file is empty");
}

TEST(gold, refuses_the_65536th_question) {
  std::string text = "item,label,question\n";
  for (int at = 0; at < 65'536; ++at) text += fmt::format("i,x,q{}\n", at);
  EXPECT_EQ(gold_read(text).error, "g: more than 65,535 different questions");
}

TEST(gold, takes_named_columns) {
  EXPECT_EQ(gold_read("doc,expert\ni0,x\n", {.file = "g", .columns = {{"label", "expert"}}}).rows, "i0 x ");
}

}  // namespace
}  // namespace assay::formats
