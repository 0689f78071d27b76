#include "domain/audit_leaf.h"

#include <array>
#include <utility>

#include "base/canonical_json.h"
#include "base/merkle.h"

namespace assay::domain {
namespace {

constexpr std::array field_names = {"author", "author_seq", "day",  "event", "header", "index",
                                    "log_id", "parts",      "rows", "sig",   "type"};

Error not_a_leaf(const char* message) { return Error{ErrorCode::invalid, message, {}}; }

bool has_the_fields(const CanonicalJson& json) {
  if (json.object() == nullptr || json.object()->size() != field_names.size()) return false;
  for (const char* name : field_names) {
    if (json.field(name) == nullptr) return false;
  }
  return true;
}

std::optional<std::string> text_of_field(const CanonicalJson& json, const char* name) {
  const std::string* text = json.field(name)->text();
  return text == nullptr ? std::nullopt : std::optional(*text);
}

bool is_text_or_null(const CanonicalJson& json, const char* name) {
  return json.field(name)->is_null() || json.field(name)->text() != nullptr;
}

// {count, root} or null.
bool are_rows(const CanonicalJson& rows) {
  if (rows.is_null()) return true;
  const CanonicalJson* count = rows.field("count");
  const CanonicalJson* root = rows.field("root");
  return rows.object() != nullptr && rows.object()->size() == 2 && count != nullptr &&
         count->integer().value_or(-1) >= 0 && root != nullptr && root->text() != nullptr &&
         digest_from_hex(*root->text()).has_value();
}

// A party's own act carries its name, its count and its signature; what the server logs carries none of them.
bool is_authored_or_not(const AuditLeaf& leaf) {
  if (!leaf.author) return !leaf.author_seq && !leaf.is_signed;
  const bool known = *leaf.author == "client" || *leaf.author == "provider";
  return known && leaf.author_seq && *leaf.author_seq >= 0 && leaf.is_signed;
}

}  // namespace

Result<AuditLeaf> read_audit_leaf(std::string_view bytes) {
  if (bytes.size() > audit_leaf_bytes_max) return not_a_leaf("this is too long for an event");
  const Result<CanonicalJson> parsed = parse_canonical(bytes);
  if (!parsed.ok()) return Error{ErrorCode::invalid, error_text(parsed.error()), {}};
  const CanonicalJson& json = parsed.value();
  if (!has_the_fields(json)) return not_a_leaf("an event of the log has eleven fields, and this has others");
  const auto day = text_of_field(json, "day"), event = text_of_field(json, "event"),
             type = text_of_field(json, "type");
  const auto index = json.field("index")->integer();
  const bool kinds_fit = day && event && type && index && *index >= 0 && is_text_or_null(json, "author") &&
                         is_text_or_null(json, "log_id") && is_text_or_null(json, "sig") &&
                         json.field("header")->object() != nullptr &&
                         json.field("parts")->object() != nullptr && are_rows(*json.field("rows"));
  if (!kinds_fit) return not_a_leaf("a field of the event has a value of another kind");
  AuditLeaf leaf{*index,
                 text_of_field(json, "log_id"),
                 *event,
                 *type,
                 *day,
                 text_of_field(json, "author"),
                 json.field("author_seq")->integer(),
                 text_of_field(json, "sig").has_value()};
  if (!is_authored_or_not(leaf))
    return not_a_leaf("author, author_seq and sig of an event stand together or not at all");
  return leaf;
}

std::string audit_log_id(std::string_view first_leaf) { return hex(sha256(first_leaf)); }

}  // namespace assay::domain
