#include <gtest/gtest.h>

#include "formats/coco_masks.h"
#include "formats/formats_testing.h"
#include "labels/regions.h"

namespace assay::formats {
namespace {

std::string coco(const std::string& annotations,
                 const std::string& categories = R"({"id":1,"name":"car"},{"id":7,"name":"dog"})") {
  return R"({"info":{},"images":[{"id":3,"file_name":"a.png","width":9,"height":9},{"id":4,)"
         R"("file_name":"b.png"}],)"
         R"("categories":[)" +
         categories + R"(],"annotations":[)" + annotations + "]}";
}

TEST(coco, keeps_boxes_of_the_person_the_file_is_named_after) {
  const Read read =
      read_text(coco(R"({"id":1,"image_id":3,"category_id":7,"bbox":[1,2,3,4],"area":12,"iscrowd":0})"),
                {.file = "batch/ann.json"});
  ASSERT_TRUE(read.ok) << read.error;
  EXPECT_EQ(read.summary.format, "coco");
  EXPECT_EQ(regions_of(read.table), "a.png ann dog regions box 1,2,3,4,0");
  EXPECT_EQ(rows_of(read.table), R"(a.png ann ["dog"] regions)");
  EXPECT_EQ(read.table.items.size(), 2U) << "an image without annotations is an item, not a \"no\"";
}

TEST(coco, takes_a_category_without_place_for_one_of_the_image) {
  const Read read = read_text(
      coco(R"({"id":1,"image_id":3,"category_id":7},{"id":2,"image_id":3,"category_id":1,"bbox":[]},)"
           R"({"id":3,"image_id":4,"category_id":1})"),
      {.file = "ann.json"});
  EXPECT_EQ(rows_of(read.table), R"(a.png ann ["car","dog"] image|b.png ann car image)");
  EXPECT_TRUE(read.table.regions.rows.empty());
}

TEST(coco, joins_two_tools_by_file_name_whatever_their_ids) {
  labels::Table table;
  Problems problems;
  const std::string box = R"("bbox":[1,2,3,4]})";
  const std::string from_one = coco(R"({"id":1,"image_id":3,"category_id":1,)" + box);
  const std::string from_zero = R"({"images":[{"id":0,"file_name":"b.png"},{"id":1,"file_name":"a.png"}],)"
                                R"("categories":[{"id":0,"name":"car"}],)"
                                R"("annotations":[{"id":0,"image_id":1,"category_id":0,)" +
                                box + "]}";
  ASSERT_TRUE(read_annotations(from_one, {.file = "x.json"}, table, problems).ok());
  ASSERT_TRUE(read_annotations(from_zero, {.file = "y.json"}, table, problems).ok());
  EXPECT_EQ(rows_of(table), R"(a.png x ["car"] regions|a.png y ["car"] regions)");
  EXPECT_EQ(problems.count, 0) << messages_of(problems);
}

TEST(coco, reads_outlines_masks_and_keypoints) {
  const Read read = read_text(
      coco(R"({"id":1,"image_id":3,"category_id":1,"segmentation":[[0,0,4,0,4,4],[5,5,6,5,6,6]],)"
           R"("bbox":[0,0,4,4]},)"
           R"({"id":2,"image_id":3,"category_id":1,"iscrowd":1,"segmentation":{"size":[2,3],)"
           R"("counts":[1,2,3]}},)"
           R"({"id":3,"image_id":4,"category_id":7,"keypoints":[5,6,2,0,0,0,7,8,1],"num_keypoints":2})"),
      {.file = "w.json"});
  EXPECT_EQ(regions_of(read.table),
            "a.png w car regions polygon 0,0,4,0,4,4|a.png w car regions polygon 5,5,6,5,6,6|"
            "a.png w car regions mask 0,0,3,2,1,2,3|b.png w dog regions points 5,6,7,8");
}

// The squeezed text of the runs 6 1 40 4 5 4 5 4 21: the sample that COCO's own description of the form gives
// in its comments is of this kind; worked out by hand from the rule.
TEST(coco, unpacks_squeezed_runs_of_a_mask) {
  EXPECT_EQ(runs_from_text("61"), (std::vector<double>{6, 1}));
  // 40 = 8 + 1*32: "8" with the sign of more to come is 48+8+32 = 'X', then '1'.
  EXPECT_EQ(runs_from_text("61X1"), (std::vector<double>{6, 1, 40}));
  // The fourth run is told by its difference to the second: 4 - 1 = 3; the fifth to the third: 5 - 40 = -35,
  // which is 29 and -2 in pieces of five bits.
  EXPECT_EQ(runs_from_text("61X13mN"), (std::vector<double>{6, 1, 40, 4, 5}));
  EXPECT_EQ(runs_from_text("X"), std::nullopt) << "breaks off";
  EXPECT_EQ(runs_from_text("\x7F"), std::nullopt);
}

TEST(coco, lists_what_does_not_fit_together) {
  const Read read =
      read_text(coco(R"({"id":1,"image_id":9,"category_id":1,"bbox":[1,2,3,4]},{"id":2,"image_id":3,)"
                     R"("category_id":5,"bbox":[1,2,3,4]},)"
                     R"({"id":3,"image_id":3,"category_id":1,"segmentation":{"size":[2,2],"counts":[1]}},7,)"
                     R"({"id":4,"image_id":3},{"id":5,"image_id":3,"category_id":1,"bbox":[1,2]},)"
                     R"({"id":6,"image_id":3,"category_id":1,"segmentation":[[1,2]]})",
                     R"({"id":1,"name":"car"},{"id":1,"name":"bus"},{"id":2})"),
                {.file = "w.json"});
  EXPECT_EQ(regions_of(read.table), "a.png w 5 regions box 1,2,3,4,0");
  EXPECT_EQ(read.problems.count, 9) << messages_of(read.problems);
}

TEST(coco, reads_a_list_of_results_and_people_named_by_label_studio) {
  const Read results =
      read_text(R"([{"image_id":3,"category_id":1,"bbox":[1,2,3,4],"score":0.9}])", {.file = "m.json"});
  EXPECT_EQ(regions_of(results.table), "3 m 1 regions box 1,2,3,4,0");
  const Read named = read_text(
      coco(R"({"id":1,"image_id":3,"category_id":1,"bbox":[1,2,3,4],"ignore":0,"annotator":"ann"})"));
  EXPECT_EQ(regions_of(named.table), "a.png ann car regions box 1,2,3,4,0");
  const Read captions = read_text(coco(R"({"id":1,"image_id":3,"caption":"a car"})"));
  EXPECT_EQ(captions.error, "f: no annotation can be read: captions");
}

TEST(coco, refuses_a_file_that_breaks_off) {
  const std::string whole = coco("");
  EXPECT_NE(read_text(whole.substr(0, whole.size() - 4)).error.find("the file is no JSON"),
            std::string::npos);
}

}  // namespace
}  // namespace assay::formats
