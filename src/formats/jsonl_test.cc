#include <gtest/gtest.h>

#include "formats/formats_testing.h"

namespace assay::formats {
namespace {

TEST(jsonl, reads_keys_as_it_reads_column_names) {
  const Read read = read_text(
      "{\"task\":\"i0\",\"worker\":\"w0\",\"label\":\"x\",\"note\":{\"a\":1}}\n\n"
      "{\"label\":\"y\",\"task\":\"i1\",\"worker\":\"w1\"}\r\n");
  ASSERT_TRUE(read.ok) << read.error;
  EXPECT_EQ(rows_of(read.table), "i0 w0 x|i1 w1 y");
  EXPECT_EQ(read.summary.understood,
            "JSON lines, UTF-8: item=task, annotator=worker, label=label; ignored: note");
  EXPECT_EQ(read.problems.count, 0);
}

TEST(jsonl, reads_one_array_of_objects_too) {
  const Read read = read_text(
      "[{\"item\":1,\"annotator\":2,\"label\":\"x\"},\n {\"item\":3,\"annotator\":2,\"label\":\"y\"}]");
  EXPECT_EQ(rows_of(read.table), "1 2 x|3 2 y");
  EXPECT_EQ(read.summary.understood.substr(0, 17), "JSON array, UTF-8");
}

TEST(jsonl, reads_the_minimal_json_of_label_studio_one_question_at_a_time) {
  const std::string text =
      R"([{"text":"a","id":7,"tone":"good","topic":{"choices":["b","a"]},"annotator":3,"annotation_id":1,
      "created_at":"2026-01-05T12:30:15.5Z","updated_at":"2026-01-06T12:30:15.5Z","lead_time":3.5}])";
  const Read tone = read_text(text, {.columns = {{"label", "tone"}}});
  ASSERT_TRUE(tone.ok) << tone.error;
  EXPECT_EQ(rows_of(tone.table), "7 3 good");
  EXPECT_EQ(tone.table.time_us, std::vector<std::int64_t>{1767616215500000});
  EXPECT_EQ(rows_of(read_text(text, {.columns = {{"label", "topic"}}}).table), R"(7 3 ["a","b"])");
}

TEST(jsonl, keeps_what_annotators_raised) {
  const Read read = read_text(
      "{\"item\":1,\"annotator\":2,\"label\":\"x\",\"flag\":\"unsure\",\"comment\":\"dark\"}\n"
      "{\"item\":2,\"annotator\":2,\"label\":\"x\",\"flag\":false,\"comment\":null}");
  EXPECT_EQ(raised_of(read.table), "unsure/dark|-/-");
}

TEST(jsonl, turns_scalars_into_texts_and_lists_of_texts_into_sets) {
  const auto label = [](const std::string& value) {
    return rows_of(read_text("{\"item\":\"i\",\"annotator\":\"w\",\"label\":" + value + "}").table);
  };
  EXPECT_EQ(label("1"), "i w 1");
  EXPECT_EQ(label("-0.5"), "i w -0.5");
  EXPECT_EQ(label("4.0"), "i w 4");
  EXPECT_EQ(label("18446744073709551615"), "i w 18446744073709551615");
  EXPECT_EQ(label("true"), "i w true");
  EXPECT_EQ(label("null"), "i w -");
  EXPECT_EQ(label("[\"b\",\"a\",\"b\"]"), "i w [\"a\",\"b\"]");
  EXPECT_EQ(label("\"caf\\u00e9\""), "i w caf\u00E9");
}

TEST(jsonl, lists_values_of_another_shape_and_takes_them_as_empty) {
  const Read read = read_text(
      "{\"item\":\"i\",\"annotator\":\"w\",\"label\":{\"a\":1}}\n{\"item\":\"j\",\"annotator\":\"w\","
      "\"label\":[[1]]}");
  EXPECT_EQ(rows_of(read.table), "i w -|j w -");
  ASSERT_EQ(read.problems.count, 2);
  EXPECT_EQ(read.problems.listed[1].row, 2);
  EXPECT_EQ(read.problems.listed[1].column, "label");
}

TEST(jsonl, lists_lines_that_are_no_objects_and_reads_on) {
  const Read read = read_text(
      "{\"item\":\"i0\",\"annotator\":\"w\",\"label\":\"x\"}\n{\"item\":\n7\n{\"item\":\"i1\",\"annotator\":"
      "\"w\",\"label\":\"y\"}\n",
      {.format = "jsonl"});
  EXPECT_EQ(rows_of(read.table), "i0 w x|i1 w y");
  ASSERT_EQ(read.problems.count, 2);
  EXPECT_EQ(read.problems.listed[0].row, 2);
  EXPECT_EQ(read.problems.listed[1].message, "the line is JSON but no object {...}: it is left out");
}

TEST(jsonl, reads_an_array_up_to_where_it_breaks_and_says_where) {
  const Read read = read_text("[{\"item\":\"i0\",\"annotator\":\"w\",\"label\":\"x\"},\n{\"item\":\"i1\",");
  EXPECT_EQ(rows_of(read.table), "i0 w x");
  ASSERT_EQ(read.problems.count, 1);
  EXPECT_NE(read.problems.listed[0].message.find("(f, line 2, byte 45)"), std::string::npos)
      << read.problems.listed[0].message;
}

TEST(jsonl, reads_escaped_nul_characters_as_replacement_characters) {
  const Read read = read_text(R"({"item":"a\u0000b","annotator":"w","label":"\\u0000"})");
  EXPECT_EQ(rows_of(read.table),
            "a\xEF\xBF\xBD"
            "b w \\u0000");
  EXPECT_EQ(read.problems.count, 1);
}

TEST(jsonl, refuses_a_file_without_objects) {
  EXPECT_EQ(read_text("7\n", {.format = "jsonl"}).error,
            "f: no line of the file, or element of its array, is a JSON object with keys");
  EXPECT_FALSE(read_text("{\"item\":\"\",\"annotator\":\"w\",\"label\":\"x\"}").ok);
}

TEST(jsonl, refuses_the_65536th_question) {
  std::string text;
  for (int at = 0; at < 65'536; ++at) {
    text += fmt::format("{{\"item\":\"i\",\"annotator\":\"w\",\"label\":\"x\",\"question\":\"q{}\"}}\n", at);
  }
  EXPECT_NE(read_text(text).error.find("more than 65,535 different questions"), std::string::npos);
}

}  // namespace
}  // namespace assay::formats
