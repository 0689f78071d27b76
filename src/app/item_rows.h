#pragma once
// What a list and a single item show alike.

#include "app/items.h"

namespace assay::app {

// Answers, gold and disagreement of the item, from the table.
void fill_answers(const live::ProjectTable& table, std::uint32_t item, const domain::Scope& scope,
                  ItemRow& row);

// "key:NAME" is the name its importer gave it, whatever it looks like; anything else is an id. None: 0.
domain::ItemId item_asked(const live::ProjectTable& table, std::string_view asked);

// A project's items as the caller may see them.
struct ItemsSeen {
  domain::Scope scope;
  live::SharedTable table;
};
Result<ItemsSeen> items_seen(Context& context, const Caller& caller, domain::ProjectId project);
// Puts on record who saw these items, where the scope asks for it: one event for all of them, with their
// count and the root of their keys. What cannot be put on record is not shown.
Result<Done> log_read(Context& context, const Caller& caller, const domain::Scope& scope,
                      const std::string& verb, const std::vector<std::int64_t>& items);
// not_found when the item is outside of what is seen.
Result<Done> check_seen(const ItemsSeen& seen, domain::ItemId item);

}  // namespace assay::app
