#include "app/items.h"

#include <nlohmann/json.hpp>

#include "http/handlers.h"
#include "http/services.h"
#include "http/wire_values.h"

namespace assay::http {
namespace {

constexpr std::size_t excerpt_bytes = 200;
constexpr std::string_view attribute_prefix = "attribute.";

Json parsed_or_text(const std::string& text) {
  Json parsed = Json::parse(text, nullptr, false);
  return parsed.is_discarded() ? Json(text) : parsed;
}

// The beginning, cut between characters.
std::string excerpt_of(const std::string& text) {
  if (text.size() <= excerpt_bytes) return text;
  std::size_t end = excerpt_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end) + "…";
}

Json row_json(const app::ItemRow& row) {
  Json attributes = Json::object();
  const Json stored = parsed_or_text(row.item.content.attributes);
  for (const auto& [name, value] : stored.items()) {
    attributes[name] = value.is_string() ? value : Json(value.dump());
  }
  return {{"id", id_json(row.item.id.value)},
          {"key", row.item.name},
          {"kind", row.item.content.kind},
          {"excerpt", excerpt_of(row.item.content.content)},
          {"attributes", std::move(attributes)},
          {"answers", row.answers.empty() ? Json::object() : Json(row.answers)},
          {"disagreement", row.disagreement ? Json(*row.disagreement) : Json(nullptr)},
          {"gold", row.gold.empty() ? Json::object() : Json(row.gold)}};
}

// A set of categories is stored as the text of a JSON list.
Json label_json(const std::string& label) {
  if (label.empty()) return nullptr;
  if (label.front() != '[') return label;
  Json list = Json::parse(label, nullptr, false);
  return list.is_array() ? list : Json(label);
}

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }
Json number_or_null(const auto& number) { return number ? Json(*number) : Json(nullptr); }

Json region_json(const app::NamedRegion& region) {
  const Json numbers = Json::parse(region.row.geometry, nullptr, false);
  Json points = Json::array();
  Json start = nullptr, end = nullptr;
  if (region.row.shape == "span" && numbers.size() == 2) {
    start = numbers[0];
    end = numbers[1];
  } else if (region.row.shape == "box" && numbers.size() >= 4) {
    const double x = numbers[0], y = numbers[1], width = numbers[2], height = numbers[3];
    points = {{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}};
  } else {
    for (std::size_t at = 0; at + 1 < numbers.size(); at += 2)
      points.push_back({numbers[at], numbers[at + 1]});
  }
  return {{"label", region.label},
          {"shape", region.row.shape},
          {"points", std::move(points)},
          {"unit", "pixels"},
          {"start", start},
          {"end", end},
          {"text", nullptr}};
}

Json regions_of(const app::ItemView& view, const std::string& question, const std::string& annotator) {
  Json out = Json::array();
  for (const app::NamedRegion& region : view.regions) {
    if (region.question == question && region.annotator == annotator) out.push_back(region_json(region));
  }
  return out;
}

Json annotation_json(const app::NamedAnnotation& a, const app::ItemView& view) {
  return {{"sequence", a.row.sequence},
          {"question", a.question},
          {"annotator", a.annotator},
          {"label", label_json(a.label)},
          {"submitted_at", maybe_time_json(a.row.submitted_at)},
          {"active_ms", number_or_null(a.row.active_ms)},
          {"confidence", number_or_null(a.row.confidence)},
          {"flag", a.row.flag == domain::Flag::none ? Json(nullptr) : Json(domain::word_of(a.row.flag))},
          {"guideline_version", text_or_null(a.guideline_version)},
          {"batch", text_or_null(a.batch)},
          {"provider", text_or_null(a.provider)},
          {"origin", domain::word_of(a.row.origin)},
          {"admission", domain::word_of(a.row.admission)},
          {"reason", text_or_null(a.row.quarantine_reason)},
          {"in_force", a.in_force},
          {"regions", regions_of(view, a.question, a.annotator)}};
}

// Regions of people who said nothing of the item as a whole stand in a row of their own.
void add_region_rows(const app::ItemView& view, Json& annotations) {
  for (const app::NamedRegion& region : view.regions) {
    bool shown = false;
    for (const Json& row : annotations) {
      shown = shown || (row["question"] == region.question && row["annotator"] == region.annotator);
    }
    if (shown) continue;
    app::NamedAnnotation made;
    made.question = region.question;
    made.annotator = region.annotator;
    annotations.push_back(annotation_json(made, view));
  }
}

Json view_json(const app::ItemView& view) {
  Json json = row_json(view.row);
  json["content"] = view.row.item.content.kind == "text" ? Json(view.row.item.content.content)
                                                         : parsed_or_text(view.row.item.content.content);
  json["image_url"] = nullptr;
  if (view.row.item.content.kind == "image" && json["content"].is_object() &&
      json["content"].contains("url")) {
    json["image_url"] = json["content"]["url"];
  }
  Json annotations = Json::array(), gold = Json::array();
  for (const app::NamedAnnotation& each : view.annotations)
    annotations.push_back(annotation_json(each, view));
  add_region_rows(view, annotations);
  for (const app::NamedGold& each : view.gold) {
    gold.push_back({{"question", each.question},
                    {"label", label_json(each.label)},
                    {"source", each.row.source},
                    {"expert_count", number_or_null(each.row.expert_count)},
                    {"created_at", time_json(each.row.created_at)}});
  }
  json["annotations"] = std::move(annotations);
  json["gold_labels"] = std::move(gold);
  return json;
}

std::string asked_text(const Call& call, std::string_view name) {
  return std::string(query_value(call.request, name).value_or(""));
}

Result<app::ItemFilter> filter_of(const Call& call) {
  app::ItemFilter filter;
  filter.question = asked_text(call, "question");
  filter.label = asked_text(call, "label");
  filter.annotator = asked_text(call, "annotator");
  filter.gold_label = asked_text(call, "gold_label");
  filter.name_contains = asked_text(call, "search");
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
  const auto page = page_asked(call);
  if (!page.ok()) return page.error();
  filter.limit = page.value().limit;
  if (page.value().before != INT64_MAX) filter.after = page.value().before;
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
                     for (const app::ItemRow& row : page.items) items.push_back(row_json(row));
                     return Json{{"items", std::move(items)},
                                 {"next", page.next > 0 ? Json(std::to_string(page.next)) : Json(nullptr)}};
                   });
}

Answer show_item(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  const std::string_view asked = path_value(call.request, "item");
  return answer_of(app::item(*call.services.app, caller_of(call), id.value(), asked), view_json);
}

}  // namespace assay::http
