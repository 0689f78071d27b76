#pragma once
// The audit log of a database, checked against itself: every event hashed anew, the tree built anew, every
// signed head compared. What `assay audit verify` does for an exported file, for the tables themselves.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/keys.h"
#include "store/connection.h"

namespace assay::store {

inline constexpr std::size_t audit_problems_max = 10;

struct AuditCheck {
  std::string log_id;  // empty: there is no event yet
  std::int64_t events = 0;
  std::int64_t pruned = 0;         // of which the hash alone is kept
  std::int64_t heads = 0;          // signed heads that fit, by a key that was given
  std::int64_t sealed_events = 0;  // covered by the last of these
  std::int64_t heads_of_other_keys = 0;
  std::vector<std::string> problems;  // the first few; none: the log holds
};

// On one connection, in one state of the data when the caller has begun to read. Linear in the bytes of the
// log; memory for one page and a hash for every 256 events. The keys are the log's, all that it ever had.
Result<AuditCheck> check_audit_log(Connection& connection, std::span<const PublicKey> keys);

}  // namespace assay::store
