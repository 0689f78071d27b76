#include "domain/audit_event.h"

#include <nlohmann/json.hpp>

#include "base/clock.h"

namespace assay::domain {
namespace {

using nlohmann::json;  // its objects are sorted by key: with no floats inside, dump() is canonical

json digest_or_null(const std::optional<Digest>& digest) {
  return digest ? json(hex(*digest)) : json(nullptr);
}

template <class IdType>
json key_or_null(const std::optional<IdType>& id) {
  return id ? json(id->value) : json(nullptr);
}

json header_of(const AuditEvent& event, std::int64_t at_us) {
  return {{"actor", key_or_null(event.user)},
          {"after", digest_or_null(event.after)},
          {"at", utc_text(at_us)},
          {"before", digest_or_null(event.before)},
          {"object", event.object},
          {"object_kind", event.object_kind},
          {"project", key_or_null(event.project)},
          {"reason", event.reason},
          {"request", event.request_id}};
}

json rows_of(const AuditEvent& event) {
  if (!event.rows) return nullptr;
  return {{"count", event.rows->count}, {"root", hex(event.rows->root)}};
}

}  // namespace

std::string audit_leaf(const AuditEvent& event, const AuditPlace& place) {
  const json leaf = {{"author", nullptr},
                     {"author_seq", nullptr},
                     {"day", utc_text(place.at_us).substr(0, 10)},
                     {"event", "ev-" + std::to_string(place.index)},
                     {"header", header_of(event, place.at_us)},
                     {"index", place.index},
                     {"log_id", place.log_id.empty() ? json(nullptr) : json(place.log_id)},
                     {"parts", json::object()},
                     {"rows", rows_of(event)},
                     {"sig", nullptr},
                     {"type", event.verb}};
  return leaf.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace assay::domain
