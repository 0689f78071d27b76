#include "app/items.h"

#include <nlohmann/json.hpp>

#include "formats/values.h"
#include "http/handlers.h"
#include "http/item_json.h"
#include "http/services.h"

namespace assay::http {
namespace {

constexpr std::string_view attribute_prefix = "attribute.";

std::string asked_text(const Call& call, std::string_view name) {
  return std::string(query_value(call.request, name).value_or(""));
}

Result<Done> read_time(const Call& call, const char* name, std::optional<std::int64_t>& into) {
  const auto asked = query_value(call.request, name);
  if (!asked || asked->empty()) return Done{};
  into = formats::time_us_from(*asked);
  if (into) return Done{};
  return Error{ErrorCode::invalid, "a time is 2026-11-24 or 2026-11-24T08:05:00Z", name};
}

Result<app::ItemFilter> filter_of(const Call& call) {
  app::ItemFilter filter;
  filter.question = asked_text(call, "question");
  filter.label = asked_text(call, "label");
  filter.annotator = asked_text(call, "annotator");
  filter.gold_label = asked_text(call, "gold_label");
  filter.batch = asked_text(call, "batch");
  filter.search = asked_text(call, "search");
  filter.cursor = asked_text(call, "cursor");
  if (const auto order = query_value(call.request, "order")) filter.order = *order;
  if (const auto disagreement = query_value(call.request, "disagreement")) {
    if (*disagreement != "yes" && *disagreement != "no") {
      return Error{ErrorCode::invalid, "disagreement is yes or no", "disagreement"};
    }
    filter.disagreement = *disagreement == "yes";
  }
  for (const Parameter& asked : call.request.query) {
    if (asked.name.starts_with(attribute_prefix)) {
      filter.attributes[asked.name.substr(attribute_prefix.size())] = asked.value;
    }
  }
  for (const auto& [name, time] :
       {std::pair{"since", &filter.since_us}, std::pair{"until", &filter.until_us}}) {
    if (auto read = read_time(call, name, *time); !read.ok()) return read.error();
  }
  const auto limit = limit_asked(call);
  if (!limit.ok()) return limit.error();
  filter.limit = limit.value();
  return filter;
}

}  // namespace

Answer list_items(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  const auto filter = filter_of(call);
  if (!filter.ok()) return error_answer(filter.error());
  return answer_of(app::items(*call.services.app, caller_of(call), id.value(), filter.value()),
                   [](const app::ItemPage& page) {
                     Json items = Json::array();
                     for (const app::ItemRow& row : page.items) items.push_back(item_row_json(row));
                     return Json{{"items", std::move(items)},
                                 {"next", page.next.empty() ? Json(nullptr) : Json(page.next)},
                                 {"searched", page.searched}};
                   });
}

Answer show_item(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  const std::string_view asked = path_value(call.request, "item");
  return answer_of(app::item(*call.services.app, caller_of(call), id.value(), asked), item_json);
}

}  // namespace assay::http
