// The states of batches and assignments, when batches are due, and who gets what.

#include "domain/batch.h"

#include <gtest/gtest.h>

#include <map>

#include "base/rng.h"
#include "domain/assignment.h"

namespace assay::domain {
namespace {

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t hour = 3600 * second;
constexpr std::int64_t day = 24 * hour;
// Thursday, 2026-11-26 00:00 UTC.
constexpr std::int64_t thursday = std::int64_t{20'783} * day;

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
  batch.due.at = thursday;
  EXPECT_EQ(check_batch(batch).error().where, "due");
  batch.due.work_count.reset();
  EXPECT_TRUE(check_batch(batch).ok());
}

TEST(batch, is_due_after_working_time_in_the_calendar_of_who_must_act) {
  Calendar calendar;  // Monday to Friday, 09:00 to 17:00 UTC
  BatchDue due;
  due.work_count = 2;
  EXPECT_EQ(day_work_us(calendar), 8 * hour);
  // Two days of eight hours from Thursday noon: five on Thursday, eight on Friday, three on Monday.
  EXPECT_EQ(due_time(due, calendar, thursday + 12 * hour).value(), thursday + 4 * day + 12 * hour);
  due.unit = WorkUnit::hours;
  EXPECT_EQ(due_time(due, calendar, thursday + 12 * hour).value(), thursday + 14 * hour);
  calendar.holidays = {"2026-11-26"};
  EXPECT_EQ(due_time(due, calendar, thursday + 12 * hour).value(), thursday + day + 11 * hour);
  EXPECT_FALSE(due_time({}, calendar, thursday).value().has_value());
  due = {.at = thursday};
  EXPECT_EQ(due_time(due, calendar, thursday - hour).value(), thursday);
  EXPECT_EQ(due_time(due, calendar, thursday).error().where, "due");
}

TEST(batch, counts_the_working_time_that_is_left_and_that_is_over) {
  const Calendar calendar;
  const std::int64_t due = thursday + day + 12 * hour;
  const WorkLeft before = work_left(calendar, thursday + 16 * hour, due);
  EXPECT_FALSE(before.is_overdue);
  EXPECT_EQ(before.work_us, 4 * hour);
  const WorkLeft after = work_left(calendar, thursday + 4 * day + 10 * hour, due);
  EXPECT_TRUE(after.is_overdue);
  EXPECT_EQ(after.work_us, 6 * hour);
}

TEST(batch, verbs_of_assignments_say_which_state_would_allow_them) {
  Assignment assignment;
  for (const auto verb : {AssignmentVerb::submit, AssignmentVerb::give_back, AssignmentVerb::revoke})
    EXPECT_TRUE(check_verb(assignment, verb).ok());
  assignment.state = "expired";
  EXPECT_TRUE(check_verb(assignment, AssignmentVerb::submit).ok());
  EXPECT_EQ(check_verb(assignment, AssignmentVerb::revoke).error().code, ErrorCode::conflict);
  assignment.submitted_at = thursday;
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
