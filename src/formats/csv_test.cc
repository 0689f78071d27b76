#include <gtest/gtest.h>

#include "base/parallel.h"
#include "base/rng.h"
#include "formats/formats_testing.h"

namespace assay::formats {
namespace {

TEST(csv, reads_the_plain_file_of_three_columns) {
  const Read read = read_text("item,annotator,label\ni0,w0,cat\ni0,w1,dog\ni1,w0,01\n");
  ASSERT_TRUE(read.ok) << read.error;
  EXPECT_EQ(read.summary.rows, 3);
  EXPECT_EQ(read.summary.understood, "comma, UTF-8, header: item=item, annotator=annotator, label=label");
  EXPECT_EQ(rows_of(read.table), "i0 w0 cat|i0 w1 dog|i1 w0 01");
  EXPECT_EQ(read.problems.count, 0);
}

TEST(csv, finds_each_delimiter_and_line_end) {
  for (const std::string delimiter : {",", "\t", ";", "|"}) {
    for (const std::string newline : {"\n", "\r\n", "\r"}) {
      const auto line = [&](std::string a, std::string b, std::string c) {
        return a + delimiter + b + delimiter + c + newline;
      };
      const Read read =
          read_text(line("task", "worker", "answer") + line("i0", "w0", "x") + line("i1", "w1", "y"));
      ASSERT_TRUE(read.ok) << read.error;
      EXPECT_EQ(rows_of(read.table), "i0 w0 x|i1 w1 y");
    }
  }
}

TEST(csv, takes_a_byte_order_mark_and_a_last_line_without_end) {
  const Read read = read_text("\xEF\xBB\xBFitem,annotator,label\ni0,w0,x");
  ASSERT_TRUE(read.ok) << read.error;
  EXPECT_EQ(rows_of(read.table), "i0 w0 x");
}

TEST(csv, undoes_quotes_as_rfc_4180_says) {
  const Read read = read_text(
      "item,annotator,label\r\n\"a,b\",\"w "
      "\"\"0\"\"\",\"two\nlines\"\r\n\"\",w1,x\r\ni2,\"w1\",\"\"\"\"\r\n");
  ASSERT_TRUE(read.ok) << read.error;
  EXPECT_EQ(rows_of(read.table), "a,b w \"0\" two\nlines|i2 w1 \"");
  ASSERT_EQ(read.problems.count, 1);
  EXPECT_EQ(read.problems.listed[0].row, 4) << "the row's own line, after a cell of two lines";
}

TEST(csv, knows_the_column_names_of_other_tools) {
  for (const std::string header :
       {"task,worker,label", "task,performer,label", "taskId,workerId,answer", "question,worker,answer",
        "_unit_id,_worker_id,response", "Document ID,Rater,Judgment", "id,user,category",
        "item,completed_by,value"}) {
    const Read read = read_text(header + "\ni0,w0,x\n");
    ASSERT_TRUE(read.ok) << header << ": " << read.error;
    EXPECT_EQ(rows_of(read.table), "i0 w0 x") << header;
  }
}

TEST(csv, prefers_the_own_word_to_synonyms_and_those_to_vague_words) {
  const Read read = read_text("id,task,worker,user,label,value\n7,i0,w0,u,x,1\n");
  ASSERT_TRUE(read.ok) << read.error;
  EXPECT_EQ(rows_of(read.table), "i0 w0 x");
  EXPECT_EQ(read.summary.understood,
            "comma, UTF-8, header: item=task, annotator=worker, label=label; ignored: id, user, value");
}

TEST(csv, refuses_to_choose_between_two_equal_names) {
  const Read read = read_text("item,annotator,answer,response\ni0,w0,x,y\n");
  EXPECT_EQ(
      read.error,
      "f: the label may be column 3 \"answer\" or column 4 \"response\": say which with --column label=NAME");
}

TEST(csv, says_which_columns_are_there_when_one_is_missing) {
  const Read read = read_text("thing,annotator,label\ni0,w0,x\n");
  EXPECT_EQ(
      read.error,
      "f: no column is recognised as the item; the columns are \"thing\", \"annotator\", \"label\"; name it "
      "with --column item=NAME");
}

TEST(csv, takes_roles_by_name_or_number_and_reads_without_header) {
  EXPECT_EQ(rows_of(read_text("thing,annotator,label\ni0,w0,x\n", {.columns = {{"item", "thing"}}}).table),
            "i0 w0 x");
  const Read bare =
      read_text("x,i0,w0\ny,i1,w0\n", {.columns = {{"item", "2"}, {"annotator", "3"}, {"label", "1"}}});
  ASSERT_TRUE(bare.ok) << bare.error;
  EXPECT_EQ(rows_of(bare.table), "i0 w0 x|i1 w0 y");
}

TEST(csv, reads_without_annotators_when_told_so) {
  EXPECT_FALSE(read_text("item,label\ni0,x\n").ok);
  const Read read = read_text("item,label\ni0,x\n", {.columns = {{"annotator", "-"}}});
  ASSERT_TRUE(read.ok) << read.error;
  EXPECT_EQ(rows_of(read.table), "i0 ? x");
}

TEST(csv, keeps_optional_columns_and_skipped_rows) {
  const Read read = read_text(
      "item,annotator,label,question,created_at,lead_time,version,batch,vendor,skipped\n"
      "i0,w0,x,q1,2026-01-05T12:30:15.5Z,3.5,v1,b1,p1,no\ni1,w0,x,q2,1767616215,,,,,TRUE\ni2,,,q1,,,,,,\n");
  ASSERT_TRUE(read.ok) << read.error;
  const labels::Table& table = read.table;
  EXPECT_EQ(rows_of(table), "i0 w0 x q1|i1 w0 - q2|i2 ? - q1");
  EXPECT_EQ(table.time_us, (std::vector<std::int64_t>{1767616215500000, 1767616215000000, labels::no_time}));
  EXPECT_EQ(table.duration_s, (std::vector<float>{3.5F, -1, -1}));
  EXPECT_EQ(table.state, (std::vector<std::uint8_t>{0, labels::row_skipped, labels::row_skipped}));
  EXPECT_EQ(table.guideline_version.size(), 3U);
  EXPECT_EQ(table.provider[1], labels::none);
}

TEST(csv, keeps_what_annotators_raised) {
  const Read read = read_text(
      "item,annotator,label,flag,comment\ni0,w0,x,guideline_gap, is this a polyp? "
      "\ni1,w0,x,none,\ni2,w0,,yes,\n");
  ASSERT_TRUE(read.ok) << read.error;
  EXPECT_EQ(raised_of(read.table), "guideline_gap/is this a polyp?|-/-|flagged/-");
  const Read named = read_text("item,annotator,label,unsure\ni0,w0,x,1\n", {.columns = {{"flag", "unsure"}}});
  EXPECT_EQ(raised_of(named.table), "flagged/-");
}

TEST(csv, lists_ragged_rows_and_leaves_them_out) {
  const Read read = read_text("item,annotator,label\ni0,w0\ni1,w0,x\ni2,w0,x,y\ni3,w0,x,,\n\n");
  EXPECT_EQ(rows_of(read.table), "i1 w0 x|i3 w0 x");
  ASSERT_EQ(read.problems.count, 2);
  EXPECT_EQ(read.problems.listed[0].row, 2);
  EXPECT_EQ(read.problems.listed[1].message, "4 cells where the header has 3: the row is left out");
}

TEST(csv, makes_label_sets_one_spelling) {
  const Read read =
      read_text("item,annotator,label\ni0,w0,\"[\"\"b\"\", \"\"a\"\",\"\"a\"\"]\"\ni1,w0,[]\ni2,w0,[x\n");
  EXPECT_EQ(rows_of(read.table), "i0 w0 [\"a\",\"b\"]|i1 w0 []|i2 w0 [x");
}

TEST(csv, lists_names_that_differ_by_blanks_once) {
  const Read read = read_text("item,annotator,label\ni0,w0,x\ni1,w0, x\ni2,w0, x\ni3,w0,y \n");
  EXPECT_EQ(rows_of(read.table), "i0 w0 x|i1 w0  x|i2 w0  x|i3 w0 y ");
  ASSERT_EQ(read.problems.count, 1);
  EXPECT_EQ(read.problems.listed[0].message,
            "\" x\" and \"x\" differ only by blanks: kept as two different names");
}

// Files of keys alone are read by a shorter way: an empty column more must change nothing.
TEST(csv, reads_keys_alone_as_it_reads_rows_that_have_more) {
  Rng rng(7, RandomPurpose::simulation, 0);
  const auto some = [&](const char* of, std::uint64_t count) {
    const std::uint64_t which = rng.below(count + 1);
    return which == count ? std::string() : of + std::to_string(which);
  };
  for (const std::string end : {"\n", "\r\n"}) {
    std::string keys = "item,annotator,label,question" + end;
    std::string more = "item,annotator,label,question,comment" + end;
    for (int row = 0; row < 3000; ++row) {
      const bool is_whole = row < 1000;  // no label is missing for long: the state comes late
      std::string line =
          (is_whole ? "i" + std::to_string(row / 3) : some("i", 40)) + "," + some("w", 5) + ",";
      line += (is_whole ? "c" : some("[c", 9)) + ",q" + std::to_string(rng.below(2));
      keys += line + end;
      more += line + "," + end;
    }
    const Read short_way = read_text(keys);
    const Read long_way = read_text(more);
    ASSERT_TRUE(short_way.ok && long_way.ok) << short_way.error << long_way.error;
    EXPECT_EQ(rows_of(short_way.table), rows_of(long_way.table));
    EXPECT_EQ(short_way.table.state, long_way.table.state);
    EXPECT_FALSE(short_way.table.state.empty());
    EXPECT_EQ(messages_of(short_way.problems), messages_of(long_way.problems));
    EXPECT_GT(short_way.problems.count, 0);
  }
}

TEST(csv, has_the_same_codes_on_one_and_two_threads) {
  std::string text = "item,annotator,label,batch\n";
  for (std::int64_t row = 0; row < 900'000; ++row) {
    text += "i" + std::to_string((row * 7919) % 300'007) + ",w" + std::to_string(row % 997) + ",c" +
            std::to_string((row / 100'000) * (row % 7)) +
            (row % 100'000 == 77'777 ? "\n"
             : row > 500'000         ? ",b\n"
                                     : ",\n");
  }
  set_thread_count(1);
  const Read one = read_text(text);
  set_thread_count(2);
  const Read two = read_text(text);
  set_thread_count(0);
  ASSERT_TRUE(one.ok && two.ok);
  EXPECT_EQ(one.table.item, two.table.item);
  EXPECT_EQ(one.table.annotator, two.table.annotator);
  EXPECT_EQ(one.table.label, two.table.label);
  EXPECT_EQ(one.table.batch, two.table.batch);
  ASSERT_EQ(one.problems.count, 9);
  for (std::size_t at = 0; at < 9; ++at) EXPECT_EQ(one.problems.listed[at].row, two.problems.listed[at].row);
  EXPECT_EQ(two.problems.listed[8].row, 877'779);
}

}  // namespace
}  // namespace assay::formats
