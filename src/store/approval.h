#pragma once
// Confirmations of people who signed again, and approvals by a second person.

#include <string>
#include <vector>

#include "domain/approval.h"
#include "store/connection.h"

namespace assay::store {

struct Confirmation {
  domain::UserId user;
  Digest signed_sha256{};
  std::string methods;  // "password totp"
  std::int64_t created_at = 0;
  std::int64_t expires_at = 0;
};
Result<Done> insert_confirmation(Connection& connection, const Digest& token_sha256,
                                 const Confirmation& confirmation);
// Those not used.
Result<Confirmation> confirmation_by_token(Connection& connection, const Digest& token_sha256);
Result<bool> use_confirmation(Connection& connection, const Digest& token_sha256, std::int64_t now_us);

Result<domain::ApprovalId> insert_approval(Connection& connection, const domain::Approval& approval);
Result<domain::Approval> approval_by_id(Connection& connection, domain::ApprovalId id);
// Newest first, from below `before`.
Result<std::vector<domain::Approval>> approvals_of(Connection& connection,
                                                   domain::OrganisationId organisation, std::int64_t before,
                                                   std::int64_t limit);
// Who could agree to it, by role in its project, or without one by having a second factor: active people of
// the client, none of them an administrator, the requester or whom it is about.
Result<std::vector<domain::UserId>> approvers_of(Connection& connection, const domain::Approval& approval);
// approved_by, approved_at, expires_at and used_at as they are now.
Result<Done> update_approval(Connection& connection, const domain::Approval& approval);

}  // namespace assay::store
