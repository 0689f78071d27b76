#pragma once
// Items on the wire: the row of a list, and one with all that was said of it.

#include "app/items.h"
#include "http/wire_values.h"

namespace assay::http {

Json item_row_json(const app::ItemRow& row);
Json item_json(const app::ItemView& view);
Json gold_json(const app::NamedGold& gold);

}  // namespace assay::http
