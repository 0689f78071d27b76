#include "store/audit_page.h"

#include "store/values.h"

namespace assay::store {
namespace {

constexpr Statement leaves_from{
    "select event_index, leaf, leaf_sha256 from audit_event where event_index >= $1 and event_index < $2 "
    "order "
    "by event_index limit 1000"};
constexpr Statement prune{
    "update audit_event set leaf = $3 where event_index >= $1 and event_index < $2 and event_index > 0 and "
    "length(leaf) > 0"};

}  // namespace

Result<std::int64_t> audit_leaf_page(Connection& connection, const LeafRange& range,
                                     const std::function<void(const Leaf& leaf)>& each) {
  std::int64_t next = range.first;
  Result<std::int64_t> ran = connection.run(leaves_from, {range.first, range.end}, [&](const Row& row) {
    each({row.bytes(1), digest_of(row.bytes(2))});
    next = row.integer(0) + 1;
  });
  if (!ran) return ran.error();
  return next;
}

Result<std::int64_t> prune_leaves(Connection& connection, const LeafRange& range) {
  return connection.run(prune, {range.first, range.end, Bytes{""}});
}

}  // namespace assay::store
