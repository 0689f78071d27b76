#pragma once
// A provider's lead hands out the items of a released batch to the annotators of the engagement, and may take
// back what nobody has answered.

#include <optional>
#include <string>
#include <vector>

#include "app/context.h"
#include "store/assignment.h"

namespace assay::app {

// Annotators of the caller's own engagement to whom items may be given.
Result<std::vector<store::EngagedAnnotator>> own_annotators(Context& context, const Caller& caller,
                                                            domain::ProjectId project);

struct ListedAssignment {
  std::string item;       // name
  std::string annotator;  // e-mail address, or the name in annotations
};
struct NewAssignments {
  // One of the two: every item of the batch to these people, evenly, `per_item` people an item with those who
  // have it already; or who is listed.
  std::vector<domain::UserId> annotators;
  std::int64_t per_item = 1;
  std::vector<ListedAssignment> list;
  std::optional<std::int64_t> lease_until;  // absent: until the batch is due, if it is
};
struct AssignedCount {
  store::EngagedAnnotator annotator;
  std::int64_t count = 0;
};
struct Assigned {
  std::int64_t assigned = 0;
  std::int64_t known = 0;  // of the list: they had the item already, or have answered it
  std::vector<AssignedCount> by_annotator;
};
inline constexpr std::size_t assigned_max = 100'000;
// All in one transaction, or nothing: who is unknown, has no name in annotations, or an item that is not in
// the batch, is an error that says where. Each annotator is told once.
Result<Assigned> assign_items(Context& context, const Caller& caller, domain::ProjectId project,
                              domain::BatchId batch, const NewAssignments& given);

Result<store::AssignmentRow> revoke_assignment(Context& context, const Caller& caller,
                                               domain::ProjectId project, domain::AssignmentId id,
                                               const std::string& reason);

inline constexpr std::size_t reason_bytes_max = 1000;
// Words of a person, why: 1 to 1000 bytes.
Result<Done> check_reason(const std::string& reason);
domain::AuditEvent assignment_event(const Caller& caller, std::string verb,
                                    const domain::Assignment& assignment);

}  // namespace assay::app
