#include "store/audit_page.h"

namespace assay::store {
namespace {

constexpr Statement leaves_from{
    "select event_index, leaf from audit_event where event_index >= $1 and event_index < $2 order by "
    "event_index limit 1000"};

}  // namespace

Result<std::int64_t> audit_leaf_page(Connection& connection, const LeafRange& range,
                                     const std::function<void(std::string_view leaf)>& each) {
  std::int64_t next = range.first;
  Result<std::int64_t> ran = connection.run(leaves_from, {range.first, range.end}, [&](const Row& row) {
    each(row.bytes(1));
    next = row.integer(0) + 1;
  });
  if (!ran) return ran.error();
  return next;
}

}  // namespace assay::store
