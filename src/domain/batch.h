#pragma once
// Items that go out to one engagement together, with a priority and a time by which they are due.

#include <cstdint>
#include <optional>
#include <string>

#include "base/result.h"
#include "domain/calendar.h"
#include "domain/nouns.h"

namespace assay::domain {

struct BatchTag;
using BatchId = Id<BatchTag>;

// When a batch is due, as its client asked: at an instant, or so much working time after its release.
// Neither: it is not due at any time.
enum class WorkUnit { hours, days };  // a day: as long as the organisation works on one
const char* word_of(WorkUnit unit);
std::optional<WorkUnit> work_unit_from(std::string_view word);
struct BatchDue {
  std::optional<std::int64_t> at;          // microseconds UTC
  std::optional<std::int64_t> work_count;  // with unit
  WorkUnit unit = WorkUnit::days;
};

struct Batch {
  BatchId id;
  ProjectId project;
  EngagementId engagement;
  std::string provider_name;    // of the engagement
  OrganisationId organisation;  // of the provider, in whose calendar it is due
  std::string name;             // one batch a name in an engagement
  std::string state = "draft";  // draft, released, working, done, delivered, recalled
  std::int64_t priority = 3;    // 1: first, to 5: last
  BatchDue due;
  std::optional<std::int64_t> due_at;  // absent: never, or counted from a release that is to come
  std::int64_t item_count = 0;
  std::int64_t created_at = 0;
  std::optional<std::int64_t> released_at;  // absent: its provider knows nothing of it

  // Whether its items may be handed out, and what was handed out may be answered.
  bool is_open() const { return state == "released" || state == "working"; }
};

inline constexpr std::size_t batch_items_max = 50'000;

// A name of 1..255 bytes without NUL, a priority of 1 to 5, an instant or working time and not both; names
// the field.
Result<Done> check_batch(const Batch& batch);

enum class BatchVerb { release, assign, finish, deliver, recall };
const char* word_of(BatchVerb verb);
// The state that follows; conflict, with the states that would allow it, when none does.
Result<std::string> next_state(const Batch& batch, BatchVerb verb);

// How long the organisation works on a day of its calendar, microseconds.
std::int64_t day_work_us(const Calendar& calendar);
// When what is released at `released_us` is due, in the calendar of who must act; nothing: never. invalid
// when it would be due before its release, or more than 100 years later.
Result<std::optional<std::int64_t>> due_time(const BatchDue& due, const Calendar& calendar,
                                             std::int64_t released_us);

// Working time until something is due, or since it was.
struct WorkLeft {
  bool is_overdue = false;
  std::int64_t work_us = 0;
};
WorkLeft work_left(const Calendar& calendar, std::int64_t now_us, std::int64_t due_us);

}  // namespace assay::domain
