// Whether the server lives, whether it can work, and its numbers.

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/keys.h"
#include "http/client_address.h"
#include "http/handlers.h"
#include "http/services.h"
#include "http/wire_values.h"
#include "store/user.h"

namespace assay::http {

Answer show_health(const Call&) { return json_of({{"status", "ok"}}); }

Answer show_readiness(const Call& call) {
  const auto counted = call.services.app->database.read(
      [](store::Connection& connection) { return store::user_count(connection); });
  if (!counted.ok()) return error_answer(counted.error());
  const std::size_t loads = call.services.app->live.loads_waiting();
  if (loads == 0) return json_of({{"status", "ok"}});
  Answer answer =
      refused(503, "unavailable",
              fmt::format("the server is loading {} projects into memory: writes are taken, pages "
                          "of these projects wait",
                          loads));
  add_header(answer, "Retry-After", "1");
  return answer;
}

// From this machine, unless a proxy stands before it, or with the token: numbers tell who works when.
Answer show_metrics(const Call& call) {
  const std::string& token = call.services.metrics_token;
  const std::string_view shown = header_value(call.request, "Authorization").value_or("");
  const bool has_token = !token.empty() && equal_in_constant_time(shown, "Bearer " + token);
  const bool is_local = is_loopback(call.request.address) && !header_value(call.request, "X-Forwarded-For");
  if (!has_token && !is_local) {
    return error_answer({ErrorCode::forbidden, "metrics are read from this machine, or with the token", ""});
  }
  return text_answer(call.services.metrics->text(), "text/plain; version=0.0.4; charset=utf-8");
}

}  // namespace assay::http
