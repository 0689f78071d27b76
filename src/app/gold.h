#pragma once
// Trusted labels that were wrong: replaced by another or retired. Nothing is overwritten: each change is a
// row of its own that names the one it replaces, so that a snapshot made before gives the same bits again.

#include <optional>
#include <string>

#include "app/context.h"
#include "app/items.h"

namespace assay::app {

struct GoldChange {
  std::int64_t gold = 0;             // the one in force
  std::optional<std::string> label;  // of its successor; absent: it is retired
  std::string source;                // of the successor
  std::optional<std::int64_t> expert_count;
  std::string reason;  // must be told; at most 1000 bytes
};

// The row that was added. Error conflict when another row has replaced this gold already.
Result<NamedGold> change_gold(Context& context, const Caller& caller, domain::ProjectId project,
                              const GoldChange& change);

}  // namespace assay::app
