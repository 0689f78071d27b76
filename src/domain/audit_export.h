#pragma once
// The audit log as a file, to be kept and verified without the server: lines of canonical JSON.
//
//   {"format":"assay_audit_export","key":"…","log_id":"…","origin":"…","version":1}      first
//   {"leaf":{…},"leaf_hash":"…"}                                       one an event, in the order of the log
//   {"leaf":null,"leaf_hash":"…"}                                      an event whose content was pruned
//   {"head":"…"}                                                       one a signed head, anywhere after
//
// The leaf stands in its line byte for byte as it was hashed; its hash beside it lets a single change be
// named. The key in the first line is a hint for people: a verifier uses keys that came another way.

#include <optional>
#include <string>
#include <string_view>

#include "base/hash.h"
#include "base/keys.h"
#include "base/result.h"

namespace assay::domain {

struct AuditExportHeader {
  std::string log_id;  // 64 hexadecimal digits
  std::string origin;  // the log's name in its signed heads
  PublicKey key{};
};

// Each with its line end. The leaf must be canonical JSON, the head a signed note.
std::string export_header_line(const AuditExportHeader& header);
std::string export_event_line(std::string_view leaf);
std::string export_pruned_line(const Digest& leaf_hash);
std::string export_head_line(std::string_view signed_head);

// Lines without their ends. The views look into the line.
struct ExportedEvent {
  std::string_view leaf;  // empty: pruned, its hash alone is told
  Digest claimed_hash{};
};
Result<AuditExportHeader> read_export_header(std::string_view line);
bool is_export_head_line(std::string_view line);
std::optional<std::string> read_export_head(std::string_view line);
std::optional<ExportedEvent> read_export_event(std::string_view line);

}  // namespace assay::domain
