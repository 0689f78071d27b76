#pragma once
// The audit log as people and verifiers ask for it, and its signed heads.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/context.h"
#include "app/projects.h"
#include "store/audit_log.h"

namespace assay::app {

// The log's name and key: apart from the database.
struct LogKey {
  std::string name;  // the origin in signed heads
  SigningKey key;
};

// Signs the log as it stands, when it has grown since the last head. Nothing: it has not.
Result<std::optional<store::AuditHead>> sign_head(Context& context, const LogKey& key);
// Refuses a log whose newest head is signed by none of these keys: another server signs it, or did. Error
// `conflict`; an empty log is anybody's.
Result<Done> check_log_signer(store::Database& database, const std::vector<PublicKey>& known);
// The newest head; one is signed first where the log has grown.
Result<store::AuditHead> head(Context& context, const Caller& caller, const LogKey& key);

struct AuditQuery {
  std::optional<std::int64_t> project;  // absent: all, for the server's administrator
  std::string verb;
  std::optional<std::int64_t> user;
  Page page;
};
Result<std::vector<store::AuditRow>> audit_events(Context& context, const Caller& caller,
                                                  const AuditQuery& query);

struct Proof {
  Digest leaf{};  // of inclusion proofs
  std::vector<Digest> hashes;
};
Result<Proof> inclusion(Context& context, const Caller& caller, std::int64_t index, std::int64_t size);
Result<Proof> consistency(Context& context, const Caller& caller, std::int64_t first, std::int64_t second);

// Whether a head somebody kept is a beginning of the log as it stands.
struct HeadCheck {
  bool consistent = false;
  std::string message;
};
Result<HeadCheck> check_head(Context& context, const Caller& caller, const LogKey& key,
                             const std::string& note);

// The whole log as a file, line by line, for the server's administrator; docs/reference/audit_log.md.
Result<Done> export_log(Context& context, const Caller& caller, const LogKey& key,
                        const std::function<void(std::string_view)>& put);

}  // namespace assay::app
