#pragma once
// The beginning of the audit log leaves the record for a file that holds it. What remains of each event is
// its hash, and what the pages of the log search by: tree, heads and proofs stay as they are.

#include <string_view>

#include "app/audit.h"

namespace assay::app {

struct Pruned {
  std::int64_t events = 0;  // that lost their content now
  std::int64_t before = 0;  // all before this one are in the file
};
// The export must hold under this server's key, and its sealed events be those of this record, one by one.
// Nothing is taken otherwise: `conflict` names the first event that is another. One event says what was done,
// with the file's SHA-256.
Result<Pruned> prune_log(Context& context, const Caller& caller, const LogKey& key,
                         std::string_view exported);

}  // namespace assay::app
