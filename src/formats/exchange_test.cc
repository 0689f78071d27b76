#include "formats/exchange.h"

#include <gtest/gtest.h>

#include "formats/csv_write.h"
#include "formats/formats_testing.h"

namespace assay::formats {
namespace {

constexpr const char* everything =
    "item,annotator,label,question,time,duration,anchored,reviewed\n"
    "i0,w0,x,q,2026-01-05T12:30:15.5Z,2.5,yes,\n"
    "i0,w1,\"[\"\"a\"\",\"\"b\"\"]\",q,,,,yes\n"
    "i1,w0,,q,,,,\n"
    "i1,,7,p,,,,\n"
    "i0,w0,z,q,,,,\n";

std::string lost_of(const Result<Exchanged>& written) {
  std::string text;
  for (const std::string& what : written.value().lost) text += (text.empty() ? "" : "|") + what;
  return text;
}

TEST(exchange, rows_as_json_lines_read_back_as_they_were) {
  const Read read = read_text(everything);
  const Result<Exchanged> written = write_jsonl(read.table);
  ASSERT_TRUE(written.ok());
  EXPECT_EQ(lost_of(written), "");
  const Read again = read_text(written.value().text, {.format = "jsonl"});
  EXPECT_EQ(annotations_csv(again.table), annotations_csv(read.table)) << written.value().text;
}

TEST(exchange, tasks_of_label_studio_read_back_as_they_were) {
  const Read read = read_text(everything);
  labels::Table table = read.table;
  table.add_gold("i1", "q", "x");
  const Result<Exchanged> written = write_label_studio(table);
  ASSERT_TRUE(written.ok());
  EXPECT_EQ(lost_of(written), "");
  const Read again = read_text(written.value().text);
  ASSERT_TRUE(again.ok) << again.error;
  EXPECT_EQ(again.summary.format, "label_studio");
  EXPECT_EQ(gold_of(again.table), "i1 x q");
  EXPECT_EQ(rows_of(again.table), R"(i0 w0 x q|i0 w1 ["a","b"] q|i0 w0 z q|i1 ? 7 p|i1 w0 - q|i1 w0 - p)")
      << "a task skipped whole is skipped in every question";
  EXPECT_EQ(again.table.state.at(0), labels::row_anchored);
  EXPECT_EQ(again.table.state.at(1), labels::row_reviewed);
  EXPECT_EQ(again.table.time_us.at(0), read.table.time_us.at(0));
  EXPECT_EQ(again.table.duration_s.at(0), 2.5F);
}

TEST(exchange, crowd_kit_has_room_for_one_question_and_says_what_is_lost) {
  EXPECT_EQ(write_crowd_kit(read_text(everything).table).error().message,
            "there is room for one question only: say which with --question");
  const Read one = read_text("item,annotator,label,duration\n01,w,x,3\n01,,y,\n02,w,,\n");
  const Result<Exchanged> written = write_crowd_kit(one.table);
  EXPECT_EQ(written.value().text, "task,worker,label\n01,w,x\n");
  EXPECT_EQ(lost_of(written), "1 durations|1 skipped rows|1 rows of unknown annotators");
}

TEST(exchange, coco_holds_boxes_and_outlines_alone) {
  const Read read = read_text(
      R"({"images":[{"id":5,"file_name":"a"},{"id":6,"file_name":"b"}],"categories":[{"id":0,"name":"car"}],)"
      R"("annotations":[{"image_id":5,"category_id":0,"bbox":[1,2,3,4]},{"image_id":6,)"
      R"("category_id":0,"segmentation":)"
      R"([[0,0,4,0,4,4]]},{"image_id":6,"category_id":0,"keypoints":[1,1,2]}]})",
      {.file = "ann.json"});
  const Result<Exchanged> written = write_coco(read.table);
  ASSERT_TRUE(written.ok());
  EXPECT_EQ(lost_of(written),
            "2 answers about whole items|1 regions that are no upright boxes or outlines with a category, or "
            "are gold");
  EXPECT_EQ(regions_of(read_text(written.value().text, {.file = "other.json"}).table),
            "a ann car regions box 1,2,3,4,0|b ann car regions polygon 0,0,4,0,4,4");
  EXPECT_FALSE(write_coco(read_text(everything).table).ok());
}

TEST(exchange, names_everything_that_rows_cannot_hold) {
  const Read read =
      read_text(R"([{"id":1,"data":{"n":4},"annotations":[{"completed_by":7,"ground_truth":true,)"
                R"("result":[{"from_name":"q",)"
                R"("type":"choices","value":{"choices":["x"]}}]},{"completed_by":8,)"
                R"("result":[{"from_name":"l","type":"labels",)"
                R"("value":{"start":0,"end":2,"labels":["P"]}}]}]}])");
  EXPECT_EQ(lost_of(write_csv(read.table)),
            "1 gold labels (--gold-to writes them)|1 regions|1 attributes of items");
  EXPECT_EQ(regions_csv(read.table),
            "item,annotator,question,label,shape,geometry,gold\n1,8,l,P,span,0 2,\n");
}

TEST(exchange, regions_say_which_way_a_mask_runs) {
  const Read read =
      read_text(R"({"images":[{"id":1,"file_name":"a"}],"categories":[{"id":1,"name":"m"}],"annotations":)"
                R"([{"image_id":1,"category_id":1,"segmentation":{"size":[2,3],"counts":[1,3,2]}}]})",
                {.file = "ann.json"});
  EXPECT_EQ(regions_csv(read.table),
            "item,annotator,question,label,shape,geometry,gold\n"
            "a,ann,regions,m,mask_columns,0 0 3 2 1 3 2,\n");
}

}  // namespace
}  // namespace assay::formats
