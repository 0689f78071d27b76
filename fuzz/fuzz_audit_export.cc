#include "base/merkle.h"
#include "check.h"
#include "domain/audit_export.h"
#include "domain/audit_leaf.h"
#include "domain/audit_verify.h"

// The input as a file, and its lines as leaves under a right head: whatever they are, the log never holds
// unless every leaf is one the log writes.
int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace assay;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  static const SigningKey key = SigningKey::from_seed(std::string(signing_seed_bytes, 'k')).value();
  const domain::AuditTrust trust{{key.public_key()}, {}, {}};
  const auto as_file = domain::verify_audit_export(bytes, trust);
  ASSAY_CHECK(!as_file.ok() || as_file.value().finding, "no signature, no log that holds");

  std::string text;
  MerkleFrontier tree;
  std::string_view rest = bytes;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    text += domain::export_event_line(rest.substr(0, end));
    tree.append(leaf_hash(rest.substr(0, end)));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  const std::string first(bytes.substr(0, bytes.find('\n')));
  text = domain::export_header_line({domain::audit_log_id(first), "log", key.public_key()}) + text +
         domain::export_head_line(signed_checkpoint({"log", tree.size(), tree.root()}, key).value());
  const auto verified = domain::verify_audit_export(text, trust);
  ASSAY_CHECK(verified.ok(), "what was written is an export");
  if (!verified.value().finding) {
    ASSAY_CHECK(static_cast<std::uint64_t>(verified.value().events) == tree.size(), "every event was read");
  }
  return 0;
}
