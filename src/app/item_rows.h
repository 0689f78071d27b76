#pragma once
// What a list and a single item show alike.

#include "app/items.h"

namespace assay::app {

// Answers, gold and disagreement of the item, from the table.
void fill_answers(const live::ProjectTable& table, std::uint32_t item, ItemRow& row);

// "key:NAME" is the name its importer gave it, whatever it looks like; anything else is an id. None: 0.
domain::ItemId item_asked(const live::ProjectTable& table, std::string_view asked);

Result<Done> may_see_items(Context& context, const Caller& caller, domain::ProjectId project);

}  // namespace assay::app
