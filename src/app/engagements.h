#pragma once
// Providers in a project, and the people on both sides.

#include <optional>
#include <string>
#include <vector>

#include "app/context.h"
#include "app/overview.h"
#include "domain/engagement.h"

namespace assay::app {

// From now on what names this provider belongs to the engagement, and its annotators stand under pseudonyms:
// those, too, whose rows of this provider alone came before.
Result<domain::Engagement> engage(Context& context, const Caller& caller, domain::ProjectId project,
                                  domain::OrganisationId organisation);
Result<domain::Engagement> end_engagement(Context& context, const Caller& caller, domain::ProjectId project,
                                          domain::EngagementId id);
// All of them; to a provider's people their own alone.
Result<std::vector<domain::Engagement>> engagements(Context& context, const Caller& caller,
                                                    domain::ProjectId project);

// The people of the project; to a provider's lead those of their own engagement.
Result<std::vector<domain::Member>> members(Context& context, const Caller& caller,
                                            domain::ProjectId project);
struct NewMember {
  std::string email;
  std::string role;
  domain::EngagementId engagement;  // none: on the client's side
  bool adjudicates = false;
  std::string annotator;  // the name their annotations come under, of an annotator; empty: as it was
};
// New, or in the place of the role the person had. An owner gives every role; a lead brings annotators and
// reviewers of their own organisation into their own engagement, and says under which names annotations come:
// nobody outside of the organisation may know. Who is no annotator any more keeps no item.
Result<domain::Member> set_member(Context& context, const Caller& caller, domain::ProjectId project,
                                  const NewMember& given);
Result<Done> remove_member(Context& context, const Caller& caller, domain::ProjectId project,
                           domain::UserId user);

}  // namespace assay::app
