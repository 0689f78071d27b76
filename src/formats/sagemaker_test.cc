#include <gtest/gtest.h>

#include "formats/formats_testing.h"

namespace assay::formats {
namespace {

TEST(sagemaker, reads_class_names_by_job) {
  const Read read = read_text(
      R"({"source-ref":"s3://b/1.png","job":0,"job-metadata":{"class-name":"cat","confidence":0.9,)"
      R"("human-annotated":"yes","creation-date":"2026-01-05T12:30:15Z",)"
      R"("type":"groundtruth/image-classification"}})"
      "\n"
      R"({"source-ref":"s3://b/2.png","job":1,"job-metadata":{"class-name":"dog","human-annotated":"no"}})");
  ASSERT_TRUE(read.ok) << read.error;
  EXPECT_EQ(read.summary.format, "sagemaker");
  EXPECT_EQ(rows_of(read.table), "s3://b/1.png ? cat job");
  EXPECT_EQ(read.table.items.size(), 2U);
  EXPECT_NE(read.summary.understood.find("not counted: 1 labels made by the machine"), std::string::npos);
  EXPECT_EQ(read.table.time_us.at(0), 1767616215000000);
}

TEST(sagemaker, reads_several_classes_by_their_map) {
  const Read read =
      read_text(R"({"source":"a text","job":[1,0],"job-metadata":{"class-map":{"0":"x","1":"y"},)"
                R"("human-annotated":"yes"}})");
  EXPECT_EQ(rows_of(read.table), R"(a text ? ["x","y"] job)");
}

TEST(sagemaker, keeps_boxes_and_never_takes_an_empty_answer_for_a_no) {
  const std::string metadata = R"(,"job-metadata":{"class-map":{"0":"car"},"human-annotated":"yes"}})";
  const Read read =
      read_text(R"({"source-ref":"1","job":{"annotations":[{"class_id":0,"left":1,"top":2,"width":3,)"
                R"("height":4},{"class_id":0}],)"
                R"("image_size":[{"width":9,"height":9,"depth":3}]})" +
                metadata + "\n" + R"({"source-ref":"2","job":{"annotations":[]})" + metadata);
  EXPECT_EQ(regions_of(read.table), "1 ? car job box 1,2,3,4,0");
  EXPECT_EQ(rows_of(read.table), R"(2 ? - job|1 ? ["car"] job)");
  EXPECT_EQ(read.problems.count, 2) << messages_of(read.problems);
}

TEST(sagemaker, marks_adjusted_labels_as_anchored) {
  const Read read = read_text(
      R"({"source-ref":"1","job":0,"job-metadata":{"class-name":"cat","adjustment-status":"adjusted"}})");
  EXPECT_EQ(read.table.state, std::vector<std::uint8_t>{labels::row_anchored});
}

}  // namespace
}  // namespace assay::formats
