#include "domain/engagement.h"

#include <fmt/format.h>

#include <algorithm>

namespace assay::domain {

Result<Done> check_member(const Member& member) {
  const auto role = std::find_if(member_roles.begin(), member_roles.end(),
                                 [&](const MemberRole& each) { return each.name == member.role; });
  if (role == member_roles.end()) {
    return Error{ErrorCode::invalid, "roles are owner, expert, lead, reviewer, annotator and auditor",
                 "role"};
  }
  if (role->side == Side::client && !member.engagement.none()) {
    return Error{ErrorCode::invalid,
                 fmt::format("an {} stands on the client's side, in no engagement", role->name),
                 "engagement"};
  }
  if (role->side == Side::provider && member.engagement.none()) {
    return Error{ErrorCode::invalid,
                 fmt::format("a provider's {} works in an engagement: say which", role->name), "engagement"};
  }
  if (member.adjudicates && !role->may_adjudicate) {
    return Error{ErrorCode::invalid, "experts, leads and reviewers may adjudicate", "adjudicates"};
  }
  return Done{};
}

}  // namespace assay::domain
