#pragma once
// Engagements and what is known of their work, as they stand on the wire.

#include "domain/engagement.h"
#include "http/wire_values.h"

namespace assay::http {

Json engagement_json(const domain::Engagement& engagement);

// The project and the engagement that a path names.
struct EngagementAsked {
  domain::ProjectId project;
  domain::EngagementId engagement;
};
Result<EngagementAsked> engagement_asked(const Call& call);

}  // namespace assay::http
