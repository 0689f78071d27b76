#include "base/key_file.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <filesystem>

#include "base/file.h"

namespace assay {
namespace {

using testing::HasSubstr;

// A folder of the test's own, gone afterwards.
class KeyFolder : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::remove_all(root_);
    std::filesystem::create_directories(root_);
  }
  void TearDown() override { std::filesystem::remove_all(root_); }

  static unsigned mode_of(const std::string& path) {
    struct stat info {};
    EXPECT_EQ(::stat(path.c_str(), &info), 0) << path;
    return info.st_mode & 0777;
  }

  const std::string root_ = testing::TempDir() + "assay_key_file_test_" + random_suffix();
  const KeyPlace place_{root_ + "/inner/keys", "log"};
  const KeyLock open_{};
  const KeyLock sealed_{"open sesame", cheapest_cost};

 private:
  static std::string random_suffix() { return hex(random_digest()).substr(0, 12); }
};
using key_file = KeyFolder;

TEST_F(key_file, a_key_comes_back_and_nobody_else_can_read_it) {
  const SigningKey made = create_key_file(place_, open_).value();
  EXPECT_EQ(load_key_file(place_, "").value().public_key(), made.public_key());
  EXPECT_EQ(mode_of(place_.folder), 0700u);
  EXPECT_EQ(mode_of(place_.folder + "/log.key"), 0600u);
  const auto handed_out = FileBytes::open(place_.folder + "/log.pub");
  EXPECT_EQ(read_public_key(handed_out.value().bytes()).value(), made.public_key());
}

TEST_F(key_file, a_sealed_key_wants_its_passphrase) {
  const SigningKey made = create_key_file(place_, sealed_).value();
  EXPECT_EQ(load_key_file(place_, "open sesame").value().public_key(), made.public_key());
  const auto wrong = load_key_file(place_, "close sesame");
  EXPECT_EQ(wrong.error().code, ErrorCode::forbidden);
  EXPECT_THAT(wrong.error().message, HasSubstr("not the one"));
  EXPECT_THAT(wrong.error().where, HasSubstr("log.key"));
  const auto missing = load_key_file(place_, "");
  EXPECT_THAT(missing.error().message, HasSubstr("give its passphrase"));
  const auto bytes = FileBytes::open(place_.folder + "/log.key");
  EXPECT_THAT(std::string(bytes.value().bytes()), Not(HasSubstr(base64(made.seed()))));
}

TEST_F(key_file, a_key_is_never_written_over) {
  const SigningKey made = create_key_file(place_, open_).value();
  EXPECT_EQ(create_key_file(place_, open_).error().code, ErrorCode::conflict);
  EXPECT_EQ(load_key_file(place_, "").value().public_key(), made.public_key());
}

TEST_F(key_file, a_lost_secret_is_told_and_not_replaced_in_silence) {
  const SigningKey made = create_key_file(place_, open_).value();
  ASSERT_TRUE(remove_file(place_.folder + "/log.key").ok());
  const auto again = create_key_file(place_, open_);
  EXPECT_EQ(again.error().code, ErrorCode::conflict);
  EXPECT_THAT(again.error().message, HasSubstr("rename the public key"));
  EXPECT_EQ(FileBytes::open(place_.folder + "/log.pub").value().bytes(), hex(made.public_key()) + "\n");
}

TEST_F(key_file, what_others_can_reach_is_refused) {
  ASSERT_TRUE(create_key_file(place_, open_).ok());
  const std::string path = place_.folder + "/log.key";
  ASSERT_EQ(::chmod(path.c_str(), 0640), 0);
  const auto file_open = load_key_file(place_, "");
  EXPECT_EQ(file_open.error().code, ErrorCode::forbidden);
  EXPECT_THAT(file_open.error().message, HasSubstr("chmod 0600"));
  ASSERT_EQ(::chmod(path.c_str(), 0600), 0);
  ASSERT_EQ(::chmod(place_.folder.c_str(), 0755), 0);
  const auto folder_open = load_key_file(place_, "");
  EXPECT_EQ(folder_open.error().code, ErrorCode::forbidden);
  EXPECT_THAT(folder_open.error().message, HasSubstr("chmod 0700"));
  EXPECT_EQ(create_key_file({place_.folder, "other"}, open_).error().code, ErrorCode::forbidden);
}

