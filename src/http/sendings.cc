// What leaves the server, for its administrator.

#include "app/sendings.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "http/handlers.h"
#include "http/sending_json.h"
#include "http/services.h"

namespace assay::http {
namespace {

constexpr std::array states = {"queued", "sending", "sent", "failed", "given_up"};

// When it is tried next; nothing when it is not.
Json next_json(const domain::Sending& sending) {
  const bool waits = sending.state == "queued" || sending.state == "failed";
  return waits ? time_json(sending.next_at) : Json(nullptr);
}

Json id_or_null(std::int64_t id) { return id == 0 ? Json(nullptr) : id_json(id); }

}  // namespace

Json sending_json(const domain::Sending& sending) {
  return {{"id", id_json(sending.id.value)},
          {"channel", sending.channel},
          {"kind", sending.kind},
          {"state", sending.state},
          {"user", id_or_null(sending.user.value)},
          {"webhook", id_or_null(sending.webhook.value)},
          {"project", id_or_null(sending.project.value)},
          {"event", sending.event.empty() ? Json(nullptr) : Json(sending.event)},
          {"attempts", sending.attempts},
          {"next_at", next_json(sending)},
          {"status", sending.status ? Json(*sending.status) : Json(nullptr)},
          {"duration_ms", sending.duration_ms ? Json(*sending.duration_ms) : Json(nullptr)},
          {"error", sending.error.empty() ? Json(nullptr) : Json(sending.error)},
          {"created_at", time_json(sending.created_at)},
          {"sent_at", maybe_time_json(sending.sent_at)}};
}

Answer sendings_answer(const Result<std::vector<domain::Sending>>& sendings, const PageAsked& asked) {
  if (!sendings.ok()) return error_answer(sendings.error());
  Json items = Json::array();
  for (const domain::Sending& sending : sendings.value()) items.push_back(sending_json(sending));
  const std::int64_t last = sendings.value().empty() ? 0 : sendings.value().back().id.value;
  return page_answer(std::move(items), last, asked);
}

Answer list_sendings(const Call& call) {
  const auto asked = page_asked(call);
  if (!asked.ok()) return error_answer(asked.error());
  const std::string state(query_value(call.request, "state").value_or(""));
  if (!state.empty() && std::find(states.begin(), states.end(), state) == states.end()) {
    return error_answer(
        {ErrorCode::invalid, "a state is queued, sending, sent, failed or given_up", "state"});
  }
  return sendings_answer(app::sendings(*call.services.app, caller_of(call),
                                       {state, {asked.value().before, asked.value().limit}}),
                         asked.value());
}

Answer send_again(const Call& call) {
  const auto id = path_id<domain::SendingTag>(call, "sending");
  if (!id.ok()) return error_answer(id.error());
  return answer_of(app::send_again(*call.services.app, caller_of(call), id.value()), sending_json);
}

}  // namespace assay::http
