#include <gmock/gmock.h>

#include <cstdlib>

#include "app/sealing.h"
#include "base/key_file.h"
#include "cli/cli_testing.h"
#include "cli/place.h"

namespace assay::cli {
namespace {

using testing::HasSubstr;
namespace filesystem = std::filesystem;

class Reseal : public Folder {
 protected:
  void SetUp() override {
    Folder::SetUp();
    ::setenv("ASSAY_PASSWORD", "a long enough phrase", 1);
    ASSERT_EQ(
        run_words({"user", "add", "--data", path("data"), "--email", "ada@example.org", "--name", "Ada"})
            .code,
        0);
    ASSERT_TRUE(starts());
  }
  void TearDown() override {
    ::unsetenv("ASSAY_PASSWORD");
    Folder::TearDown();
  }
  // As serve does before it listens.
  bool starts() const {
    ServeSettings settings;
    settings.data = path("data");
    settings.keys = path("data/keys");
    const auto place = Place::open(settings);
    return place.ok() && place.value()->check_sealing_key().ok();
  }
  Ran reseal(std::vector<std::string> more = {}) const {
    std::vector<std::string> words = {"reseal", "--data", path("data")};
    words.insert(words.end(), more.begin(), more.end());
    return run_words(words);
  }
  void move(const std::string& from, const std::string& to) const {
    filesystem::rename(path("data/keys/" + from), path("data/keys/" + to));
  }
};

using reseal_command = Reseal;

TEST_F(reseal_command, puts_another_key_in_place_and_keeps_the_one_before) {
  const std::string before = read("data/keys/sealing.key");
  const Ran ran = reseal();
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("0 secrets are sealed under a new sealing.key"));
  EXPECT_NE(read("data/keys/sealing.key"), before);
  EXPECT_EQ(read("data/keys/sealing-old.key"), before);
  EXPECT_FALSE(exists("data/keys/sealing-next.key"));
  EXPECT_TRUE(starts());
  move("sealing-old.key", "sealing.key");
  EXPECT_FALSE(starts());
}

TEST_F(reseal_command, is_taken_up_where_a_stop_left_it) {
  ASSERT_EQ(reseal().code, 0);
  move("sealing.key", "sealing-next.key");
  move("sealing-old.key", "sealing.key");
  EXPECT_FALSE(starts());
  EXPECT_EQ(reseal().code, 0);
  EXPECT_TRUE(starts());
}

TEST_F(reseal_command, a_missing_key_is_not_replaced_in_silence) {
  filesystem::remove(path("data/keys/sealing.key"));
  EXPECT_FALSE(starts());
  EXPECT_FALSE(exists("data/keys/sealing.key"));
  EXPECT_NE(reseal().code, 0);
  const Ran lost = reseal({"--lost"});
  EXPECT_EQ(lost.code, 0) << lost.err;
  EXPECT_TRUE(starts());
}

}  // namespace
}  // namespace assay::cli
