#pragma once
// Verifies an exported audit log without the server and without trusting the file: every event is hashed
// anew, the tree is built anew, and its root must be the one in every signed head. Names the first event that
// was altered, dropped, inserted or reordered.
//
// What the file alone can show ends where somebody rewrote an event and every hash after it: then the first
// signed head that no longer fits bounds the event from above, the last that fits from below. Whoever holds
// the log's key can sign a new past; a head that a reader kept from earlier shows that too.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/checkpoint.h"
#include "base/keys.h"
#include "base/result.h"

namespace assay::domain {

// What the reader brings. Keys never come out of the file.
struct AuditTrust {
  std::vector<PublicKey> keys;          // the log's, all it ever had; at least one
  std::vector<NamedKey> witnesses;      // of other parties, whose cosignatures are looked for
  std::vector<std::string> kept_heads;  // signed heads from earlier
};

enum class AuditFault { altered, dropped, inserted, reordered, forked, head_altered, unsigned_log };
const char* audit_fault_name(AuditFault fault);

struct AuditFinding {
  AuditFault fault = AuditFault::altered;
  // The event, or the events among which it is; absent for faults of heads.
  std::optional<std::int64_t> first_event, last_event;
  std::string message;
};

// A look at one event of an export, in its order.
struct VerifiedEvent {
  Digest leaf_hash{};
  bool has_content = true;
};
using LookAtEvent = std::function<void(const VerifiedEvent&)>;

// The newest head a witness has signed.
struct WitnessedHead {
  std::string witness;
  std::uint64_t size = 0;
  std::int64_t unix_seconds = 0;
};

struct AuditVerification {
  std::string log_id;  // made of the first event
  std::string origin;
  std::int64_t events = 0;               // read in order before the first finding
  std::int64_t sealed_events = 0;        // of these, covered by a signed head that fits
  std::int64_t pruned_events = 0;        // given by their hash alone: their contents are in an earlier export
  std::int64_t heads = 0;                // signed heads that fit, kept ones among them
  std::int64_t heads_of_other_keys = 0;  // signed with keys that were not given; passed over
  std::int64_t signatures_not_checked =
      0;  // events signed by a party: its key is in the log, not looked at here
  Digest sealed_root{};
  std::vector<WitnessedHead> witnessed;
  std::optional<AuditFinding> finding;  // absent: everything that is sealed holds
};

// Linear in the bytes; memory for heads alone. Error `invalid` when this is no export, when no key was given,
// and when a kept head cannot be read or is not signed with a given key.
// `look` is shown every event that was read in order before the first finding.
Result<AuditVerification> verify_audit_export(std::string_view bytes, const AuditTrust& trust,
                                              const LookAtEvent& look = {});

}  // namespace assay::domain
