#include "domain/audit_event.h"

#include <fmt/format.h>

#include "base/canonical_json.h"
#include "base/clock.h"

namespace assay::domain {
namespace {

using Json = CanonicalJson;

Json digest_or_null(const std::optional<Digest>& digest) { return digest ? Json(hex(*digest)) : Json(); }

template <class IdType>
Json key_or_null(const std::optional<IdType>& id) {
  return id ? Json(id->value) : Json();
}

Json header_of(const AuditEvent& event, std::int64_t at_us) {
  Json::Object header{{"actor", key_or_null(event.user)},
                      {"after", digest_or_null(event.after)},
                      {"at", utc_text(at_us)},
                      {"before", digest_or_null(event.before)},
                      {"object", event.object},
                      {"object_kind", event.object_kind},
                      {"project", key_or_null(event.project)},
                      {"reason", event.reason},
                      {"request", event.request_id}};
  // Absent, not null, where there are none: events of earlier releases keep their bytes.
  if (!event.methods.empty()) header["methods"] = Json::List(event.methods.begin(), event.methods.end());
  return header;
}

Json rows_of(const AuditEvent& event) {
  if (!event.rows) return {};
  return Json::Object{{"count", event.rows->count}, {"root", hex(event.rows->root)}};
}

}  // namespace

Result<std::string> audit_leaf(const AuditEvent& event, const AuditPlace& place) {
  return canonical_bytes(Json::Object{{"author", {}},
                                      {"author_seq", {}},
                                      {"day", utc_text(place.at_us).substr(0, 10)},
                                      {"event", fmt::format("ev-{}", place.index)},
                                      {"header", header_of(event, place.at_us)},
                                      {"index", place.index},
                                      {"log_id", place.log_id.empty() ? Json() : Json(place.log_id)},
                                      {"parts", Json::Object{}},
                                      {"rows", rows_of(event)},
                                      {"sig", {}},
                                      {"type", event.verb}});
}

}  // namespace assay::domain
