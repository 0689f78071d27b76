#pragma once
// Items, the trusted labels they have, and regions marked inside them.

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/item.h"
#include "store/connection.h"

namespace assay::store {

// Gives an item that was known by name alone its content. False when it had content already: nothing was
// changed.
Result<bool> set_item_content(Connection& connection, domain::ItemId id, const domain::ItemContent& content);
Result<domain::Item> item_by_id(Connection& connection, domain::ProjectId project, domain::ItemId id);
// In the order of the ids; one that does not exist is an item without id.
Result<std::vector<domain::Item>> items_by_id(Connection& connection, std::span<const std::int64_t> ids);
// The same for lists: of content longer than 20,000 characters the first 2,000.
Result<std::vector<domain::Item>> items_listed(Connection& connection, std::span<const std::int64_t> ids);
// Where a reader of items stands: the last item, and the last of those whose content came after their name.
struct ItemPlace {
  std::int64_t item = 0, content = 0;
};
Result<std::int64_t> last_item_content(Connection& connection, domain::ProjectId project);
// (item key, attributes as JSON) of what came after that place; returns the last content there is. Cost: what
// came, not what was there.
Result<std::int64_t> each_item_attributes(Connection& connection, domain::ProjectId project,
                                          const ItemPlace& after,
                                          const std::function<void(std::int64_t, std::string_view)>& each);

struct GoldRow {
  std::int64_t id = 0, project = 0, item = 0, question = 0, label = 0;
  std::string state = "active";
  std::string source;
  std::optional<std::int64_t> expert_count;
  std::int64_t supersedes = 0, import = 0, created_at = 0;
};
Result<std::int64_t> insert_gold(Connection& connection, const GoldRow& gold);  // its id
// In the order of insertion; later rows replace earlier ones of the same item and question.
Result<Done> each_gold(Connection& connection, domain::ProjectId project, std::int64_t after,
                       const std::function<void(const GoldRow&)>& each);

Result<GoldRow> gold_by_id(Connection& connection, domain::ProjectId project, std::int64_t id);
// Key of the label in force of a question among the gold of one item, in order of ids; 0: none. A second gold
// counts when it supersedes the first.
std::int64_t label_in_force(std::span<const GoldRow> gold, std::int64_t question);
Result<std::vector<GoldRow>> gold_of_item(Connection& connection, domain::ProjectId project,
                                          domain::ItemId item);

struct RegionRow {
  std::int64_t project = 0, item = 0, question = 0, annotator = 0, label = 0;
  bool is_gold = false;
  std::string shape, geometry;  // geometry: JSON list of numbers
  std::int64_t import = 0;
};
Result<Done> insert_regions(Connection& connection, const std::vector<RegionRow>& rows);
Result<std::vector<RegionRow>> regions_of_item(Connection& connection, domain::ItemId item);

}  // namespace assay::store
