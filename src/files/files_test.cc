#include "files/files.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace assay::files {
namespace {

struct Folder {
  std::string path = testing::TempDir() + "assay-files-" + std::to_string(getpid());
  ~Folder() { std::filesystem::remove_all(path); }
};

}  // namespace

TEST(files, keeps_content_by_its_hash_and_notices_an_altered_disk) {
  Folder folder;
  Result<Files> files = Files::open(folder.path);
  ASSERT_TRUE(files.ok());
  Result<Digest> sha = files.value().keep("hello");
  ASSERT_TRUE(sha.ok());
  EXPECT_EQ(sha.value(), sha256("hello"));
  ASSERT_TRUE(files.value().content(sha.value()).ok());
  EXPECT_EQ(files.value().content(sha.value()).value().bytes(), "hello");
  const std::string name = hex(sha.value());
  std::ofstream(folder.path + "/content/" + name.substr(0, 2) + "/" + name) << "hellp";
  EXPECT_FALSE(files.value().content(sha.value()).ok());
  EXPECT_EQ(files.value().content(sha256("other")).error().code, ErrorCode::not_found);
}

TEST(files, parts_arrive_in_any_order) {
  Folder folder;
  Result<Files> files = Files::open(folder.path);
  ASSERT_TRUE(files.ok());
  const domain::UploadId id{3};
  ASSERT_TRUE(files.value().write_part(id, 3, "def").ok());
  ASSERT_TRUE(files.value().write_part(id, 0, "abc").ok());
  EXPECT_EQ(files.value().upload(id).value().bytes(), "abcdef");
  ASSERT_TRUE(files.value().remove_upload(id).ok());
  EXPECT_FALSE(files.value().upload(id).ok());
}

}  // namespace assay::files
