#pragma once
// Leaves of the audit log, a page at a time: a log of any length is read in the memory of one page.

#include <cstdint>
#include <functional>
#include <string_view>

#include "base/hash.h"
#include "store/connection.h"

namespace assay::store {

struct LeafRange {
  std::int64_t first = 0;
  std::int64_t end = INT64_MAX;  // before which it ends
};
struct Leaf {
  std::string_view bytes;  // empty: pruned
  Digest hash{};
};
// The first leaves of the range, in order; gives the index to go on from, `first` itself when there are none.
Result<std::int64_t> audit_leaf_page(Connection& connection, const LeafRange& range,
                                     const std::function<void(const Leaf& leaf)>& each);
// Takes the content of the events of the range, which keep their hashes, so that the tree and every proof
// stay as they are. Event 0 names the log and keeps its content. Returns how many lost theirs.
Result<std::int64_t> prune_leaves(Connection& connection, const LeafRange& range);

}  // namespace assay::store
