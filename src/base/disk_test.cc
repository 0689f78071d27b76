#include "base/disk.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/file_stream.h"

namespace assay {
namespace {

class DiskFolder : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::remove_all(folder_);
    ASSERT_TRUE(make_private_folder(folder_).ok());
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string path(const std::string& name) const { return folder_ + "/" + name; }
  std::string text_of(const std::string& name) const {
    std::ifstream stream(path(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }

 private:
  const std::string folder_ = testing::TempDir() + "assay_disk_test_" + std::to_string(::getpid());
};
using disk = DiskFolder;

TEST_F(disk, a_written_file_is_there_whole_or_not_at_all) {
  {
    auto writer = FileWriter::open(path("a"));
    ASSERT_TRUE(writer.ok());
    ASSERT_TRUE(writer.value().add("half").ok());
    EXPECT_EQ(path_info(path("a")).error().code, ErrorCode::not_found);
  }
  EXPECT_TRUE(names_in(path("")).value().empty());
  auto writer = FileWriter::open(path("a"));
  ASSERT_TRUE(writer.value().add("one ").ok() && writer.value().add("two").ok());
  ASSERT_TRUE(writer.value().finish().ok());
  EXPECT_EQ(text_of("a"), "one two");
  EXPECT_EQ(path_info(path("a")).value().mode, 0600u);
  EXPECT_EQ(names_in(path("")).value(), std::vector<std::string>{"a"});
  EXPECT_EQ(FileWriter::open(path("none/a")).error().code, ErrorCode::not_found);
}

TEST_F(disk, a_file_is_read_in_pieces_to_its_end) {
  std::ofstream(path("a")) << "abcde";
  auto reader = FileReader::open(path("a"));
  ASSERT_TRUE(reader.ok());
  char room[3];
  EXPECT_EQ(reader.value().read(room).value(), 3u);
  EXPECT_EQ(reader.value().read(room).value(), 2u);
  EXPECT_EQ(std::string_view(room, 2), "de");
  EXPECT_EQ(reader.value().read(room).value(), 0u);
  std::filesystem::create_symlink(path("a"), path("link"));
  EXPECT_FALSE(FileReader::open(path("link")).ok());
  EXPECT_FALSE(FileReader::open(path("")).ok());
  EXPECT_EQ(FileReader::open(path("none")).error().code, ErrorCode::not_found);
}

TEST_F(disk, folders_are_made_for_their_owner_moved_and_removed) {
  ASSERT_TRUE(make_private_folder(path("inner")).ok());
  EXPECT_EQ(path_info(path("inner")).value().mode, 0700u);
  EXPECT_TRUE(path_info(path("inner")).value().is_folder);
  EXPECT_EQ(make_private_folder(path("inner")).error().code, ErrorCode::conflict);
  std::ofstream(path("inner/a")) << "a";
  ASSERT_TRUE(close_to_others(path("inner/a")).ok());
  EXPECT_EQ(path_info(path("inner/a")).value().mode, 0600u);
  ASSERT_TRUE(move_path(path("inner"), path("outer")).ok());
  ASSERT_TRUE(sync_folder(path("")).ok());
  EXPECT_EQ(text_of("outer/a"), "a");
  EXPECT_FALSE(move_path(path("inner"), path("other")).ok());
  ASSERT_TRUE(remove_folder(path("outer")).ok());
  ASSERT_TRUE(remove_folder(path("outer")).ok());
  EXPECT_TRUE(names_in(path("")).value().empty());
  EXPECT_FALSE(names_in(path("none")).ok());
}

TEST_F(disk, space_is_told_of_a_disk_that_is_there) {
  const auto space = disk_space(path(""));
  ASSERT_TRUE(space.ok());
  EXPECT_GT(space.value().all_bytes, 0);
  EXPECT_LE(space.value().free_bytes, space.value().all_bytes);
  EXPECT_FALSE(disk_space(path("none")).ok());
}

}  // namespace
}  // namespace assay
