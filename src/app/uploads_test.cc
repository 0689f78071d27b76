#include <gtest/gtest.h>

#include "app/app_testing.h"
#include "app/imports.h"

namespace assay::app {

class UploadsTest : public ::testing::TestWithParam<Dialect> {
 protected:
  Server server{GetParam()};

  Result<UploadView> begun(domain::ProjectId id, std::int64_t size) {
    return create_upload(server.context, server.owner, id, "labels.csv", size);
  }
  std::string state_of(domain::UploadId id) {
    return upload(server.context, server.owner, id).value().upload.state;
  }
};
ASSAY_ON_BOTH_DATABASES(UploadsTest);

TEST_P(UploadsTest, what_one_person_has_waiting_is_bounded) {
  const auto id = server.project();
  EXPECT_TRUE(begun(id, files::upload_bytes_max - 200).ok());
  EXPECT_EQ(begun(id, 201).error().where, "size");
  for (std::int64_t more = 1; more < uploads_waiting_max; ++more) ASSERT_TRUE(begun(id, 1).ok()) << more;
  const auto refused = begun(id, 1);
  EXPECT_EQ(refused.error().code, ErrorCode::conflict);
  EXPECT_NE(refused.error().message.find("100 files of yours"), std::string::npos) << refused.error().message;
  server.test.clock.advance(upload_kept_us + 1);
  ASSERT_TRUE(remove_old_uploads(server.context).ok());
  EXPECT_TRUE(begun(id, 1).ok());
}

TEST_P(UploadsTest, what_nobody_imports_goes_after_a_week) {
  const auto id = server.project();
  const ImportSpec spec = server.uploaded(id, "annotations", "item,annotator,label\ni,a,yes\n");
  server.test.clock.advance(upload_kept_us - 1);
  ASSERT_TRUE(remove_old_uploads(server.context).ok());
  EXPECT_EQ(state_of(spec.upload), "complete");
  server.test.clock.advance(2);
  ASSERT_TRUE(remove_old_uploads(server.context).ok());
  EXPECT_EQ(state_of(spec.upload), "removed");
  EXPECT_FALSE(server.files.upload(spec.upload).ok());
  EXPECT_EQ(start_import(server.context, server.owner, id, spec).error().code, ErrorCode::conflict);
  EXPECT_EQ(write_part(server.context, server.owner, spec.upload, 1, "again").error().code,
            ErrorCode::conflict);
}

TEST_P(UploadsTest, what_was_imported_waits_no_longer) {
  const auto id = server.project();
  const ImportSpec spec = server.uploaded(id, "annotations", "item,annotator,label\ni,a,yes\n");
  EXPECT_EQ(server.result_of(start_import(server.context, server.owner, id, spec))["added"], 1);
  EXPECT_EQ(state_of(spec.upload), "removed");
  EXPECT_EQ(start_import(server.context, server.owner, id, spec).error().where, "upload");
}

}  // namespace assay::app