TEST_F(key_file, missing_and_damaged_keys_are_told_apart) {
  EXPECT_EQ(load_key_file(place_, "").error().code, ErrorCode::not_found);
  ASSERT_TRUE(create_key_file(place_, sealed_).ok());
  EXPECT_EQ(load_key_file({place_.folder, "other"}, "").error().code, ErrorCode::not_found);
  const std::string path = place_.folder + "/log.key";
  const std::string good(FileBytes::open(path).value().bytes());
  std::string swapped = good;
  swapped.replace(swapped.find("\"public\":\"") + 10, 4, "0000");
  std::string dear = good;
  dear.replace(dear.find("8192"), 4, "9999999999999");
  std::string cheap = good;
  cheap.replace(cheap.find("8192"), 4, "-1");
  for (const std::string& bytes : {std::string(), std::string("{}"), swapped, dear, cheap, good + "x",
                                   good.substr(0, good.size() / 2), std::string(5000, 'x')}) {
    ASSERT_TRUE(write_file(path, bytes).ok());
    ASSERT_EQ(::chmod(path.c_str(), 0600), 0);
    EXPECT_FALSE(load_key_file(place_, "open sesame").ok()) << bytes;
  }
}

TEST_F(key_file, a_name_cannot_leave_the_folder) {
  for (const char* name : {"", "../log", "a/b", "Log", ".", "a.key"}) {
    EXPECT_EQ(create_key_file({place_.folder, name}, open_).error().code, ErrorCode::invalid) << name;
    EXPECT_EQ(load_key_file({place_.folder, name}, "").error().code, ErrorCode::invalid) << name;
  }
}

TEST_F(key_file, a_public_key_is_64_digits) {
  EXPECT_FALSE(read_public_key("").ok());
  EXPECT_FALSE(read_public_key(std::string(63, '0')).ok());
  EXPECT_FALSE(read_public_key(std::string(64, 'G')).ok());
  EXPECT_FALSE(read_public_key(std::string(64, '0') + "\n\n").ok());
  EXPECT_TRUE(read_public_key(std::string(64, '0') + "\n").ok());
}

TEST_F(key_file, a_sealing_key_comes_back_open_or_sealed) {
  const KeyPlace place{place_.folder, "sealing"};
  for (const KeyLock& lock : {open_, sealed_}) {
    std::filesystem::remove(place.folder + "/sealing.key");
    const Secret made = create_sealing_key_file(place, lock).value();
    EXPECT_EQ(made.bytes().size(), sealing_key_bytes);
    EXPECT_EQ(load_sealing_key_file(place, lock.passphrase).value().bytes(), made.bytes());
    EXPECT_EQ(create_sealing_key_file(place, lock).error().code, ErrorCode::conflict);
    EXPECT_EQ(mode_of(place.folder + "/sealing.key"), 0600u);
    const auto bytes = FileBytes::open(place.folder + "/sealing.key");
    const bool lies_open = bytes.value().bytes().find(base64(made.bytes())) != std::string_view::npos;
    EXPECT_EQ(lies_open, lock.passphrase.empty());
  }
  EXPECT_EQ(load_sealing_key_file(place, "close sesame").error().code, ErrorCode::forbidden);
  EXPECT_FALSE(file_exists(place.folder + "/sealing.pub"));
}

TEST_F(key_file, a_key_of_one_kind_is_none_of_the_other) {
  ASSERT_TRUE(create_key_file(place_, open_).ok());
  EXPECT_EQ(load_sealing_key_file(place_, "").error().code, ErrorCode::invalid);
  const KeyPlace sealing{place_.folder, "sealing"};
  ASSERT_TRUE(create_sealing_key_file(sealing, open_).ok());
  EXPECT_EQ(load_key_file(sealing, "").error().code, ErrorCode::invalid);
}

}  // namespace
}  // namespace assay
