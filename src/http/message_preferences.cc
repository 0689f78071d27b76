// How the caller wants to be told.

#include "app/message_preferences.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "app/message_kinds.h"
#include "http/handlers.h"
#include "http/services.h"
#include "http/wire_values.h"

namespace assay::http {
namespace {

Json minute_json(const std::optional<int>& minute) {
  return minute ? Json(fmt::format("{:02}:{:02}", *minute / 60, *minute % 60)) : Json(nullptr);
}

// "22:30"; nothing when it is none.
std::optional<int> minute_from(std::string_view text) {
  int hour = 0, minute = 0;
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto first = std::from_chars(text.data(), text.data() + 2, hour);
  const auto second = std::from_chars(text.data() + 3, text.data() + 5, minute);
  const bool is_read = first.ptr == text.data() + 2 && second.ptr == text.data() + 5;
  if (!is_read || hour < 0 || hour > 23 || minute < 0 || minute > 59) return std::nullopt;
  return hour * 60 + minute;
}

std::optional<int> quiet_minute_of(Fields& fields, const char* name) {
  const auto text = fields.maybe_text(name);
  if (!text) return std::nullopt;
  const auto minute = minute_from(*text);
  if (!minute) fields.fail(name, "write a time of the day like 22:00");
  return minute;
}

void read_mail(Fields& fields, domain::MessagePreference& to) {
  const nlohmann::json* mail = fields.maybe_object("mail");
  if (mail == nullptr) return;
  for (const auto& [kind, wanted] : mail->items()) {
    if (!wanted.is_boolean()) fields.fail("mail", "each kind is true or false");
    if (wanted.is_boolean()) to.mail[kind] = wanted.get<bool>();
  }
}

Json kinds_json(const domain::MessagePreference& preference) {
  Json kinds = Json::array();
  for (const app::MessageKind& kind : app::message_kinds()) {
    const auto chosen = preference.mail.find(kind.name);
    const bool by_default = kind.by_default == app::ByDefault::mail;
    kinds.push_back({{"kind", kind.name},
                     {"title", kind.title},
                     {"mail", chosen == preference.mail.end() ? by_default : chosen->second}});
  }
  return kinds;
}

}  // namespace

Answer show_message_preference(const Call& call) {
  return answer_of(app::message_preference(*call.services.app, caller_of(call)),
                   [](const app::PreferenceView& view) {
                     const domain::MessagePreference& preference = view.preference;
                     return Json{{"digest", preference.digest},
                                 {"digest_hour", preference.digest_hour},
                                 {"quiet_from", minute_json(preference.quiet_from)},
                                 {"quiet_to", minute_json(preference.quiet_to)},
                                 {"kinds", kinds_json(preference)},
                                 {"time_zone", view.time_zone},
                                 {"has_mail", view.has_mail}};
                   });
}

Answer set_message_preference(const Call& call) {
  domain::MessagePreference given;
  if (auto wrong = read_body(call, [&](Fields& fields) {
        given.digest = fields.text("digest");
        const auto hour = fields.maybe_integer("digest_hour");
        if (hour && (*hour < 0 || *hour > 23)) fields.fail("digest_hour", "an hour is 0 to 23");
        if (hour) given.digest_hour = static_cast<int>(std::clamp<std::int64_t>(*hour, 0, 23));
        given.quiet_from = quiet_minute_of(fields, "quiet_from");
        given.quiet_to = quiet_minute_of(fields, "quiet_to");
        read_mail(fields, given);
      })) {
    return *std::move(wrong);
  }
  const auto done = app::set_message_preference(*call.services.app, caller_of(call), given);
  return done.ok() ? show_message_preference(call) : error_answer(done.error());
}

}  // namespace assay::http
