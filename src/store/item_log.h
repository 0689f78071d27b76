#pragma once
// A project's items in the order of their keys, from one end to the other, in bounded memory.

#include <functional>
#include <string_view>

#include "domain/nouns.h"
#include "store/read_ahead.h"

namespace assay::store {

// What a table of annotations needs of an item. Texts live until the next one.
struct ItemHead {
  std::int64_t key = 0;
  std::string_view name;
  std::string_view attributes;  // JSON object; empty: none
  bool erased = false;          // nothing is known of it any more; its name is made up
};

// Hands over the items in order, one at a time. With `more` they are read on all threads, each on a
// connection of its own. Cost: one pass over the keys between the project's first and last item where it has
// most of them, else a look-up an item.
Result<Done> each_item(Connection& connection, domain::ProjectId project,
                       const std::function<void(const ItemHead&)>& each, const MoreConnections& more = {});
// Those whose keys are greater than `after`: a look-up an item.
Result<Done> each_item_beyond(Connection& connection, domain::ProjectId project, std::int64_t after,
                              const std::function<void(const ItemHead&)>& each);

}  // namespace assay::store
