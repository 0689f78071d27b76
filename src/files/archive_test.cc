#include "files/archive.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace assay::files {
namespace {

class ArchiveFolder : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string path(const std::string& name) const { return folder_ + "/" + name; }
  std::string file(const std::string& name, const std::string& text) const {
    std::ofstream(path(name), std::ios::binary) << text;
    return path(name);
  }
  std::string text_of(const std::string& name) const {
    std::ifstream stream(path(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }
  // Two files, one of them removed before the end, and a text.
  void write(const std::string& name) const {
    auto archive = ArchiveWriter::create(path(name));
    ASSERT_TRUE(archive.ok());
    ASSERT_TRUE(archive.value().add_file("a/large", file("large", large_), Packing::deflated).ok());
    auto open = FileReader::open(file("passing", "here for a while"));
    ASSERT_TRUE(archive.value().add_open_file("passing", std::move(open).value(), Packing::stored).ok());
    std::filesystem::remove(path("passing"));
    ASSERT_TRUE(archive.value().add_text("note", "hello").ok());
    const auto written = archive.value().finish();
    ASSERT_TRUE(written.ok()) << error_text(written.error());
    EXPECT_EQ(written.value().files, 3);
    EXPECT_EQ(written.value().bytes, static_cast<std::int64_t>(large_.size()) + 16 + 5);
  }
  // Whether everything comes back as it was.
  bool comes_back(const std::string& name) const {
    auto archive = ArchiveReader::open(path(name));
    if (!archive) return false;
    const auto entries = archive.value().entries();
    if (!entries || entries.value().size() != 3) return false;
    for (const auto& entry : entries.value()) {
      if (!archive.value().unpack(entry, path("out"))) return false;
      const std::string text = text_of("out");
      if (text != large_ && text != "here for a while" && text != "hello") return false;
    }
    return true;
  }

  // Bytes that do not pack.
  static std::string noise() {
    std::string text;
    for (int at = 0; at < 200; ++at) text += as_text(sha256(std::to_string(at)));
    return text;
  }
  const std::string large_ = noise() + std::string(300'000, 'l');

 private:
  const std::string folder_ = testing::TempDir() + "assay_archive_test_" + std::to_string(::getpid());
};
using archive = ArchiveFolder;

TEST_F(archive, what_goes_in_comes_out_with_the_hash_of_each) {
  write("a.zip");
  auto reader = ArchiveReader::open(path("a.zip"));
  ASSERT_TRUE(reader.ok());
  const auto entries = reader.value().entries();
  ASSERT_TRUE(entries.ok()) << error_text(entries.error());
  ASSERT_EQ(entries.value().size(), 3u);
  EXPECT_EQ(entries.value()[0].name, "a/large");
  EXPECT_EQ(entries.value()[0].sha256, sha256(large_));
  EXPECT_EQ(entries.value()[0].bytes, static_cast<std::int64_t>(large_.size()));
  EXPECT_EQ(reader.value().text(entries.value()[2]).value(), "hello");
  EXPECT_TRUE(comes_back("a.zip"));
  EXPECT_LT(std::filesystem::file_size(path("a.zip")), 20'000u);
}

TEST_F(archive, nothing_is_written_over_and_a_missing_file_is_named) {
  write("a.zip");
  EXPECT_EQ(ArchiveWriter::create(path("a.zip")).error().code, ErrorCode::conflict);
  auto made = ArchiveWriter::create(path("b.zip"));
  ASSERT_TRUE(made.value().add_file("x", path("nowhere"), Packing::stored).ok());
  const auto finished = made.value().finish();
  ASSERT_FALSE(finished.ok());
  EXPECT_THAT(finished.error().where, testing::HasSubstr("nowhere"));
  EXPECT_FALSE(std::filesystem::exists(path("b.zip")));
}

TEST_F(archive, a_cut_archive_is_refused_wherever_it_is_cut) {
  write("a.zip");
  const std::string whole = text_of("a.zip");
  for (std::size_t size = 0; size < whole.size(); size += whole.size() / 40) {
    file("cut.zip", whole.substr(0, size));
    EXPECT_FALSE(comes_back("cut.zip")) << size;
  }
  EXPECT_EQ(ArchiveReader::open(path("none.zip")).error().code, ErrorCode::not_found);
}

// Some bytes of a zip say nothing (times of entries): then everything still comes back as it was.
TEST_F(archive, an_altered_byte_is_noticed_or_does_not_matter) {
  write("a.zip");
  const std::string whole = text_of("a.zip");
  int noticed = 0, tried = 0;
  for (std::size_t at = 0; at < whole.size(); at += 41) {
    std::string altered = whole;
    altered[at] = static_cast<char>(altered[at] ^ 0x20);
    file("altered.zip", altered);
    std::filesystem::remove(path("out"));
    ++tried;
    if (!comes_back("altered.zip")) {
      ++noticed;
      EXPECT_FALSE(std::filesystem::exists(path("out.part")));
    }
  }
  EXPECT_GT(noticed, tried / 2);
}

TEST_F(archive, the_list_of_hashes_is_the_form_of_sha256sum) {
  write("a.zip");
  const std::string line = hex(sha256("hello")) + "  note\n";
  auto plain = ArchiveWriter::create(path("b.zip"));
  ASSERT_TRUE(plain.value().add_text("note", "hello").ok());
  ASSERT_TRUE(plain.value().finish().ok());
  const std::string command =
      "cd " + path("") + " && python3 -m zipfile -e b.zip out && cd out && sha256sum -c --quiet SHA256SUMS";
  EXPECT_EQ(std::system(command.c_str()), 0);
  auto reader = ArchiveReader::open(path("b.zip"));
  EXPECT_EQ(reader.value().entries().value()[0].sha256, digest_from_hex(line.substr(0, 64)));
}

}  // namespace
}  // namespace assay::files
