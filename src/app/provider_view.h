#pragma once
// One provider's work in a project: how it stands, and week by week.

#include <cstdint>
#include <string>
#include <vector>

#include "app/overview.h"
#include "base/estimate.h"
#include "domain/engagement.h"

namespace assay::app {

// Monday to Sunday in the time zone of the provider.
struct ProviderWeek {
  std::string begins;  // "2026-11-23"
  std::int64_t annotations = 0, items = 0, annotators = 0;
  Estimate accuracy;  // against gold, of the answers of this week; undefined without gold
};
struct ProviderView {
  domain::Engagement engagement;
  live::ProjectTable::Sizes sizes;
  Overview overview;
  std::vector<ProviderWeek> weeks;  // the latest 104 with annotations, in order
  std::int64_t without_time = 0;    // annotations that say no time, in no week
};

// For the client's side, and for the provider's own people, who see nobody else's. Annotators stand under
// pseudonyms to all but their own organisation. Cost: an overview, and a pass over the provider's rows.
Result<ProviderView> provider_view(Context& context, const Caller& caller, domain::ProjectId project,
                                   domain::EngagementId engagement);

}  // namespace assay::app
