#pragma once
// A leaf of the audit log, read back from its bytes. Bytes are what is hashed: nothing here writes them anew.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/hash.h"
#include "base/result.h"

namespace assay::domain {

inline constexpr std::size_t audit_leaf_bytes_max = 1 << 20;

// What ties a leaf to its place; the header, parts and rows of the event stand in the bytes.
struct AuditLeaf {
  std::int64_t index = 0;
  std::optional<std::string> log_id;  // absent in the first leaf alone
  std::string event, type, day;
  std::optional<std::string> author;  // "client" or "provider", with author_seq and sig; or none of them
  std::optional<std::int64_t> author_seq;
  bool is_signed = false;
};

// Error `invalid` for bytes that are not canonical JSON of exactly the leaf's eleven fields.
Result<AuditLeaf> read_audit_leaf(std::string_view bytes);

// The id of the log: SHA-256 of the bytes of its first leaf, as 64 hexadecimal digits.
std::string audit_log_id(std::string_view first_leaf);

}  // namespace assay::domain
