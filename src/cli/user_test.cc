#include <gmock/gmock.h>

#include <cstdlib>

#include "base/clock.h"
#include "cli/cli_testing.h"
#include "cli/serve_settings.h"
#include "domain/sign_in.h"

namespace assay::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Users : public Folder {
 protected:
  void SetUp() override {
    Folder::SetUp();
    ::setenv("ASSAY_PASSWORD", "a long enough phrase", 1);
    ASSERT_EQ(user("add", {"--email", "ada@example.org", "--name", "Ada"}).code, 0);
    ASSERT_EQ(user("add", {"--email", "eve@example.org", "--name", "Eve"}).code, 0);
  }
  void TearDown() override {
    ::unsetenv("ASSAY_PASSWORD");
    Folder::TearDown();
  }
  Ran user(const std::string& verb, std::vector<std::string> more = {}) const {
    std::vector<std::string> words = {"user", verb, "--data", path("data")};
    words.insert(words.end(), more.begin(), more.end());
    return run_words(words);
  }
  Ran eve(const std::string& verb) const {
    return user(verb, {"--email", "Eve@example.org", "--reason", "a test"});
  }
};
using user_command = Users;

TEST_F(user_command, lists_users_with_their_states) {
  EXPECT_THAT(user("list").out, AllOf(HasSubstr("ada@example.org"), HasSubstr("administrator"),
                                      HasSubstr("eve@example.org"), Not(HasSubstr("locked"))));
  ASSERT_EQ(eve("lock").code, 0);
  EXPECT_THAT(user("list").out, HasSubstr("locked"));
}

TEST_F(user_command, locks_unlocks_and_closes) {
  EXPECT_THAT(eve("lock").out, HasSubstr("eve@example.org is locked"));
  const Ran again = eve("lock");
  EXPECT_EQ(again.code, 2);
  EXPECT_THAT(again.err, HasSubstr("only an active user is locked"));
  EXPECT_THAT(eve("unlock").out, HasSubstr("eve@example.org is active"));
  EXPECT_THAT(eve("close").out, HasSubstr("eve@example.org is closed"));
  EXPECT_NE(eve("unlock").code, 0);
}

TEST_F(user_command, leaves_the_server_an_administrator) {
  const Ran ran = user("lock", {"--email", "ada@example.org"});
  EXPECT_NE(ran.code, 0);
  EXPECT_THAT(ran.err, HasSubstr("without an administrator"));
}

TEST_F(user_command, sets_another_password) {
  ::setenv("ASSAY_PASSWORD", "another long phrase", 1);
  EXPECT_THAT(eve("password").out, HasSubstr("another password"));
  ::setenv("ASSAY_PASSWORD", "short", 1);
  EXPECT_THAT(eve("password").err, HasSubstr("at least 12"));
  ::unsetenv("ASSAY_PASSWORD");
  EXPECT_THAT(eve("password").err, HasSubstr("ASSAY_PASSWORD"));
}

TEST_F(user_command, says_what_is_missing) {
  EXPECT_THAT(user("lock").err, HasSubstr("--email"));
  EXPECT_THAT(user("lock", {"--email", "bob@example.org"}).err, HasSubstr("there is no such user"));
  EXPECT_THAT(user("paint").err, HasSubstr("add, list, lock, unlock, close, password, reset-second-factor"));
  EXPECT_THAT(eve("reset-second-factor").err, HasSubstr("no second factor"));
}

TEST_F(user_command, settings_of_signing_in_are_checked) {
  const auto settled = [](const std::string& minutes, const std::string& factor) {
    ServeSettings settings;
    settings.data = "data";
    settings.idle_lock = minutes;
    settings.second_factor = factor;
    return settle(settings);
  };
  for (const char* minutes : {"0", "721", "-1", "15 min", ""}) {
    EXPECT_EQ(settled(minutes, "optional").error().where, "--idle-lock") << minutes;
  }
  EXPECT_EQ(settled("15", "perhaps").error().where, "--second-factor");
  EXPECT_TRUE(settled("720", "demanded").ok());
  ServeSettings settings;
  for (const char* requests : {"-1", "10000001", "many", ""}) {
    settings.requests_per_minute = requests;
    settings.data = "data";
    EXPECT_EQ(settle(settings).error().where, "--requests-per-minute") << requests;
  }
  settings.requests_per_minute = "600";
  EXPECT_EQ(requests_a_minute(settings), 600);
  settings.idle_lock = "5";
  settings.second_factor = "demanded";
  EXPECT_EQ(sign_in_rules(settings).idle_lock_us, 5 * minute_us);
  EXPECT_EQ(sign_in_rules(settings).second_factor, app::SecondFactor::demanded);
}

}  // namespace
}  // namespace assay::cli
