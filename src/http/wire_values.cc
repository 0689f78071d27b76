#include "http/wire_values.h"

#include <charconv>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/clock.h"
#include "base/json_text.h"

namespace assay::http {

Json id_json(std::int64_t id) { return std::to_string(id); }
Json time_json(std::int64_t us) { return utc_text_us(us); }
Json maybe_time_json(const std::optional<std::int64_t>& us) { return us ? time_json(*us) : Json(nullptr); }

std::optional<std::int64_t> id_from(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value <= 0) return std::nullopt;
  return value;
}

std::string etag_text(std::int64_t revision) { return "\"" + std::to_string(revision) + "\""; }

std::optional<Answer> read_revision(const Call& call, std::int64_t& revision) {
  const auto tag = header_value(call.request, "If-Match");
  if (!tag) return refused(428, "invalid", "send If-Match with the etag of what you read");
  const bool is_quoted = tag->size() > 2 && tag->front() == '"' && tag->back() == '"';
  const auto named = is_quoted ? id_from(tag->substr(1, tag->size() - 2)) : std::nullopt;
  if (!named) {
    return error_answer({ErrorCode::conflict, "this If-Match is no etag of ours: read it again", "if-match"});
  }
  revision = *named;
  return std::nullopt;
}

Result<std::int64_t> limit_asked(const Call& call) {
  const auto limit = query_value(call.request, "limit");
  if (!limit) return PageAsked{}.limit;
  const auto value = id_from(*limit);
  if (!value || *value > limit_max) return Error{ErrorCode::invalid, "limit is 1 to 1000", "limit"};
  return *value;
}

Result<PageAsked> page_asked(const Call& call) {
  PageAsked asked;
  const auto limit = limit_asked(call);
  if (!limit.ok()) return limit.error();
  asked.limit = limit.value();
  if (const auto cursor = query_value(call.request, "cursor")) {
    const auto value = id_from(*cursor);
    if (!value) return Error{ErrorCode::invalid, "take the cursor from next of the page before", "cursor"};
    asked.before = *value;
  }
  return asked;
}

Answer page_answer(Json items, std::int64_t last_id, const PageAsked& asked) {
  const bool is_full = static_cast<std::int64_t>(items.size()) >= asked.limit;
  Json page = {{"items", std::move(items)}, {"next", nullptr}};
  if (is_full) page["next"] = std::to_string(last_id);
  return json_of(page);
}

Answer json_of(const Json& json) { return json_answer(json_text(json)); }

Answer done_answer() { return json_answer("{}"); }

std::optional<Answer> read_body(const Call& call, const std::function<void(Fields&)>& read) {
  const auto body = read_object(call.request.body);
  if (!body.ok()) return error_answer(body.error());
  Fields fields(body.value(), "");
  read(fields);
  if (const auto problem = fields.problem()) return error_answer(*problem);
  return std::nullopt;
}

}  // namespace assay::http
