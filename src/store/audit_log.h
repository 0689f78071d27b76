#pragma once
// The audit log as tables: leaves in order, tiles of 256 hashes, the frontier of the tree, signed heads.
// Events are appended by Database alone, inside the transaction they describe.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/merkle.h"
#include "domain/audit_event.h"
#include "store/connection.h"

namespace assay::store {

// Of the tree, between two heights that are kept: a tile holds 256 hashes.
inline constexpr unsigned levels_per_height = 8;

// The open end of the log during one group of writes.
class AuditAppender {
 public:
  // Reads where the log ends.
  static Result<AuditAppender> open(Connection& connection);
  // Appends the event's leaf. The frontier is written by save, if there was any.
  Result<std::int64_t> append(Connection& connection, const domain::AuditEvent& event, std::int64_t now_us);
  Result<Done> save(Connection& connection);
  std::int64_t size() const { return static_cast<std::int64_t>(frontier_.size()); }

 private:
  MerkleFrontier frontier_;
  std::string log_id_;
  bool grown_ = false;
};

struct AuditRow {
  std::int64_t index = 0;
  std::int64_t at_us = 0;
  std::string leaf;
  Digest leaf_sha256{};
  std::optional<std::int64_t> user;
  std::string user_name;  // empty: the server
  std::optional<std::int64_t> project;
  std::string verb, object_kind, request_id, reason;
  std::int64_t object = 0;
};

struct AuditFilter {
  std::optional<std::int64_t> project;
  std::string verb;  // empty: all
  std::optional<std::int64_t> user;
  std::int64_t before_index = INT64_MAX;  // for the next page: newest first
  std::int64_t limit = 100;
};

struct AuditHead {
  std::int64_t size = 0;
  Digest root{};
  std::string checkpoint;
  std::int64_t at_us = 0;
};

Result<std::vector<AuditRow>> audit_events(Connection& connection, const AuditFilter& filter);
// (project, verb) of the events first <= index < end that are about a project.
Result<Done> each_project_event(Connection& connection, std::int64_t first, std::int64_t end,
                                const std::function<void(domain::ProjectId, std::string_view)>& each);
Result<std::string> log_id(Connection& connection);  // not_found before the first event
Result<MerkleFrontier> audit_frontier(Connection& connection);
Result<std::optional<AuditHead>> latest_audit_head(Connection& connection);
Result<Done> insert_audit_head(Connection& connection, const AuditHead& head);

// Proofs against a tree of `size` leaves; size at most that of the log.
Result<std::vector<Digest>> inclusion_proof(Connection& connection, std::int64_t index, std::int64_t size);
Result<std::vector<Digest>> consistency_proof(Connection& connection, std::int64_t first,
                                              std::int64_t second);
Result<Digest> leaf_hash_at(Connection& connection, std::int64_t index);
Result<Digest> audit_root(Connection& connection, std::int64_t size);

}  // namespace assay::store
