// Whose key signs the log: a server with another does not start.

#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>

#include "app/audit.h"
#include "cli/cli_testing.h"
#include "cli/place.h"
#include "cli/serve_settings.h"

namespace assay::cli {
namespace {

namespace filesystem = std::filesystem;
using ::testing::HasSubstr;

class LogKey : public Folder {
 protected:
  void SetUp() override {
    Folder::SetUp();
    ::setenv("ASSAY_PASSWORD", "a long enough phrase", 1);
    const Ran added =
        run_words({"user", "add", "--data", path("data"), "--email", "ada@example.org", "--name", "Ada"});
    ASSERT_EQ(added.code, 0) << added.err;
  }
  void TearDown() override {
    ::unsetenv("ASSAY_PASSWORD");
    Folder::TearDown();
  }
  // As serve does before it listens; then it signs what is in the log.
  Result<Done> start(const std::string& keys) const {
    ServeSettings settings;
    settings.data = path("data");
    settings.keys = path(keys);
    const auto place = Place::open(settings);
    if (!place.ok()) return place.error();
    if (auto same = place.value()->check_log_key(settings.keys); !same) return same;
    const auto head = app::sign_head(place.value()->context(), place.value()->log_key());
    return head.ok() ? Result<Done>(Done{}) : head.error();
  }
};

using log_key = LogKey;

TEST_F(log_key, of_another_server_is_refused_once_the_log_is_signed) {
  ASSERT_TRUE(start("data/keys").ok());
  filesystem::create_directory(path("others"));
  filesystem::permissions(path("others"), filesystem::perms::owner_all);
  filesystem::copy(path("data/keys/sealing.key"), path("others/sealing.key"));
  const auto other = start("others");
  ASSERT_FALSE(other.ok());
  EXPECT_EQ(other.error().code, ErrorCode::conflict);
  EXPECT_THAT(other.error().message, HasSubstr("copy log.key and log.pub"));
  for (const char* name : {"log.key", "log.pub"}) {
    filesystem::copy_file(path("data/keys/" + std::string(name)), path("others/" + std::string(name)),
                          filesystem::copy_options::overwrite_existing);
  }
  EXPECT_TRUE(start("others").ok());
}

TEST_F(log_key, may_change_while_the_public_half_from_before_stays) {
  ASSERT_TRUE(start("data/keys").ok());
  filesystem::rename(path("data/keys/log.pub"), path("data/keys/log-2026.pub"));
  filesystem::remove(path("data/keys/log.key"));
  EXPECT_TRUE(start("data/keys").ok());
  EXPECT_TRUE(filesystem::exists(path("data/keys/log.key")));
  filesystem::remove(path("data/keys/log-2026.pub"));
  EXPECT_EQ(start("data/keys").error().code, ErrorCode::conflict) << "nothing was signed anew";
}

}  // namespace
}  // namespace assay::cli
