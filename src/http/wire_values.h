#pragma once
// What handlers share: ids, times and lists as they stand on the wire, and bodies read with one answer for
// what is wrong.

#include <cstdint>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/id.h"
#include "base/result.h"
#include "http/answer.h"
#include "http/json_fields.h"
#include "http/route.h"

namespace assay::http {

using Json = nlohmann::ordered_json;

// Ids are texts on the wire: numbers of 64 bits do not survive JavaScript.
Json id_json(std::int64_t id);
Json time_json(std::int64_t us);
Json maybe_time_json(const std::optional<std::int64_t>& us);

// A positive number of a path or query; `where` names it in the error, which is not_found for ids of paths.
std::optional<std::int64_t> id_from(std::string_view text);
template <class Tag>
Result<Id<Tag>> path_id(const Call& call, std::string_view name) {
  const auto value = id_from(path_value(call.request, name));
  if (!value) return Error{ErrorCode::not_found, "there is nothing with this id", std::string(name)};
  return Id<Tag>{*value};
}

// A revision as an ETag, and read from the If-Match of an edit. The answer where it names none: 428 without
// the header, a conflict where it is no etag of ours.
std::string etag_text(std::int64_t revision);
std::optional<Answer> read_revision(const Call& call, std::int64_t& revision);

// Of lists: limit 1..1000 (default 100) and the cursor, the smallest id of the page before.
struct PageAsked {
  std::int64_t before = INT64_MAX;
  std::int64_t limit = 100;
};
Result<PageAsked> page_asked(const Call& call);
inline constexpr std::int64_t limit_max = 1000;  // rows of a page
// The limit alone, for lists whose cursors are no ids.
Result<std::int64_t> limit_asked(const Call& call);
// {items, next}; next is the last item's id when the page is full.
Answer page_answer(Json items, std::int64_t last_id, const PageAsked& asked);

Answer json_of(const Json& json);
Answer done_answer();  // {}

// The answer of a failed Result, or what `make` makes of its value.
template <class T, class Make>
Answer answer_of(const Result<T>& result, const Make& make) {
  return result.ok() ? json_of(make(result.value())) : error_answer(result.error());
}

// The body's fields read by `read`; nothing of it runs further when one is wrong.
std::optional<Answer> read_body(const Call& call, const std::function<void(Fields&)>& read);

}  // namespace assay::http
