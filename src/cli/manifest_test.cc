#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "base/hash.h"
#include "base/json_text.h"
#include "cli/cli_testing.h"

namespace assay::cli {
namespace {

using testing::HasSubstr;

class ManifestCommand : public Folder {
 protected:
  void SetUp() override {
    Folder::SetUp();
    std::filesystem::create_directories(path("images/b"));
    file("images/b/2.jpg", "two");
    file("images/1.jpg", "one");
    file("images/notes.txt", "three");
    file("images/.hidden", "four");
  }
};
using manifest_command = ManifestCommand;

TEST_F(manifest_command, lists_files_with_sizes_and_hashes) {
  const Ran ran =
      run_words({"manifest", path("images"), "--suffix", ".jpg,.png", "--prefix", "s3://bucket/"});
  EXPECT_EQ(ran.code, exit_done) << ran.err;
  EXPECT_EQ(ran.out, "item,path,bytes,sha256\n1.jpg,s3://bucket/1.jpg,3," + hex(sha256("one")) +
                         "\nb/2.jpg,s3://bucket/b/2.jpg,3," + hex(sha256("two")) + "\n");
  EXPECT_THAT(ran.err, HasSubstr("1 hidden"));
}

TEST_F(manifest_command, writes_json_lines) {
  const Ran ran = run_words({"manifest", path("images"), "--format", "jsonl", "-o", path("m.jsonl")});
  EXPECT_EQ(ran.code, exit_done) << ran.err;
  const std::string text = read("m.jsonl");
  const auto first = json_from<nlohmann::json>(text.substr(0, text.find('\n')));
  EXPECT_EQ(first["item"], "1.jpg");
  EXPECT_EQ(first["bytes"], 3);
}

TEST_F(manifest_command, refuses_names_that_cannot_be_items) {
  file("images/bad\nname.jpg", "x");
  file("images/back\\slash.jpg", "x");
  const Ran ran = run_words({"manifest", path("images"), "-o", path("m.csv")});
  EXPECT_EQ(ran.code, exit_bad_input);
  EXPECT_THAT(ran.err, HasSubstr("2 files need another name"));
  EXPECT_THAT(ran.err, HasSubstr("backslash"));
  EXPECT_FALSE(exists("m.csv"));
}

TEST_F(manifest_command, refuses_what_is_no_folder_of_files) {
  EXPECT_EQ(run_words({"manifest"}).code, exit_bad_input);
  EXPECT_EQ(run_words({"manifest", path("none")}).code, exit_bad_input);
  EXPECT_EQ(run_words({"manifest", path("images"), "--suffix", ".tiff"}).code, exit_bad_input);
  EXPECT_EQ(run_words({"manifest", path("images"), "--format", "xml"}).code, exit_bad_input);
}

}  // namespace
}  // namespace assay::cli
