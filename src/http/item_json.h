#pragma once
// Items on the wire: the row of a list, and one with all that was said of it.

#include "app/items.h"
#include "http/wire_values.h"

namespace assay::http {

Json item_row_json(const app::ItemRow& row);
Json item_json(const app::ItemView& view);
Json gold_json(const app::NamedGold& gold);
// Its whole content: text, or the value of its kind.
Json content_json(const domain::Item& item);
Json image_json(const app::ImageView& image);
// Where a page loads the image from: in the bucket, or at `own_path` of this server; null when it is nowhere.
Json image_address(const app::ImageView& image, const std::string& own_path);

}  // namespace assay::http
