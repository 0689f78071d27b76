#pragma once
// What is told about people goes again: demands to erase, holds that forbid it, rules that end it, and looks
// at it by who had no part in it. Pure.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/hash.h"
#include "base/result.h"
#include "domain/nouns.h"

namespace assay::domain {

struct Erasure {
  ErasureId id;
  std::optional<ProjectId> project;  // absent: of a person who has an account
  std::optional<UserId> person;      // absent: of items and annotators of a project
  std::string basis = "request";     // request, retention, contract, defect
  std::string reference;             // the demander's own number of it; never a name
  std::string state = "received";    // received, executing, executed, withdrawn
  std::int64_t item_count = 0, annotator_count = 0;
  UserId requested_by;  // none: by a rule
  std::int64_t requested_at = 0;
  UserId executed_by;                       // none: by a rule, or not executed
  std::optional<std::int64_t> executed_at;  // absent: not executed
  std::optional<Digest> receipt;            // of what was destroyed; absent: not executed
};
inline constexpr std::size_t erasure_items_max = 10'000;
inline constexpr std::size_t reference_bytes_max = 200;

// A basis that there is, a reference that is short; names the field.
Result<Done> check_erasure(const Erasure& asked);
// Error `conflict` names the state: received is executed or withdrawn; executing goes on after a stop.
Result<Done> check_erasure_verb(const Erasure& erasure, std::string_view verb);

// The roots of the lists of keys that an erasure is about.
struct ErasureRoots {
  Digest items{}, annotators{};
};
// Canonical JSON of what is about to be destroyed: what two people agree to, and what the receipt is made of.
std::string erasure_request(const Erasure& erasure, const ErasureRoots& roots);

struct LegalHold {
  LegalHoldId id;
  ProjectId project;
  std::optional<ItemId> item;            // both absent: everything of the project
  std::optional<AnnotatorId> annotator;  // who an annotator is
  std::string reason;
  UserId placed_by;
  std::int64_t placed_at = 0;
  UserId lifted_by;                       // none: stands
  std::optional<std::int64_t> lifted_at;  // absent: stands
  std::string annotator_name;             // as the record calls them
};

struct RetentionRule {
  ProjectId project;
  std::int64_t keep_days = 0;  // after an item came
  UserId changed_by;
  std::int64_t changed_at = 0;
  std::optional<std::int64_t> last_run_at;  // absent: not yet
};
inline constexpr std::int64_t keep_days_max = 36'525;  // a hundred years
Result<Done> check_keep_days(std::int64_t days);

// In an emergency: one person, a reason, an alarm, four hours, a review within 72.
struct BreakGlass {
  BreakGlassId id;
  ProjectId project;
  UserId user;
  std::string reason;
  std::int64_t opened_at = 0, expires_at = 0;
  UserId reviewed_by;                       // none: not reviewed
  std::optional<std::int64_t> reviewed_at;  // absent: not reviewed
  std::string review;
};
inline constexpr std::int64_t break_glass_us = std::int64_t{4} * 3600 * 1'000'000;
inline constexpr std::int64_t break_glass_review_us = std::int64_t{72} * 3600 * 1'000'000;

// A reason that says something: 20 to 2,000 bytes.
Result<std::string> checked_reason(std::string_view reason, const char* field);

}  // namespace assay::domain
