#include <gtest/gtest.h>

#include "formats/formats_testing.h"

namespace assay::formats {
namespace {

TEST(doccano, keeps_comments) {
  const Read read = read_text(R"({"id":1,"text":"a","label":["x"],"Comments":["is it?"]})"
                              "\n"
                              R"({"id":2,"text":"b","label":["x"],"Comments":[{"id":4,"comment":"no rule"}]})"
                              "\n"
                              R"({"id":3,"text":"c","label":["x"],"Comments":[]})");
  ASSERT_TRUE(read.ok) << read.error;
  EXPECT_EQ(raised_of(read.table), "-/is it?|-/no rule|-/-");
}

TEST(doccano, takes_the_annotator_from_the_name_of_the_file) {
  const std::string text =
      "{\"id\":1,\"text\":\"good\",\"label\":[\"pos\"],\"Comments\":[]}\n"
      "{\"id\":2,\"text\":\"bad\",\"label\":[\"neg\",\"angry\"],\"Comments\":[]}\n";
  const Read read = read_text(text, {.file = "export/ann.jsonl"});
  ASSERT_TRUE(read.ok) << read.error;
  EXPECT_EQ(read.summary.format, "doccano");
  EXPECT_EQ(rows_of(read.table), R"(1 ann pos|2 ann ["angry","neg"])");
  EXPECT_EQ(rows_of(read_text(text, {.file = "all.jsonl"}).table), R"(1 ? pos|2 ? ["angry","neg"])")
      << "the file of a whole project names nobody";
  EXPECT_EQ(rows_of(read_text(text, {.file = "all.jsonl", .annotator = "bob"}).table),
            R"(1 bob pos|2 bob ["angry","neg"])");
  EXPECT_EQ(rows_of(read_text(text, {.file = "ann.jsonl", .annotator = "-"}).table),
            R"(1 ? pos|2 ? ["angry","neg"])");
}

TEST(doccano, keeps_spans_and_measures_which_categories_are_there) {
  const Read read = read_text(
      R"({"id":7,"text":"Ann met Bob","label":[[0,3,"PER"],[8,11,"PER"],[4,7,"ACT"]],"Comments":[]})",
      {.file = "w.jsonl"});
  ASSERT_TRUE(read.ok) << read.error;
  EXPECT_EQ(regions_of(read.table), "7 w PER spans span 0,3|7 w PER spans span 8,11|7 w ACT spans span 4,7");
  EXPECT_EQ(rows_of(read.table), R"(7 w ["ACT","PER"] spans)");
  EXPECT_NE(read.summary.understood.find("measured: 3 span"), std::string::npos) << read.summary.understood;
}

TEST(doccano, reads_entities_categories_boxes_and_outlines) {
  const Read intent =
      read_text(R"({"id":1,"text":"fly to Rome","entities":[[7,11,"city"]],"cats":["travel"],"Comments":[]})",
                {.file = "w.jsonl"});
  EXPECT_EQ(rows_of(intent.table), R"(1 w travel cats|1 w ["city"] spans)");
  const Read relations = read_text(
      R"({"id":1,"text":"a b","entities":[{"id":4,"label":"X","start_offset":0,"end_offset":1}],
         "relations":[{"id":1,"from_id":4,"to_id":4,"type":"r"}],"Comments":[]})",
      {.file = "w.jsonl", .format = "doccano"});
  EXPECT_FALSE(relations.ok) << "an object spread over lines is no JSON lines";
  const Read image = read_text(
      R"([{"id":1,"filename":"a.png","bbox":[{"uuid":"u","x":1,"y":2,"width":3,"height":4,"label":"car"}],
         "segmentation":[{"uuid":"u","points":[0,0,5,0,5,5],"label":"road"}],"Comments":[]}])",
      {.file = "w.json"});
  EXPECT_EQ(regions_of(image.table), "1 w car regions box 1,2,3,4,0|1 w road regions polygon 0,0,5,0,5,5");
}

TEST(doccano, reads_the_people_of_older_exports) {
  const Read read = read_text(
      R"({"id":1,"text":"x","annotations":[{"label":3,"user":1},{"label":4,"user":2},{"label":5,"user":1}],)"
      R"("meta":{"lang":"en"},"annotation_approver":null})");
  ASSERT_TRUE(read.ok) << read.error;
  EXPECT_EQ(rows_of(read.table), R"(1 1 ["3","5"]|1 2 4)");
  EXPECT_TRUE(read.table.state.empty());
  const Read spans = read_text(
      R"({"id":1,"text":"xyz","annotations":[{"label":3,"user":1,"start_offset":0,"end_offset":2}],)"
      R"("meta":{},"annotation_approver":"eve"})");
  EXPECT_EQ(regions_of(spans.table), "1 1 3 spans span 0,2");
}

TEST(doccano, never_takes_an_example_without_labels_for_a_no) {
  const Read read = read_text(
      "{\"id\":1,\"text\":\"a\",\"label\":[\"x\"],\"Comments\":[]}\n{\"id\":2,\"text\":\"b\",\"label\":[],"
      "\"Comments\":[]}\n",
      {.file = "w.jsonl"});
  EXPECT_EQ(rows_of(read.table), "1 w x|2 w -");
  ASSERT_EQ(read.problems.count, 1);
  EXPECT_NE(read.problems.listed[0].message.find("never taken for a \"no\""), std::string::npos);
}

TEST(doccano, lists_spans_outside_their_text_and_labels_of_another_shape) {
  const Read read = read_text(
      R"({"id":1,"text":"abc","label":[[0,9,"X"],[2,1,"X"],[0,1],["a",1,"X"],[0,1,"Y"]],"Comments":[]})",
      {.file = "w.jsonl"});
  EXPECT_EQ(regions_of(read.table), "1 w Y spans span 0,1");
  EXPECT_EQ(read.problems.count, 2) << messages_of(read.problems);
}

TEST(doccano, takes_metadata_as_attributes_of_items) {
  std::string text;
  for (int at = 0; at < 30; ++at) {
    text += fmt::format("{{\"id\":{},\"text\":\"t\",\"label\":[\"x\"],\"site\":\"s{}\",\"Comments\":[]}}\n",
                        at, at % 3);
  }
  const Read read = read_text(text, {.file = "w.jsonl"});
  ASSERT_EQ(read.table.item_attributes.size(), 1U) << read.summary.understood;
  EXPECT_EQ(read.table.item_attributes[0].name, "site");
}

TEST(doccano, leaves_rows_that_name_annotators_to_the_common_reader) {
  EXPECT_EQ(read_text(R"({"item":"i","annotator":"w","label":["x"],"text":"t"})").summary.format, "jsonl");
  EXPECT_EQ(read_text(R"({"id":1,"worker":"w","label":["x"],"text":"t"})").summary.format, "jsonl");
}

}  // namespace
}  // namespace assay::formats
