#pragma once
// An event of the audit log: who did what to what, and why. Its leaf is what the Merkle tree is made of.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/result.h"
#include "domain/nouns.h"

namespace assay::domain {

// The rows of an event that is about many: how many, and the root of the tree over their contents.
struct AuditRows {
  std::int64_t count = 0;
  Digest root{};
};

struct AuditEvent {
  std::optional<UserId> user;        // absent: the server itself
  std::optional<ProjectId> project;  // absent: of the server
  std::string verb;                  // "create_project"
  std::string object_kind;           // "project"
  std::int64_t object = 0;
  std::optional<Digest> before;  // content of the object before; absent: there was none
  std::optional<Digest> after;   // and after; absent: there is none, or it is in rows
  std::optional<AuditRows> rows;
  std::string reason;
  std::string request_id;
  std::vector<std::string> methods;  // by which the person was confirmed for this; empty: by their session
};

// Where an event stands in the log.
struct AuditPlace {
  std::string_view log_id;  // 64 hexadecimal digits; empty: this is the first leaf, which makes the id
  std::int64_t index = 0;
  std::int64_t at_us = 0;
};

// The leaf: canonical JSON, {author, author_seq, day, event, header, index, log_id, parts, rows, sig, type}.
// Hashed as it stands; never written again from its parts.
// Error `invalid` when a text of the event is no UTF-8.
Result<std::string> audit_leaf(const AuditEvent& event, const AuditPlace& place);

}  // namespace assay::domain
