#include "http/events.h"

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>

namespace assay::http {
namespace {

// A page that listens: what it was sent, and whether it still takes anything.
struct Page {
  std::mutex mutex;
  std::condition_variable changed;
  std::string text;
  bool open = true;

  Stream stream() {
    return {[this](std::string more) {
              const std::lock_guard lock(mutex);
              if (!open) return Sent::closed;
              text += more;
              changed.notify_all();
              return Sent::yes;
            },
            [this] {
              const std::lock_guard lock(mutex);
              open = false;
              changed.notify_all();
            }};
  }
  bool hears(const std::string& wanted) {
    std::unique_lock lock(mutex);
    return changed.wait_for(lock, std::chrono::seconds(20),
                            [&] { return text.find(wanted) != std::string::npos; });
  }
  bool closes() {
    std::unique_lock lock(mutex);
    return changed.wait_for(lock, std::chrono::seconds(20), [&] { return !open; });
  }
};

domain::User user(std::int64_t id) {
  domain::User someone;
  someone.id.value = id;
  return someone;
}

// User 1 may see project 5, nobody else may; user 3 hears of provider 7 alone.
std::optional<app::Notice> may_see(const domain::User& someone, const app::Notice& notice) {
  const bool is_seen = someone.id.value == 1 || (someone.id.value == 3 && notice.providers.contains(7));
  return is_seen && notice.project == 5 ? std::optional(notice) : std::nullopt;
}

void listen(Events& events, Page& page, std::int64_t id) {
  const Answer answer = events.open(user(id));
  ASSERT_TRUE(answer.stream);
  answer.stream(page.stream());
}

TEST(events, reach_the_pages_of_who_may_see_them) {
  const SystemClock clock;
  Page seeing, blind;
  {
    Events events({}, clock, may_see);
    listen(events, seeing, 1);
    listen(events, blind, 2);
    events.publish({"log", 5, 0, 42});
    EXPECT_TRUE(seeing.hears("event: log\ndata: {\"project\":\"5\",\"job\":null,\"log_position\":42}\n\n"));
    EXPECT_EQ(events.stream_count(), 2u);
  }
  EXPECT_FALSE(seeing.open);
  EXPECT_EQ(blind.text.find("event:"), std::string::npos);
}

// Changes that become one reach everybody whom one of them reaches.
TEST(events, of_several_providers_merge_without_losing_one) {
  const SystemClock clock;
  Page page;
  Events events({}, clock, may_see);
  listen(events, page, 3);
  for (const std::int64_t provider : {7, 8}) events.publish({"project", 5, 0, provider, {provider}});
  EXPECT_TRUE(page.hears("event: project"));
}

TEST(events, send_heartbeats_and_forget_pages_that_have_gone) {
  const SystemClock clock;
  Page page;
  Events events({.heartbeat_ms = 5}, clock, may_see);
  listen(events, page, 1);
  EXPECT_TRUE(page.hears(": still here"));
  page.stream().close();
  while (events.stream_count() > 0) {
  }
  EXPECT_EQ(events.stream_count(), 0u);
}

TEST(events, end_streams_after_a_while) {
  const SystemClock clock;
  Page page;
  Events events({.heartbeat_ms = 5, .stream_ms = 10}, clock, may_see);
  listen(events, page, 1);
  while (events.stream_count() > 0) {
  }
  EXPECT_FALSE(page.open);
}

// Pages that were closed are noticed late: reloading one must never lock its user out.
TEST(events, take_the_oldest_stream_from_who_opens_too_many) {
  const SystemClock clock;
  Events events({.streams_of_user_max = 2}, clock, may_see);
  Page first, second, third, other;
  listen(events, first, 1);
  listen(events, second, 1);
  listen(events, other, 2);
  listen(events, third, 1);
  EXPECT_TRUE(first.closes());
  while (events.stream_count() > 3) {
  }
  events.publish({"log", 5, 0, 42});
  EXPECT_TRUE(second.hears("event: log"));
  EXPECT_TRUE(third.hears("event: log"));
  EXPECT_TRUE(other.open);
}

TEST(events, refuse_what_all_users_together_have_too_many_of) {
  const SystemClock clock;
  Events events({.streams_max = 2}, clock, may_see);
  Page first, second;
  listen(events, first, 1);
  listen(events, second, 2);
  EXPECT_EQ(events.open(user(3)).status, 429);
}

}  // namespace
}  // namespace assay::http
