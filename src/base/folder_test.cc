#include "base/folder.h"

#include <gmock/gmock.h>

#include <filesystem>

#include "base/file.h"
#include "base/keys.h"

namespace assay {
namespace {

namespace filesystem = std::filesystem;

class TemporaryFolder : public testing::Test {
 protected:
  void SetUp() override { filesystem::create_directories(root_ + "/b/deep"); }
  void TearDown() override { filesystem::remove_all(root_); }
  const std::string root_ = testing::TempDir() + "assay_folder_" + hex(random_digest()).substr(0, 12);
};
using folder = TemporaryFolder;

TEST_F(folder, lists_regular_files_in_byte_order_and_counts_the_rest) {
  for (const char* name : {"/z", "/B", "/b/2", "/b/deep/1", "/.hidden"}) {
    ASSERT_TRUE(write_file(root_ + name, "x").ok());
  }
  filesystem::create_directories(root_ + "/.git");
  ASSERT_TRUE(write_file(root_ + "/.git/inside", "x").ok());
  filesystem::create_symlink("/etc/passwd", root_ + "/link");
  filesystem::create_directory_symlink("/etc", root_ + "/folder_link");
  const FolderListing listing = list_folder(root_).value();
  EXPECT_THAT(listing.files, testing::ElementsAre("B", "b/2", "b/deep/1", "z"));
  EXPECT_EQ(listing.hidden, 2);
  EXPECT_EQ(listing.links, 2);
  EXPECT_EQ(list_folder(root_ + "/").value().files, listing.files);
}

TEST_F(folder, what_is_no_folder_is_refused) {
  EXPECT_EQ(list_folder(root_ + "/none").error().code, ErrorCode::not_found);
  ASSERT_TRUE(write_file(root_ + "/file", "x").ok());
  EXPECT_FALSE(list_folder(root_ + "/file").ok());
}

TEST_F(folder, a_file_has_its_size_and_hash) {
  const std::string bytes(700'001, 'a');
  ASSERT_TRUE(write_file(root_ + "/big", bytes).ok());
  const FileDigest digest = file_digest(root_ + "/big").value();
  EXPECT_EQ(digest.bytes, bytes.size());
  EXPECT_EQ(digest.sha256, sha256(bytes));
  ASSERT_TRUE(write_file(root_ + "/empty", "").ok());
  EXPECT_EQ(file_digest(root_ + "/empty").value().sha256, sha256(""));
  filesystem::create_symlink(root_ + "/big", root_ + "/link");
  EXPECT_FALSE(file_digest(root_ + "/link").ok());
  EXPECT_FALSE(file_digest(root_ + "/b").ok());
  EXPECT_FALSE(file_digest(root_ + "/none").ok());
}

}  // namespace
}  // namespace assay
