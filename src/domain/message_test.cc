#include "domain/message.h"

#include <gtest/gtest.h>

#include "base/clock.h"

namespace assay::domain {
namespace {

constexpr std::int64_t one_second = 1'000'000;
constexpr std::int64_t minute = 60 * one_second;
constexpr std::int64_t noon = 1'769'342'400 * one_second;  // 2026-01-25T12:00:00Z

std::string due(const MessagePreference& preference, std::int64_t us) {
  return utc_text(mail_due_us(preference, "Europe/Berlin", us));
}

std::string where_refused(const MessagePreference& preference) {
  const auto checked = check_preference(preference);
  return checked.ok() ? "" : checked.error().where;
}

TEST(message, leaves_at_once_without_a_digest) { EXPECT_EQ(due({}, noon), "2026-01-25T12:00:00Z"); }

TEST(message, waits_for_the_next_hour_or_for_the_hour_of_the_day) {
  EXPECT_EQ(due({.digest = "hourly"}, noon + minute), "2026-01-25T13:00:00Z");
  EXPECT_EQ(due({.digest = "hourly"}, noon), "2026-01-25T13:00:00Z");
  EXPECT_EQ(due({.digest = "daily", .digest_hour = 8}, noon), "2026-01-26T07:00:00Z");
  EXPECT_EQ(due({.digest = "daily", .digest_hour = 14}, noon), "2026-01-25T13:00:00Z");
}

TEST(message, is_kept_through_quiet_hours) {
  // It is 13:00 in Berlin.
  EXPECT_EQ(due({.quiet_from = 12 * 60, .quiet_to = 14 * 60}, noon), "2026-01-25T13:00:00Z");
  EXPECT_EQ(due({.quiet_from = 13 * 60, .quiet_to = 14 * 60}, noon), "2026-01-25T13:00:00Z");
  EXPECT_EQ(due({.quiet_from = 12 * 60, .quiet_to = 13 * 60}, noon), "2026-01-25T12:00:00Z");
}

TEST(message, is_kept_through_quiet_hours_over_midnight) {
  const MessagePreference night{.quiet_from = 22 * 60, .quiet_to = 6 * 60 + 30};
  EXPECT_EQ(due(night, noon), "2026-01-25T12:00:00Z");
  EXPECT_EQ(due(night, noon + 10 * 60 * minute), "2026-01-26T05:30:00Z");  // 23:00 there
  EXPECT_EQ(due(night, noon + 15 * 60 * minute), "2026-01-26T05:30:00Z");  // 04:00 there
}

TEST(message, of_a_digest_that_is_due_in_quiet_hours_leaves_after_them) {
  EXPECT_EQ(due({.digest = "daily", .digest_hour = 5, .quiet_from = 22 * 60, .quiet_to = 7 * 60}, noon),
            "2026-01-26T06:00:00Z");
}

TEST(message, of_a_day_when_the_clock_jumps_leaves_at_the_jump) {
  // 2026-03-28T23:00:00Z: in Berlin the 29th begins, on which 02:00 is followed by 03:00.
  const std::int64_t before = 1'774'738'800 * one_second;
  EXPECT_EQ(due({.digest = "daily", .digest_hour = 8}, before), "2026-03-29T06:00:00Z");
  EXPECT_EQ(due({.quiet_from = 23 * 60, .quiet_to = 150}, before), "2026-03-29T01:00:00Z");
  EXPECT_EQ(mail_due_us({.digest = "daily", .digest_hour = 1}, "Nowhere/Any_More", before),
            before + 2 * 60 * minute);
}

TEST(message, preferences_refuse_what_is_none) {
  EXPECT_EQ(where_refused({}), "");
  EXPECT_EQ(where_refused({.digest = "weekly"}), "digest");
  EXPECT_EQ(where_refused({.digest_hour = 24}), "digest_hour");
  EXPECT_EQ(where_refused({.quiet_from = 60}), "quiet_to");
  EXPECT_EQ(where_refused({.quiet_from = 60, .quiet_to = 60}), "quiet_to");
  EXPECT_EQ(where_refused({.quiet_from = -1, .quiet_to = 60}), "quiet_from");
  EXPECT_EQ(where_refused({.quiet_from = 0, .quiet_to = 1440}), "quiet_from");
}

TEST(message, is_tried_again_after_longer_and_longer_waits_until_it_is_given_up) {
  const std::int64_t minutes[] = {1, 5, 30, 120, 720};
  for (int attempts = 1; attempts <= 5; ++attempts) {
    const std::int64_t middle = minutes[attempts - 1] * minute;
    EXPECT_EQ(wait_before_retry_us(attempts, 0.5), middle);
    EXPECT_EQ(wait_before_retry_us(attempts, 0), middle * 9 / 10);
    EXPECT_EQ(wait_before_retry_us(attempts, 1), middle * 11 / 10);
  }
  EXPECT_EQ(wait_before_retry_us(attempts_max, 0.5), std::nullopt);
  EXPECT_EQ(wait_before_retry_us(0, 0.5), std::nullopt);
}

}  // namespace
}  // namespace assay::domain
