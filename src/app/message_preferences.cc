#include "app/message_preferences.h"

#include <fmt/format.h>

#include "app/message_kinds.h"
#include "app/permissions.h"
#include "domain/message_json.h"
#include "store/message.h"
#include "store/sending.h"

namespace assay::app {
namespace {

Result<Done> check_kinds(const domain::MessagePreference& preference) {
  for (const auto& [name, wanted] : preference.mail) {
    if (message_kind(name) != nullptr) continue;
    return Error{ErrorCode::invalid, fmt::format("there are no messages of the kind {}", name), "mail"};
  }
  return Done{};
}

Digest digest_of_preference(const domain::MessagePreference& preference) {
  return sha256(fmt::format("{}\n{}\n{}\n{}\n{}", preference.digest, preference.digest_hour,
                            preference.quiet_from.value_or(-1), preference.quiet_to.value_or(-1),
                            domain::choices_text(preference.mail)));
}

}  // namespace

Result<PreferenceView> message_preference(Context& context, const Caller& caller) {
  if (auto in = allow_signed_in(caller, Access::read); !in) return in.error();
  return context.database.read([&](store::Connection& connection) -> Result<PreferenceView> {
    Result<domain::MessagePreference> found = store::message_preference(connection, caller.user.id);
    if (!found) return found.error();
    Result<std::string> zone = store::time_zone_of(connection, caller.user.id);
    if (!zone) return zone.error();
    return PreferenceView{std::move(found).value(), std::move(zone).value(), context.outbound.has_mail};
  });
}

Result<Done> set_message_preference(Context& context, const Caller& caller,
                                    const domain::MessagePreference& preference) {
  if (auto in = allow_signed_in(caller, Access::write); !in) return in.error();
  if (auto checked = domain::check_preference(preference); !checked) return checked;
  if (auto known = check_kinds(preference); !known) return known;
  return context.database.write([&](store::Transaction& transaction) -> Result<store::Outcome<Done>> {
    store::Connection& connection = transaction.connection();
    Result<domain::MessagePreference> before = store::message_preference(connection, caller.user.id);
    if (!before) return before.error();
    auto kept = store::set_message_preference(connection, caller.user.id, preference);
    if (!kept) return kept.error();
    Result<std::string> zone = store::time_zone_of(connection, caller.user.id);
    if (!zone) return zone.error();
    const std::int64_t due = domain::mail_due_us(preference, zone.value(), transaction.now_us());
    if (auto moved = store::move_mail(connection, caller.user.id, due); !moved) return moved.error();
    domain::AuditEvent event = event_by(caller, "set_message_preference", "user");
    event.object = caller.user.id.value;
    event.before = digest_of_preference(before.value());
    event.after = digest_of_preference(preference);
    return store::Outcome<Done>::changed({}, std::move(event));
  });
}

}  // namespace assay::app
