#pragma once
// Legal holds and retention: what must not be erased, and what goes by itself.

#include <optional>
#include <string>
#include <vector>

#include "app/context.h"
#include "domain/erasure.h"

namespace assay::app {

struct HoldAsked {
  std::string item;       // id or "key:NAME"
  std::string annotator;  // as the project calls them; both empty: everything of the project
  std::string reason;
};
Result<domain::LegalHold> place_hold(Context& context, const Caller& caller, domain::ProjectId project,
                                     const HoldAsked& asked);
Result<domain::LegalHold> lift_hold(Context& context, const Caller& caller, domain::ProjectId project,
                                    domain::LegalHoldId id);
Result<std::vector<domain::LegalHold>> legal_holds(Context& context, const Caller& caller,
                                                   domain::ProjectId project);

// Absent: items are kept until somebody erases them.
Result<std::optional<domain::RetentionRule>> retention(Context& context, const Caller& caller,
                                                       domain::ProjectId project);
Result<std::optional<domain::RetentionRule>> set_retention(Context& context, const Caller& caller,
                                                           domain::ProjectId project,
                                                           std::optional<std::int64_t> keep_days);
// Every rule once: items that came longer ago than they are kept, and are not held, are erased, at most
// 10,000 of a project in one run; the next goes on. Owners are told. Called every hour.
Result<Done> run_retention(Context& context);

}  // namespace assay::app
