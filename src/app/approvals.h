#pragma once
// Four eyes: one person of the client asks for an action, word for word; another, who is no administrator and
// had no hand in the first one's way in for 30 days, signs exactly that; then the first does it, once, within
// 24 hours.
//
// A verb that needs four eyes calls use_approval inside of its write, with what it is about to do.

#include <optional>
#include <string>
#include <vector>

#include "app/signing.h"
#include "domain/approval.h"

namespace assay::app {

struct ApprovalRequest {
  std::string action;                        // domain/approval.h
  std::optional<domain::ProjectId> project;  // absent: of the server
  std::optional<domain::UserId> subject;     // whom it is about; absent: nobody
  std::string request;                       // canonical JSON: object and parameters
};

// By a session. Of a project: by its owner, expert or lead. Error `forbidden` for other organisations than
// the client.
Result<domain::Approval> request_approval(Context& context, const Caller& caller,
                                          const ApprovalRequest& asked);
// `confirmation`: of confirm_person, for the hash of the approval's request. Of a project: by its owner or
// expert. The event names the hash and both methods.
Result<domain::Approval> approve(Context& context, const Caller& caller, domain::ApprovalId id,
                                 const std::string& confirmation);
// Newest first, from below `before`: what the caller asked for, and what they may see of their
// organisation's.
Result<std::vector<domain::Approval>> approvals(Context& context, const Caller& caller, std::int64_t before,
                                                std::int64_t limit);

// Allows exactly this, once, to who asked for it; used up with the write.
Result<domain::Approval> use_approval(store::Transaction& transaction, const Caller& caller,
                                      domain::ApprovalId id, const ApprovalRequest& asked);

}  // namespace assay::app
