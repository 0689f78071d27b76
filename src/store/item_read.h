#pragma once
// Who looked at which items of a project about people, and who came in by breaking the glass.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/erasure.h"
#include "store/connection.h"

namespace assay::store {

struct ItemRead {
  std::int64_t id = 0;
  domain::ProjectId project;
  domain::UserId user;
  std::string verb;  // of the event
  std::vector<std::int64_t> items;
  std::string purpose;
  domain::BreakGlassId break_glass;  // none: by a role in the project
  std::int64_t at = 0;
};

Result<Done> insert_item_read(Connection& connection, const ItemRead& read);
// In the order they came, each handed over once. Of one item, those pages that it stood on.
Result<Done> each_item_read(Connection& connection, domain::ProjectId project,
                            std::optional<domain::ItemId> item,
                            const std::function<void(const ItemRead&)>& each);

Result<domain::BreakGlassId> insert_break_glass(Connection& connection, const domain::BreakGlass& broken);
Result<std::vector<domain::BreakGlass>> broken_glass_in(Connection& connection, domain::ProjectId project);
// The one that still stands for the user at this time.
Result<std::optional<domain::BreakGlass>> broken_glass_of(Connection& connection, domain::ProjectId project,
                                                          domain::UserId user, std::int64_t now_us);
// False: it was reviewed before, or is not there.
Result<bool> review_break_glass(Connection& connection, const domain::BreakGlass& reviewed);

}  // namespace assay::store
