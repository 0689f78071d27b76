#include "domain/batch.h"

#include <fmt/format.h>

#include <array>

#include "base/clock.h"
#include "domain/invalid.h"

namespace assay::domain {
namespace {

constexpr std::size_t batch_name_bytes_max = 255;
constexpr std::int64_t work_count_max = 10'000;

// What a verb leads to, and from where.
struct BatchStep {
  BatchVerb verb;
  std::string_view to, from;  // from: states, one space between
  const char* allowed;
};
constexpr std::array batch_steps = {
    BatchStep{BatchVerb::release, "released", "draft", "a draft is released"},
    BatchStep{BatchVerb::assign, "working", "released working",
              "items are assigned while it is released or working"},
    BatchStep{BatchVerb::finish, "done", "working", "it is finished while it is working"},
    BatchStep{BatchVerb::deliver, "delivered", "done", "it is delivered once it is done"},
    BatchStep{BatchVerb::recall, "recalled", "draft released working done",
              "it is recalled until it is delivered"}};

bool names(std::string_view states, std::string_view state) {
  for (std::size_t at = 0; at < states.size();) {
    const std::size_t end = std::min(states.find(' ', at), states.size());
    if (states.substr(at, end - at) == state) return true;
    at = end + 1;
  }
  return false;
}

}  // namespace

const char* word_of(WorkUnit unit) { return unit == WorkUnit::hours ? "hours" : "days"; }

std::optional<WorkUnit> work_unit_from(std::string_view word) {
  if (word == "hours") return WorkUnit::hours;
  if (word == "days") return WorkUnit::days;
  return std::nullopt;
}

Result<Done> check_batch(const Batch& batch) {
  if (batch.name.empty()) return invalid("a batch has a name", "name");
  if (batch.name.size() > batch_name_bytes_max)
    return invalid(fmt::format("at most {} bytes", batch_name_bytes_max), "name");
  if (batch.name.find('\0') != std::string::npos) return invalid("NUL has no place in a name", "name");
  if (batch.priority < 1 || batch.priority > 5) {
    return invalid("priorities are 1 (first) to 5 (last)", "priority");
  }
  if (batch.due.at && batch.due.work_count) {
    return invalid("a batch is due at a time, or so much working time after its release: say one", "due");
  }
  if (batch.due.work_count && (*batch.due.work_count < 1 || *batch.due.work_count > work_count_max)) {
    return invalid(fmt::format("working time is 1 to {} hours or days", work_count_max), "due.work.count");
  }
  return Done{};
}

const char* word_of(BatchVerb verb) {
  switch (verb) {
    case BatchVerb::release:
      return "release";
    case BatchVerb::assign:
      return "assign";
    case BatchVerb::finish:
      return "finish";
    case BatchVerb::deliver:
      return "deliver";
    case BatchVerb::recall:
      return "recall";
  }
  return "";
}

Result<std::string> next_state(const Batch& batch, BatchVerb verb) {
  for (const BatchStep& step : batch_steps) {
    if (step.verb != verb) continue;
    if (names(step.from, batch.state)) return std::string(step.to);
    return Error{ErrorCode::conflict, fmt::format("the batch is {}; {}", batch.state, step.allowed), "state"};
  }
  ASSAY_CHECK(false, "every verb of a batch has a step");
  return std::string();
}

std::int64_t day_work_us(const Calendar& calendar) {
  return (calendar.until_minute - calendar.from_minute) * minute_us;
}

Result<std::optional<std::int64_t>> due_time(const BatchDue& due, const Calendar& calendar,
                                             std::int64_t released_us) {
  if (due.at && *due.at <= released_us) {
    return Error{ErrorCode::conflict,
                 "the batch would be due before it is released: make one with a later time", "due"};
  }
  if (due.at || !due.work_count) return due.at;
  const std::int64_t unit_us = due.unit == WorkUnit::hours ? hour_us : day_work_us(calendar);
  Result<std::int64_t> at = due_after(calendar, released_us, *due.work_count * unit_us);
  if (!at) return at.error();
  return std::optional(at.value());
}

WorkLeft work_left(const Calendar& calendar, std::int64_t now_us, std::int64_t due_us) {
  if (now_us > due_us) return {true, working_time(calendar, due_us, now_us)};
  return {false, working_time(calendar, now_us, due_us)};
}

}  // namespace assay::domain
