#include "domain/sign_in.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "domain/user.h"

namespace assay::domain {
namespace {

constexpr std::int64_t signed_at = 1'800'000'000'000'000;

Failures failed(Failures failures, int times, std::int64_t at = signed_at) {
  for (int n = 0; n < times; ++n) failures = after_failure(failures, at);
  return failures;
}

TEST(sign_in, is_locked_by_the_tenth_failure_in_a_row) {
  EXPECT_FALSE(failed({}, 9).locked(signed_at));
  const Failures ten = failed({}, 10);
  EXPECT_TRUE(ten.locked(signed_at));
  EXPECT_EQ(ten.locked_until, signed_at + 15 * minute_us);
  EXPECT_FALSE(ten.locked(signed_at + 15 * minute_us));
}

TEST(sign_in, counts_a_new_password_in_characters_of_any_alphabet) {
  const auto times = [](int count, const std::string& text) {
    std::string out = "a!";
    for (int n = 2; n < count; ++n) out += text;
    return out;
  };
  for (const std::string character : {"x", "\xC3\xA9", "\xE6\xBC\xA2", "\xF0\x9F\x94\x91"}) {
    EXPECT_FALSE(check_password(times(11, character)).ok());
    EXPECT_TRUE(check_password(times(12, character)).ok());
    EXPECT_TRUE(check_password(times(64, character)).ok());
    EXPECT_TRUE(check_password(times(128, character)).ok());
    EXPECT_FALSE(check_password(times(129, character)).ok());
  }
}

TEST(sign_in, refuses_the_passwords_that_guesses_begin_with) {
  for (const char* text : {"qwertyuiop[]", "1q2w3e4r5t6y", "1Q2W3E4R5T6Y", "zzzzzzzzzzzz", "abcabcabcabc",
                           "123456789012", "210987654321", "abcdefghijkl", "Counterstrike"}) {
    const auto taken = check_password(text);
    EXPECT_EQ(taken.ok(), std::string_view(text) == "qwertyuiop[]") << text;  // not in the lists of leaks
    const std::string why = taken.ok() ? "" : taken.error().message;
    EXPECT_NE(why.empty(), why.find("first that are guessed") != std::string::npos) << why;
  }
  for (const char* text :
       {"liver and kidney", "1234567890 is a row of keys", "\xC3\xA9t\xC3\xA9 \xC3\xA0 la mer"})
    EXPECT_TRUE(check_password(text).ok()) << text;
}

TEST(sign_in, counts_nothing_while_it_is_locked) {
  const Failures ten = failed({}, 10);
  const Failures more = failed(ten, 50, signed_at + minute_us);
  EXPECT_EQ(more.locked_until, ten.locked_until);
  EXPECT_EQ(more.lock_count, 1);
  EXPECT_EQ(more.failed_count, 0);
}

TEST(sign_in, stays_locked_twice_as_long_each_time_and_a_day_at_most) {
  Failures failures;
  std::int64_t at = signed_at;
  std::int64_t expected = 15 * minute_us;
  for (int lock = 0; lock < 12; ++lock) {
    failures = failed(failures, 10, at);
    ASSERT_TRUE(failures.locked_until.has_value());
    EXPECT_EQ(*failures.locked_until - at, std::min(expected, day_us)) << lock;
    expected *= 2;
    at = *failures.locked_until;
  }
}

TEST(sign_in, forgets_failures_after_a_week) {
  const Failures nine = failed({}, 9);
  EXPECT_EQ(after_failure(nine, signed_at + 8 * day_us).failed_count, 1);
  EXPECT_EQ(after_failure(failed({}, 10), signed_at + 8 * day_us).lock_count, 0);
}

TEST(sign_in, names_addresses_by_a_hash_of_its_own) {
  EXPECT_NE(sign_in_name("ada@example.org"), sha256("ada@example.org"));
  EXPECT_NE(sign_in_name("ada@example.org"), sign_in_name("eve@example.org"));
}

TEST(sign_in, asks_again_after_the_idle_time_and_not_before) {
  EXPECT_FALSE(idle_locked(signed_at, signed_at + 15 * minute_us, 15 * minute_us));
  EXPECT_TRUE(idle_locked(signed_at, signed_at + 15 * minute_us + 1, 15 * minute_us));
}

TEST(sign_in, knows_the_states_of_a_user) {
  EXPECT_EQ(user_state_after(UserVerb::lock, "active").value(), "locked");
  EXPECT_EQ(user_state_after(UserVerb::unlock, "locked").value(), "active");
  for (const char* state : {"invited", "active", "locked"}) {
    EXPECT_EQ(user_state_after(UserVerb::close, state).value(), "closed") << state;
  }
  for (const char* state : {"invited", "locked", "closed"}) {
    EXPECT_EQ(user_state_after(UserVerb::lock, state).error().code, ErrorCode::conflict) << state;
  }
  for (const char* state : {"invited", "active", "closed"}) {
    EXPECT_EQ(user_state_after(UserVerb::unlock, state).error().code, ErrorCode::conflict) << state;
  }
  EXPECT_EQ(user_state_after(UserVerb::close, "closed").error().code, ErrorCode::conflict);
}

}  // namespace
}  // namespace assay::domain
