#pragma once
// Invitations; the secrets of their links are kept as SHA-256 alone.

#include <vector>

#include "base/hash.h"
#include "domain/invitation.h"
#include "store/connection.h"

namespace assay::store {

Result<domain::InvitationId> insert_invitation(Connection& connection, const Digest& token_sha256,
                                               const domain::Invitation& invitation);
Result<domain::Invitation> invitation_by_token(Connection& connection, const Digest& token_sha256);
Result<domain::Invitation> invitation_by_id(Connection& connection, domain::InvitationId id);
// Newest first, from below `before`.
Result<std::vector<domain::Invitation>> invitations(Connection& connection, std::int64_t before,
                                                    std::int64_t limit);

enum class InvitationEnd { accepted, revoked, replaced };
// False: it had ended already.
Result<bool> end_invitation(Connection& connection, domain::InvitationId id, InvitationEnd how,
                            std::int64_t now_us);
// Those of the user that wait.
Result<Done> end_invitations_of(Connection& connection, domain::UserId user, InvitationEnd how,
                                std::int64_t now_us);

}  // namespace assay::store
