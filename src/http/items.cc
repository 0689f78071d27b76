// Items as people look at them.

#include "app/items.h"

#include <nlohmann/json.hpp>

#include "domain/annotation.h"
#include "http/handlers.h"
#include "http/services.h"
#include "http/wire_values.h"

namespace assay::http {
namespace {

constexpr std::size_t excerpt_bytes = 300;
constexpr std::string_view attribute_prefix = "attribute.";

// The first bytes of a text, cut between characters.
std::string excerpt_of(std::string_view text) {
  if (text.size() <= excerpt_bytes) return std::string(text);
  std::size_t size = excerpt_bytes;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
  return std::string(text.substr(0, size)) + "…";
}

Json row_json(const app::ItemRow& row) {
  Json json = {{"id", id_json(row.item.id.value)},
               {"key", row.item.name},
               {"kind", row.item.content.kind},
               {"excerpt", excerpt_of(row.item.content.content)},
               {"attributes", Json::parse(row.item.content.attributes, nullptr, false)},
               {"answers", row.answers}};
  json["disagreement"] = nullptr;
  if (row.disagreement) json["disagreement"] = *row.disagreement;
  json["gold"] = row.gold;
  return json;
}

Json maybe(std::string_view text) { return text.empty() ? Json(nullptr) : Json(text); }
template <class T>
Json maybe(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json regions_json(const app::ItemView& view, const app::NamedAnnotation& annotation) {
  Json list = Json::array();
  for (const app::NamedRegion& region : view.regions) {
    if (region.row.is_gold || region.annotator != annotation.annotator ||
        region.question != annotation.question) {
      continue;
    }
    list.push_back({{"label", region.label},
                    {"shape", region.row.shape},
                    {"geometry", Json::parse(region.row.geometry, nullptr, false)}});
  }
  return list;
}

Json annotation_json(const app::ItemView& view, const app::NamedAnnotation& annotation) {
  const store::AnnotationRow& row = annotation.row;
  return {{"sequence", row.sequence},
          {"question", annotation.question},
          {"annotator", annotation.annotator},
          {"label", row.label == 0 ? Json(nullptr) : Json(annotation.label)},
          {"submitted_at", maybe_time_json(row.submitted_at)},
          {"active_ms", maybe(row.active_ms)},
          {"confidence", maybe(row.confidence)},
          {"flag", row.flag == domain::Flag::none ? Json(nullptr) : Json(domain::word_of(row.flag))},
          {"guideline_version", maybe(annotation.guideline_version)},
          {"batch", maybe(annotation.batch)},
          {"provider", maybe(annotation.provider)},
          {"origin", domain::word_of(row.origin)},
          {"admission", domain::word_of(row.admission)},
          {"reason", maybe(row.quarantine_reason)},
          {"in_force", annotation.in_force},
          {"regions", regions_json(view, annotation)}};
}

Json view_json(const app::ItemView& view) {
  Json json = row_json(view.row);
  const domain::ItemContent& content = view.row.item.content;
  const bool is_text = content.kind == "text" || content.kind == "unseen" || content.kind == "image";
  json["content"] = is_text ? Json(content.content) : Json::parse(content.content, nullptr, false);
  json["image_url"] = nullptr;
  json["annotations"] = Json::array();
  for (const auto& annotation : view.annotations)
    json["annotations"].push_back(annotation_json(view, annotation));
  json["gold_labels"] = Json::array();
  for (const app::NamedGold& gold : view.gold) {
    json["gold_labels"].push_back({{"question", gold.question},
                                   {"label", gold.label},
                                   {"source", gold.row.source},
                                   {"expert_count", maybe(gold.row.expert_count)},
                                   {"created_at", time_json(gold.row.created_at)}});
  }
  return json;
}

Result<app::ItemFilter> filter_of(const Call& call) {
  const Request& request = call.request;
  const auto text = [&](std::string_view name) {
    return std::string(query_value(request, name).value_or(""));
  };
  app::ItemFilter filter;
  filter.question = text("question");
  filter.label = text("label");
  filter.annotator = text("annotator");
  filter.gold_label = text("gold_label");
  filter.name_contains = text("search");
  if (const std::string order = text("order"); !order.empty()) filter.order = order;
  if (const std::string disagreement = text("disagreement"); !disagreement.empty()) {
    if (disagreement != "yes" && disagreement != "no") {
      return Error{ErrorCode::invalid, "disagreement is yes or no", "disagreement"};
    }
    filter.disagreement = disagreement == "yes";
  }
  for (const Parameter& parameter : request.query) {
    if (parameter.name.rfind(attribute_prefix, 0) != 0) continue;
    filter.attributes[parameter.name.substr(attribute_prefix.size())] = parameter.value;
  }
  const auto asked = page_asked(call);
  if (!asked.ok()) return asked.error();
  filter.limit = asked.value().limit;
  if (query_value(request, "cursor")) filter.after = asked.value().before;
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
                     Json json = {{"items", std::move(items)}, {"next", nullptr}};
                     if (page.next > 0) json["next"] = std::to_string(page.next);
                     return json;
                   });
}

Answer show_item(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  const auto item = path_id<domain::ItemTag>(call, "item");
  if (!item.ok()) return error_answer(item.error());
  return answer_of(app::item(*call.services.app, caller_of(call), id.value(), item.value()), view_json);
}

}  // namespace assay::http
