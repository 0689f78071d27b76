#include "domain/audit_export.h"

#include <fmt/format.h>

#include "base/canonical_json.h"
#include "base/check.h"
#include "base/merkle.h"

namespace assay::domain {
namespace {

constexpr std::string_view format_name = "assay_audit_export";
constexpr int format_version = 1;
constexpr std::size_t header_bytes_max = 16 << 10;
constexpr std::string_view before_leaf = "{\"leaf\":";
constexpr std::string_view no_leaf = "null";
constexpr std::string_view before_hash = ",\"leaf_hash\":\"";
constexpr std::string_view after_hash = "\"}";
constexpr std::string_view before_head = "{\"head\":";
constexpr std::size_t hash_digits = 2 * sizeof(Digest);

std::string line_of(const CanonicalJson::Object& object) {
  const Result<std::string> bytes = canonical_bytes(object);
  ASSAY_CHECK(bytes.ok(), "a line of the export is made of valid texts");
  return bytes.value() + "\n";
}

const std::string* text_field(const CanonicalJson& json, const char* name) {
  const CanonicalJson* field = json.field(name);
  return field == nullptr ? nullptr : field->text();
}

}  // namespace

std::string export_header_line(const AuditExportHeader& header) {
  return line_of({{"format", format_name},
                  {"key", hex(header.key)},
                  {"log_id", header.log_id},
                  {"origin", header.origin},
                  {"version", format_version}});
}

std::string export_event_line(std::string_view leaf) {
  return fmt::format("{}{}{}{}{}\n", before_leaf, leaf, before_hash, hex(leaf_hash(leaf)), after_hash);
}

std::string export_pruned_line(const Digest& leaf_hash) {
  return fmt::format("{}{}{}{}{}\n", before_leaf, no_leaf, before_hash, hex(leaf_hash), after_hash);
}

std::string export_head_line(std::string_view signed_head) { return line_of({{"head", signed_head}}); }

Result<AuditExportHeader> read_export_header(std::string_view line) {
  const Error refused{ErrorCode::invalid, "this is not an export of an audit log", "line 1"};
  if (line.size() > header_bytes_max) return refused;
  const Result<CanonicalJson> json = parse_canonical(line);
  if (!json.ok() || text_field(json.value(), "format") == nullptr ||
      *text_field(json.value(), "format") != format_name) {
    return refused;
  }
  const CanonicalJson* version = json.value().field("version");
  if (version == nullptr || version->integer() != format_version) {
    return Error{ErrorCode::invalid,
                 "this export is of a version this program does not know; take a newer one", "line 1"};
  }
  const std::string* key_text = text_field(json.value(), "key");
  const std::string* log_id = text_field(json.value(), "log_id");
  const std::string* origin = text_field(json.value(), "origin");
  const auto key = key_text == nullptr ? std::nullopt : public_key_from_hex(*key_text);
  if (!key || log_id == nullptr || !digest_from_hex(*log_id) || origin == nullptr) return refused;
  return AuditExportHeader{*log_id, *origin, *key};
}

bool is_export_head_line(std::string_view line) { return line.starts_with(before_head); }

std::optional<std::string> read_export_head(std::string_view line) {
  const Result<CanonicalJson> json = parse_canonical(line);
  if (!json.ok() || json.value().object()->size() != 1) return std::nullopt;
  const std::string* head = text_field(json.value(), "head");
  return head == nullptr ? std::nullopt : std::optional(*head);
}

std::optional<ExportedEvent> read_export_event(std::string_view line) {
  const std::size_t frame = before_leaf.size() + before_hash.size() + hash_digits + after_hash.size();
  if (line.size() <= frame || !line.starts_with(before_leaf) || !line.ends_with(after_hash)) {
    return std::nullopt;
  }
  const std::size_t hash_at = line.size() - after_hash.size() - hash_digits;
  const auto hash = digest_from_hex(line.substr(hash_at, hash_digits));
  const std::size_t leaf_end = hash_at - before_hash.size();
  if (!hash || line.substr(leaf_end, before_hash.size()) != before_hash) return std::nullopt;
  const std::string_view leaf = line.substr(before_leaf.size(), leaf_end - before_leaf.size());
  return ExportedEvent{leaf == no_leaf ? std::string_view() : leaf, *hash};
}

}  // namespace assay::domain
