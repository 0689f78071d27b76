#include "app/audit_prune.h"

#include <fmt/format.h>

#include "app/permissions.h"
#include "domain/audit_verify.h"
#include "store/audit_page.h"

namespace assay::app {
namespace {

constexpr std::int64_t events_a_write = 10'000;  // events a write

Error other(const std::string& what) { return Error{ErrorCode::conflict, what, "FILE"}; }

// The hashes of the events that a signed head covers.
Result<std::vector<domain::VerifiedEvent>> sealed_events(std::string_view exported, const LogKey& key) {
  std::vector<domain::VerifiedEvent> events;
  domain::AuditTrust trust;
  trust.keys.push_back(key.key.public_key());
  const auto look = [&](const domain::VerifiedEvent& event) { events.push_back(event); };
  const auto verified = domain::verify_audit_export(exported, trust, look);
  if (!verified) return verified.error();
  if (verified.value().finding) {
    return other("the export does not hold: " + verified.value().finding->message);
  }
  events.resize(static_cast<std::size_t>(verified.value().sealed_events));
  return events;
}

// What the record still says, the file must say too.
Result<Done> compare(store::Connection& connection, const std::vector<domain::VerifiedEvent>& events) {
  for (std::int64_t next = 0; next < std::ssize(events);) {
    const std::int64_t first = next;
    std::int64_t at = first;
    std::optional<std::int64_t> differs;
    Result<std::int64_t> reached =
        store::audit_leaf_page(connection, {first, std::ssize(events)}, [&](const store::Leaf& leaf) {
          const domain::VerifiedEvent& event = events[static_cast<std::size_t>(at)];
          const bool is_held = event.has_content || leaf.bytes.empty();
          if ((leaf.hash != event.leaf_hash || !is_held) && !differs) differs = at;
          ++at;
        });
    if (!reached) return reached.error();
    if (differs) {
      return other(fmt::format("event {} of the record is another one in the export, or has no content there",
                               *differs));
    }
    next = reached.value();
    if (next == first) return other(fmt::format("the record ends before event {} of the export", first));
  }
  return Done{};
}

Result<std::int64_t> take(Context& context, std::int64_t end) {
  std::int64_t taken = 0;
  for (std::int64_t first = 0; first < end; first += events_a_write) {
    Result<Done> done = context.database.maintain([&](store::Transaction& transaction) -> Result<Done> {
      Result<std::int64_t> count =
          store::prune_leaves(transaction.connection(), {first, std::min(end, first + events_a_write)});
      if (!count) return count.error();
      taken += count.value();
      return Done{};
    });
    if (!done) return done.error();
  }
  return taken;
}

}  // namespace

Result<Pruned> prune_log(Context& context, const Caller& caller, const LogKey& key,
                         std::string_view exported) {
  if (auto may = allow(caller, Verb::prune_log); !may) return may.error();
  const Result<std::vector<domain::VerifiedEvent>> events = sealed_events(exported, key);
  if (!events) return events.error();
  Result<Done> same = context.database.read(
      [&](store::Connection& connection) { return compare(connection, events.value()); });
  if (!same) return same.error();
  Pruned out;
  out.before = std::ssize(events.value());
  // Said before it is done: a stop between leaves events that are still whole, and the command is run again.
  Result<Done> said = context.database.write([&](store::Transaction&) -> Result<store::Outcome<Done>> {
    domain::AuditEvent event = event_by(caller, "prune_log", "log");
    event.object = out.before;
    event.after = sha256(exported);
    return store::Outcome<Done>::changed({}, std::move(event));
  });
  if (!said) return said.error();
  Result<std::int64_t> taken = take(context, out.before);
  if (!taken) return taken.error();
  out.events = taken.value();
  return out;
}

}  // namespace assay::app
