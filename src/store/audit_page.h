#pragma once
// Leaves of the audit log, a page at a time: a log of any length is read in the memory of one page.

#include <cstdint>
#include <functional>
#include <string_view>

#include "store/connection.h"

namespace assay::store {

struct LeafRange {
  std::int64_t first = 0;
  std::int64_t end = INT64_MAX;  // before which it ends
};
// The first leaves of the range, in order; gives the index to go on from, `first` itself when there are none.
Result<std::int64_t> audit_leaf_page(Connection& connection, const LeafRange& range,
                                     const std::function<void(std::string_view leaf)>& each);

}  // namespace assay::store
