#pragma once
// Bringing people in: a link that works once, for seven days. Until letters can be sent, whoever invites
// hands the link on.

#include <string>
#include <vector>

#include "app/sign_in.h"
#include "domain/invitation.h"

namespace assay::app {

struct NewInvitation {
  std::string email;
  bool administrator = false;
  domain::OrganisationId organisation;  // none: the caller's own
  std::string name;                     // how they are called until they say so; empty: by their address
};
struct Invited {
  std::string secret;  // of the link; shown once
  domain::Invitation invitation;
};
// A user of that organisation, invited. Again for one who has not come: the earlier link is void.
// Error `conflict` for who has come already.
Result<Invited> invite(Context& context, const Caller& caller, const NewInvitation& given);
// The same inside of another write, which has asked for the right and writes the event; the address is
// checked, the organisation told.
Result<Invited> invite_within(store::Transaction& transaction, const Caller& caller,
                              const NewInvitation& given);
Result<Done> revoke_invitation(Context& context, const Caller& caller, domain::InvitationId id);
// Newest first, from below `before`.
Result<std::vector<domain::Invitation>> invitations(Context& context, const Caller& caller,
                                                    std::int64_t before, std::int64_t limit);

// What a link is for, to whoever holds it. One error, `forbidden`, for every link that does not work.
Result<domain::Invitation> open_invitation(Context& context, const std::string& secret);
struct Acceptance {
  std::string secret, name, password;
};
Result<SignedIn> accept_invitation(Context& context, const Caller& caller, const Acceptance& given);

}  // namespace assay::app
