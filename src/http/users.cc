// Users as their administrator sees them.

#include <nlohmann/json.hpp>

#include "app/user_states.h"
#include "http/handlers.h"
#include "http/services.h"
#include "http/signed_in.h"
#include "http/wire_values.h"

namespace assay::http {
namespace {

Json row_json(const domain::User& user) {
  Json json = user_json(user);
  json["state"] = user.state;
  json["created_at"] = time_json(user.created_at);
  json["second_factor"] = user.second_factor;
  json["locked_out_until"] = nullptr;
  return json;
}

// The user of the path and the reason of the body.
std::optional<Answer> read_change(const Call& call, app::UserChange& to) {
  const auto id = path_id<domain::UserTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  to.user = id.value();
  return read_body(call, [&](Fields& fields) { to.reason = fields.text("reason"); });
}

Answer change_state(const Call& call, domain::UserVerb verb) {
  app::UserChange change;
  if (auto wrong = read_change(call, change)) return *std::move(wrong);
  return answer_of(app::change_user_state(*call.services.app, caller_of(call), verb, change), row_json);
}

}  // namespace

Json user_json(const domain::User& user) {
  return {{"id", id_json(user.id.value)},
          {"name", user.name},
          {"email", user.email},
          {"administrator", user.administrator},
          {"organisation", {{"id", id_json(user.organisation.value)}, {"name", user.organisation_name}}}};
}

Answer list_users(const Call& call) {
  return answer_of(app::users(*call.services.app, caller_of(call)), [](const auto& users) {
    Json items = Json::array();
    for (const app::UserView& view : users) {
      items.push_back(row_json(view.user));
      items.back()["locked_out_until"] = maybe_time_json(view.locked_out_until);
    }
    return Json{{"items", std::move(items)}, {"next", nullptr}};
  });
}

Answer lock_user(const Call& call) { return change_state(call, domain::UserVerb::lock); }
Answer unlock_user(const Call& call) { return change_state(call, domain::UserVerb::unlock); }
Answer close_user(const Call& call) { return change_state(call, domain::UserVerb::close); }

Answer end_user_sessions(const Call& call) {
  app::UserChange change;
  if (auto wrong = read_change(call, change)) return *std::move(wrong);
  return answer_of(app::end_sessions_of(*call.services.app, caller_of(call), change), [](std::int64_t count) {
    return Json{{"ended", count}};
  });
}

Answer reset_second_factor(const Call& call) {
  app::UserChange change;
  if (auto wrong = read_change(call, change)) return *std::move(wrong);
  const auto done = app::reset_second_factor(*call.services.app, caller_of(call), change);
  return done.ok() ? done_answer() : error_answer(done.error());
}

}  // namespace assay::http
