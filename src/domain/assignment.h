#pragma once
// "You judge this": an item of a batch offered to one annotator, and what became of it.

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "domain/batch.h"
#include "domain/nouns.h"

namespace assay::domain {

struct AssignmentTag;
using AssignmentId = Id<AssignmentTag>;

struct Assignment {
  AssignmentId id;
  ProjectId project;
  EngagementId engagement;
  BatchId batch;
  ItemId item;
  UserId user;
  AnnotatorId annotator;                    // under whose name the answer comes
  std::string state = "offered";            // offered, submitted, returned, expired, revoked
  std::optional<std::int64_t> lease_until;  // absent: as long as the batch is open
  std::int64_t created_at = 0;
  std::optional<std::int64_t> ended_at;      // absent: offered
  std::optional<std::int64_t> submitted_at;  // absent: no answer came; of an expired one: it came late
  std::int64_t sequence = 0;                 // of the first annotation of the answer; 0: none
  std::string reason;                        // why it was returned or revoked

  bool is_over(std::int64_t now_us) const { return lease_until && *lease_until <= now_us; }
};

enum class AssignmentVerb { submit, give_back, revoke };
// conflict, with the states that would allow it, when the state does not. What has expired may still be
// submitted, late.
Result<Done> check_verb(const Assignment& assignment, AssignmentVerb verb);

// Who may be asked to judge what.
struct Pair {
  std::int64_t item = 0, annotator = 0;  // keys
  friend auto operator<=>(const Pair&, const Pair&) = default;
};

// Gives every item, in their order, to the annotators with the fewest, until `per_item` people have it.
// `held` are those that somebody has or has answered already: nobody gets an item twice, and these count.
// Ties go to who comes first. Cost: items x annotators.
std::vector<Pair> evenly_shared(std::span<const std::int64_t> items, std::span<const std::int64_t> annotators,
                                std::int64_t per_item, const std::set<Pair>& held);

}  // namespace assay::domain
