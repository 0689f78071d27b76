#include "files/images.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "files/image_type.h"

namespace assay::files {
namespace {

namespace filesystem = std::filesystem;

struct ImageFolder {
  std::string path = testing::TempDir() + "assay-images-" + std::to_string(getpid());
  ImageFolder() {
    filesystem::create_directories(path + "/in/deep");
    filesystem::create_directories(path + "/out");
    std::ofstream(path + "/in/deep/a.png") << "a";
    std::ofstream(path + "/out/secret") << "s";
    filesystem::create_symlink(path + "/out/secret", path + "/in/link.png");
    filesystem::create_directory_symlink(path + "/out", path + "/in/folder");
  }
  ~ImageFolder() { filesystem::remove_all(path); }
};

}  // namespace

TEST(images, are_found_inside_of_the_folder_and_nowhere_else) {
  const ImageFolder folder;
  ImageSources sources;
  sources.folder = folder.path + "/in";
  ASSERT_TRUE(check_sources(sources).ok());
  const auto found = folder_image(sources, "deep/a.png");
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(found.value().bytes(), "a");
  const std::string absolute = folder.path + "/out/secret";
  for (const std::string& path :
       {std::string("../out/secret"), std::string("deep/../../out/secret"), std::string("link.png"),
        std::string("folder/secret"), absolute, std::string(""), std::string("deep"), std::string("deep/"),
        std::string("./deep/a.png"), std::string("deep//a.png"), std::string("deep/a.png\0x", 12),
        std::string("missing.png")}) {
    const auto refused = folder_image(sources, path);
    ASSERT_FALSE(refused.ok()) << path;
    EXPECT_EQ(refused.error().code, ErrorCode::not_found) << path;
  }
}

TEST(images, need_a_folder_that_is_there) {
  ImageSources sources;
  EXPECT_TRUE(check_sources(sources).ok());
  EXPECT_FALSE(folder_image(sources, "a.png").ok());
  sources.folder = "/nowhere/at/all";
  EXPECT_FALSE(check_sources(sources).ok());
}

TEST(image_type, is_told_by_the_bytes) {
  using namespace std::string_view_literals;
  EXPECT_EQ(image_type("\x89PNG\r\n\x1a\n..."sv), "image/png");
  EXPECT_EQ(image_type("\xFF\xD8\xFF\xE0"sv), "image/jpeg");
  EXPECT_EQ(image_type("GIF89a"sv), "image/gif");
  EXPECT_EQ(image_type("RIFF\1\2\3\4WEBPVP8 "sv), "image/webp");
  EXPECT_EQ(image_type("\0\0\0\x20"
                       "ftypavif"sv),
            "image/avif");
  for (const std::string_view other : {"<svg xmlns='http://www.w3.org/2000/svg'/>"sv, "<html>"sv, ""sv,
                                       "\x89PN"sv, "RIFF\1\2\3\4WAVE"sv, "%PDF-1.7"sv}) {
    EXPECT_EQ(image_type(other), "") << other;
  }
}

}  // namespace assay::files
