#pragma once
// What holds for whoever brings people into a project, one by one or by a list.

#include "app/engagements.h"
#include "app/permissions.h"
#include "store/engagement.h"

namespace assay::app {

// The caller's right, and how they stand.
struct Asking {
  store::Standing standing;
  bool of_provider() const { return !standing.engagement.none(); }
};
Result<Asking> asking(store::Connection& connection, const Caller& caller, Verb verb,
                      domain::ProjectId project);
// What a lead may do to the people of a project.
Result<Done> check_lead(const Asking& lead, const domain::Member& member);
// Somebody of the organisation that a member on this side comes from: on the client's side the owner's own,
// and for auditors any client.
Result<domain::User> person_for(store::Connection& connection, const Caller& caller,
                                domain::ProjectId project, const NewMember& given);

}  // namespace assay::app
