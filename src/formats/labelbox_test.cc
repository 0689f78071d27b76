#include <gtest/gtest.h>

#include "formats/formats_testing.h"

namespace assay::formats {
namespace {

std::string label(const std::string& id, const std::string& who, const std::string& annotations,
                  const std::string& performance = "{}") {
  return R"({"id":")" + id + R"(","label_details":{"created_at":"2026-01-05T12:30:15Z","created_by":")" +
         who + R"(","reviews":[]},"performance_details":)" + performance + R"(,"annotations":)" +
         annotations + "}";
}

std::string data_row(const std::string& key, const std::string& labels) {
  return R"({"data_row":{"id":"c1","global_key":")" + key + R"("},"projects":{"p":{"name":"n","labels":[)" +
         labels + "]}}}\n";
}

std::string radio(const std::string& name) {
  return R"({"classifications":[{"name":"tone","radio_answer":{"name":")" + name + R"(","value":"v"}}]})";
}

TEST(labelbox, reads_everybodys_radio_and_checklist_answers) {
  const Read read = read_text(data_row(
      "k1",
      label("l1", "a@b.c", radio("good"), R"({"seconds_to_create":12})") + "," +
          label(
              "l2", "d@b.c",
              R"({"classifications":[{"name":"topic","checklist_answers":[{"name":"y"},{"name":"x"}]}]})")));
  ASSERT_TRUE(read.ok) << read.error;
  EXPECT_EQ(read.summary.format, "labelbox");
  EXPECT_EQ(rows_of(read.table), R"(k1 a@b.c good tone|k1 d@b.c ["x","y"] topic)");
  EXPECT_EQ(read.table.duration_s.at(0), 12.0F);
  EXPECT_EQ(read.table.time_us.at(0), 1767616215000000);
}

TEST(labelbox, takes_the_benchmark_out_of_the_annotations) {
  const std::string against = R"({"benchmark_reference_label":"l1","benchmark_score":1})";
  const Read by_id = read_text(
      data_row("k", label("l1", "boss", radio("good")) + "," + label("l2", "ann", radio("bad"), against)));
  EXPECT_EQ(rows_of(by_id.table), "k ann bad tone");
  EXPECT_EQ(gold_of(by_id.table), "k good tone");
  const Read by_flag = read_text(
      data_row("k", label("l1", "boss", radio("good"), R"({"benchmark_reference_label":true})") + "," +
                        label("l2", "ann", radio("bad"), R"({"benchmark_reference_label":false})")));
  EXPECT_EQ(rows_of(by_flag.table), "k ann bad tone");
  EXPECT_EQ(by_flag.summary.gold, 1);
}

TEST(labelbox, keeps_every_label_of_a_consensus) {
  const std::string consensus = R"({"consensus_score":0.5,"consensus_label_count":2})";
  const Read read = read_text(
      data_row("k", label("l1", "a", radio("x"), consensus) + "," + label("l2", "b", radio("y"), consensus)));
  EXPECT_EQ(rows_of(read.table), "k a x tone|k b y tone");
  EXPECT_TRUE(read.table.gold.empty());
}

TEST(labelbox, keeps_skipped_and_empty_labels_as_skipped) {
  const Read read = read_text(data_row("k1", label("l1", "a", radio("x"))) +
                              data_row("k2", label("l2", "a", "{}", R"({"skipped":true})")) +
                              data_row("k3", label("l3", "a", R"({"classifications":[],"objects":[]})")));
  EXPECT_EQ(rows_of(read.table), "k1 a x tone|k2 a - tone|k3 a - tone");
  EXPECT_EQ(read.problems.count, 1) << messages_of(read.problems);
}

TEST(labelbox, keeps_objects_with_their_geometry) {
  const Read read = read_text(data_row("k", label("l", "a", R"({"objects":[
      {"name":"car","bounding_box":{"top":2,"left":1,"height":4,"width":3}},
      {"name":"road","polygon":[{"x":0,"y":0},{"x":1,"y":0}]},{"name":"dot","point":{"x":5,"y":6}},
      {"name":"who","location":{"start":0,"end":4}},{"name":"m","mask":{"url":"u"}}]})"))
                                  .substr(0));
  EXPECT_FALSE(read.ok) << "a line feed inside an object ends the line";
  std::string text = data_row("k", label("l", "a",
                                         R"({"objects":[{"name":"car","bounding_box":{"top":2,"left":1,)"
                                         R"("height":4,"width":3}},{"name":"dot","point":{"x":5,"y":6}},)"
                                         R"({"name":"who","location":{"start":0,"end":4}},)"
                                         R"({"name":"m","mask":{"url":"u"}}]})"));
  const Read kept = read_text(text);
  EXPECT_EQ(regions_of(kept.table),
            "k a car objects box 1,2,3,4,0|k a dot objects points 5,6|k a who objects span 0,5");
  EXPECT_NE(kept.summary.understood.find("not counted: 1 objects whose geometry"), std::string::npos);
}

TEST(labelbox, reads_the_import_format_and_leaves_predictions_out) {
  const Read read = read_text(
      R"({"uuid":"1","dataRow":{"globalKey":"k"},"name":"tone","answer":{"name":"good"}})"
      "\n"
      R"({"uuid":"2","dataRow":{"globalKey":"k"},"name":"topic","answer":[{"name":"b"},{"name":"a"}]})"
      "\n"
      R"({"uuid":"3","dataRow":{"globalKey":"k"},"name":"tone","confidence":0.9,"answer":{"name":"bad"}})"
      "\n"
      R"({"uuid":"4","dataRow":{"globalKey":"j"},"name":"tone","isBenchmarkReferenceLabel":true,)"
      R"("answer":{"name":"bad"}})"
      "\n"
      R"({"uuid":"5","dataRow":{"globalKey":"k"},"name":"car","bbox":{"top":2,"left":1,)"
      R"("height":4,"width":3}})",
      {.annotator = "ann"});
  ASSERT_TRUE(read.ok) << read.error;
  EXPECT_EQ(rows_of(read.table), R"(k ann good tone|k ann ["a","b"] topic|k ann ["car"] objects)");
  EXPECT_EQ(gold_of(read.table), "j bad tone");
}

}  // namespace
}  // namespace assay::formats
