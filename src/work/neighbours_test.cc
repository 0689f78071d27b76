#include "work/neighbours.h"

#include <gtest/gtest.h>

#include "store/store_testing.h"

namespace assay::work {
namespace {

// What was heard, waited for.
struct Ears {
  std::mutex mutex;
  std::condition_variable heard;
  std::vector<app::Notice> notices;

  Neighbours::Heard listening() {
    return [this](const app::Notice& notice) {
      const std::lock_guard lock(mutex);
      notices.push_back(notice);
      heard.notify_all();
    };
  }
  // Tells until it is heard: who listens late hears nothing of what was told before.
  bool hear(Neighbours& from, const app::Notice& told) {
    for (int time = 0; time < 200; ++time) {
      from.tell(told);
      std::unique_lock lock(mutex);
      if (heard.wait_for(lock, std::chrono::milliseconds(100), [&] { return !notices.empty(); })) return true;
    }
    return false;
  }
};

TEST(neighbours, text_of_a_notice_reads_back_and_nothing_else_does) {
  const app::Notice notice{.kind = "job", .project = 7, .job = 12, .user = 3};
  const auto back = notice_from(notice_text("node", notice));
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(back->node, "node");
  EXPECT_EQ(back->notice.kind, "job");
  EXPECT_EQ(back->notice.project, 7);
  EXPECT_EQ(back->notice.job, 12);
  EXPECT_EQ(back->notice.user, 3);
  for (const char* text : {"", "node", "node job", "node job 1 2", "node job 1 2 x", "node job 1 2 3 4"})
    EXPECT_FALSE(notice_from(text).has_value()) << text;
}

TEST(neighbours, hear_each_other_and_not_themselves) {
  const std::string address = store::PostgresForTests::shared().fresh_address();
  const SystemClock clock;
  const Log log(clock, LogLevel::error, [](std::string_view) {});
  Ears first_ears, second_ears;
  Neighbours first(address, log), second(address, log);
  first.start(first_ears.listening());
  second.start(second_ears.listening());
  EXPECT_TRUE(second_ears.hear(first, {.kind = "job", .project = 1, .job = 2}));
  EXPECT_TRUE(first_ears.hear(second, {.kind = "message", .user = 5}));
  for (const app::Notice& notice : first_ears.notices) EXPECT_EQ(notice.kind, "message");
  for (const app::Notice& notice : second_ears.notices) EXPECT_EQ(notice.kind, "job");
  EXPECT_EQ(first_ears.notices.front().user, 5);
  EXPECT_EQ(second_ears.notices.front().job, 2);
}

TEST(neighbours, that_reach_no_database_end_all_the_same) {
  const SystemClock clock;
  const Log log(clock, LogLevel::error, [](std::string_view) {});
  Neighbours alone("postgresql://127.0.0.1:1/nowhere", log);
  alone.start([](const app::Notice&) {});
  alone.tell({.kind = "job", .project = 1, .job = 2});
}

}  // namespace
}  // namespace assay::work
