// The states of batches and assignments, when batches are due, and who gets what.

#include "domain/batch.h"

#include <gtest/gtest.h>

#include <map>

#include "base/rng.h"
#include "domain/assignment.h"

namespace assay::domain {
namespace {

constexpr std::int64_t a_second = 1'000'000;
constexpr std::int64_t an_hour = 3600 * a_second;
constexpr std::int64_t a_day = 24 * an_hour;
// Thursday, 2026-11-26 00:00 UTC.
constexpr std::int64_t the_thursday = std::int64_t{20'783} * a_day;

Batch in_state(const std::string& state) {
  Batch batch;
  batch.state = state;
  return batch;
}

TEST(batch, takes_each_verb_in_the_states_that_allow_it_and_in_no_other) {
  using enum BatchVerb;
  const std::map<std::pair<std::string, BatchVerb>, std::string> allowed = {
      {{"draft", release}, "released"},   {{"released", assign}, "working"}, {{"working", assign}, "working"},
      {{"working", finish}, "done"},      {{"done", deliver}, "delivered"},  {{"draft", recall}, "recalled"},
      {{"released", recall}, "recalled"}, {{"working", recall}, "recalled"}, {{"done", recall}, "recalled"}};
  for (const char* state : {"draft", "released", "working", "done", "delivered", "recalled"}) {
    for (const BatchVerb verb : {release, assign, finish, deliver, recall}) {
      SCOPED_TRACE(std::string(state) + " " + word_of(verb));
      const auto next = next_state(in_state(state), verb);
      const auto found = allowed.find({state, verb});
      ASSERT_EQ(next.ok(), found != allowed.end());
      if (next.ok()) {
        EXPECT_EQ(next.value(), found->second);
      } else {
        EXPECT_EQ(next.error().code, ErrorCode::conflict);
        EXPECT_NE(next.error().message.find(state), std::string::npos);
      }
    }
  }
}

TEST(batch, says_which_field_is_wrong) {
  Batch batch;
  EXPECT_EQ(check_batch(batch).error().where, "name");
  batch.name = "first";
  EXPECT_TRUE(check_batch(batch).ok());
  batch.priority = 6;
  EXPECT_EQ(check_batch(batch).error().where, "priority");
  batch.priority = 1;
  batch.due.work_count = 0;
  EXPECT_EQ(check_batch(batch).error().where, "due.work.count");
  batch.due.work_count = 3;
  batch.due.at = the_thursday;
  EXPECT_EQ(check_batch(batch).error().where, "due");
  batch.due.work_count.reset();
  EXPECT_TRUE(check_batch(batch).ok());
}

TEST(batch, is_due_after_working_time_in_the_calendar_of_who_must_act) {
  Calendar calendar;  // Monday to Friday, 09:00 to 17:00 UTC
  BatchDue due;
  due.work_count = 2;
  EXPECT_EQ(day_work_us(calendar), 8 * an_hour);
  // Two days of eight hours from Thursday noon: five on Thursday, eight on Friday, three on Monday.
  EXPECT_EQ(due_time(due, calendar, the_thursday + 12 * an_hour).value(),
            the_thursday + 4 * a_day + 12 * an_hour);
  due.unit = WorkUnit::hours;
  EXPECT_EQ(due_time(due, calendar, the_thursday + 12 * an_hour).value(), the_thursday + 14 * an_hour);
  calendar.holidays = {"2026-11-26"};
  EXPECT_EQ(due_time(due, calendar, the_thursday + 12 * an_hour).value(),
            the_thursday + a_day + 11 * an_hour);
  EXPECT_FALSE(due_time({}, calendar, the_thursday).value().has_value());
  due = {.at = the_thursday};
  EXPECT_EQ(due_time(due, calendar, the_thursday - an_hour).value(), the_thursday);
  EXPECT_EQ(due_time(due, calendar, the_thursday).error().where, "due");
}

TEST(batch, counts_the_working_time_that_is_left_and_that_is_over) {
  const Calendar calendar;
  const std::int64_t due = the_thursday + a_day + 12 * an_hour;
  const WorkLeft before = work_left(calendar, the_thursday + 16 * an_hour, due);
  EXPECT_FALSE(before.is_overdue);
  EXPECT_EQ(before.work_us, 4 * an_hour);
  const WorkLeft after = work_left(calendar, the_thursday + 4 * a_day + 10 * an_hour, due);
  EXPECT_TRUE(after.is_overdue);
  EXPECT_EQ(after.work_us, 6 * an_hour);
}

TEST(batch, verbs_of_assignments_say_which_state_would_allow_them) {
  Assignment assignment;
  for (const auto verb : {AssignmentVerb::submit, AssignmentVerb::give_back, AssignmentVerb::revoke})
    EXPECT_TRUE(check_verb(assignment, verb).ok());
  assignment.state = "expired";
  EXPECT_TRUE(check_verb(assignment, AssignmentVerb::submit).ok());
  EXPECT_EQ(check_verb(assignment, AssignmentVerb::revoke).error().code, ErrorCode::conflict);
  assignment.submitted_at = the_thursday;
  EXPECT_EQ(check_verb(assignment, AssignmentVerb::submit).error().code, ErrorCode::conflict);
  for (const char* state : {"submitted", "returned", "revoked"}) {
    assignment.state = state;
    for (const auto verb : {AssignmentVerb::submit, AssignmentVerb::give_back, AssignmentVerb::revoke}) {
      const auto refused = check_verb(assignment, verb);
      ASSERT_FALSE(refused.ok());
      EXPECT_NE(refused.error().message.find("offered"), std::string::npos);
    }
  }
}

TEST(batch, is_shared_so_that_nobody_has_much_more_than_another_and_nobody_an_item_twice) {
  Rng rng(17, RandomPurpose::simulation, 0);
  for (int round = 0; round < 200; ++round) {
    const auto item_count = static_cast<std::int64_t>(1 + rng.below(40));
    const auto people_count = static_cast<std::int64_t>(1 + rng.below(7));
    const auto per_item = static_cast<std::int64_t>(1 + rng.below(static_cast<std::uint64_t>(people_count)));
    std::vector<std::int64_t> items, people;
    for (std::int64_t at = 0; at < item_count; ++at) items.push_back(100 + at);
    for (std::int64_t at = 0; at < people_count; ++at) people.push_back(1 + at);
    const std::vector<Pair> pairs = evenly_shared(items, people, per_item, {});
    EXPECT_EQ(std::ssize(pairs), item_count * per_item);
    EXPECT_EQ(std::set<Pair>(pairs.begin(), pairs.end()).size(), pairs.size());
    std::map<std::int64_t, std::int64_t> load;
    for (const std::int64_t each : people) load[each] = 0;
    for (const Pair& pair : pairs) ++load[pair.annotator];
    const auto [low, high] = std::minmax_element(
        load.begin(), load.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    EXPECT_LE(high->second - low->second, 1);
    // Asked again, nothing is left to give; with one more person an item, exactly one more each.
    const std::set<Pair> held(pairs.begin(), pairs.end());
    EXPECT_TRUE(evenly_shared(items, people, per_item, held).empty());
    if (per_item < people_count) {
      EXPECT_EQ(std::ssize(evenly_shared(items, people, per_item + 1, held)), item_count);
    }
  }
}

}  // namespace
}  // namespace assay::domain
