#include "app/items.h"

#include <nlohmann/json.hpp>

#include "formats/values.h"
#include "http/handlers.h"
#include "http/item_json.h"
#include "http/json_fields.h"
#include "http/services.h"

namespace assay::http {
namespace {

constexpr std::string_view attribute_prefix = "attribute.";
constexpr std::size_t search_bytes_max = 1000;

std::string asked_text(const Call& call, std::string_view name) {
  return std::string(query_value(call.request, name).value_or(""));
}

Result<Done> read_time(std::string_view asked, const char* name, std::optional<std::int64_t>& into) {
  if (asked.empty()) return Done{};
  into = formats::time_us_from(asked);
  if (into) return Done{};
  return Error{ErrorCode::invalid, "a time is 2026-11-24 or 2026-11-24T08:05:00Z", name};
}

// What the address and the body of a search say alike. text(name) is what was asked for, "" when nothing was.
template <class Text>
Result<Done> read_filter(Text text, app::ItemFilter& filter) {
  filter.question = text("question");
  filter.label = text("label");
  filter.annotator = text("annotator");
  filter.gold_label = text("gold_label");
  filter.batch = text("batch");
  filter.cursor = text("cursor");
  if (const std::string order = text("order"); !order.empty()) filter.order = order;
  if (const std::string disagreement = text("disagreement"); !disagreement.empty()) {
    if (disagreement != "yes" && disagreement != "no") {
      return Error{ErrorCode::invalid, "disagreement is yes or no", "disagreement"};
    }
    filter.disagreement = disagreement == "yes";
  }
  if (auto read = read_time(text("since"), "since", filter.since_us); !read.ok()) return read;
  return read_time(text("until"), "until", filter.until_us);
}

// Addresses are kept by browsers, by proxies and in their logs; what people are looked for by must not be.
Result<app::ItemFilter> filter_of(const Call& call) {
  if (query_value(call.request, "search")) {
    return Error{ErrorCode::invalid, "words do not belong into an address: POST them to .../items/search",
                 "search"};
  }
  app::ItemFilter filter;
  const auto text = [&](const char* name) { return asked_text(call, name); };
  if (auto read = read_filter(text, filter); !read.ok()) return read.error();
  for (const Parameter& asked : call.request.query) {
    if (asked.name.starts_with(attribute_prefix)) {
      filter.attributes[asked.name.substr(attribute_prefix.size())] = asked.value;
    }
  }
  const auto limit = limit_asked(call);
  if (!limit.ok()) return limit.error();
  filter.limit = limit.value();
  return filter;
}

void read_attributes(Fields& fields, app::ItemFilter& filter) {
  const nlohmann::json* attributes = fields.maybe_object("attributes");
  if (attributes == nullptr) return;
  for (const auto& [name, value] : attributes->items()) {
    if (!value.is_string()) return fields.fail("attributes", "the value of an attribute is a text here");
    filter.attributes[name] = value.get<std::string>();
  }
}

void read_search(Fields& fields, app::ItemFilter& filter) {
  const auto text = [&](const char* name) { return fields.text_or(name, ""); };
  if (auto read = read_filter(text, filter); !read.ok()) fields.fail(read.error());
  filter.search = text("search");
  read_attributes(fields, filter);
  filter.limit = fields.maybe_integer("limit").value_or(filter.limit);
  if (filter.limit < 1 || filter.limit > limit_max) fields.fail("limit", "limit is 1 to 1000");
  if (filter.search.size() > search_bytes_max) fields.fail("search", "at most 1,000 bytes are looked for");
}

Answer items_answer(const Call& call, domain::ProjectId project, const app::ItemFilter& filter) {
  return answer_of(app::items(*call.services.app, caller_of(call), project, filter),
                   [](const app::ItemPage& page) {
                     Json items = Json::array();
                     for (const app::ItemRow& row : page.items) items.push_back(item_row_json(row));
                     return Json{{"items", std::move(items)},
                                 {"next", page.next.empty() ? Json(nullptr) : Json(page.next)},
                                 {"searched", page.searched}};
                   });
}

}  // namespace

Answer list_items(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  const auto filter = filter_of(call);
  if (!filter.ok()) return error_answer(filter.error());
  return items_answer(call, id.value(), filter.value());
}

Answer search_items(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  app::ItemFilter filter;
  if (auto wrong = read_body(call, [&](Fields& fields) { read_search(fields, filter); })) {
    return *std::move(wrong);
  }
  return items_answer(call, id.value(), filter);
}

Answer show_item(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  const std::string_view asked = path_value(call.request, "item");
  return answer_of(app::item(*call.services.app, caller_of(call), id.value(), asked), item_json);
}

}  // namespace assay::http
