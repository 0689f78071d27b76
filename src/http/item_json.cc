#include "http/item_json.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/caseless.h"
#include "base/json_field.h"
#include "base/json_text.h"
#include "http/region_json.h"

namespace assay::http {
namespace {

constexpr std::size_t excerpt_bytes = 200;

Json parsed_or_text(const std::string& text) {
  Json parsed = json_from<Json>(text);
  return parsed.is_discarded() ? Json(text) : parsed;
}

std::string shortened(std::string_view text) {
  const std::string_view begun = beginning(text, excerpt_bytes);
  return std::string(begun) + (begun.size() < text.size() ? "…" : "");
}

std::string fields_text(const Json& record) {
  std::string text;
  for (const auto& [name, value] : record.items()) {
    if (text.size() > excerpt_bytes) break;
    const std::string said = value.is_string() ? value.get<std::string>() : json_text(value);
    text += (text.empty() ? "" : "; ") + name + ": " + said;
  }
  return text;
}

// What a list shows of an item: a text's beginning, a conversation's first turn, what was compared, the
// fields of a record, the name of an image. Content too long for a list comes cut and is shown as it begins.
std::string excerpt_of(const domain::ItemContent& item) {
  if (item.kind == "text" || item.kind == "unseen") return shortened(item.content);
  const Json content = json_from<Json>(item.content);
  if (item.kind == "conversation" && content.is_array() && !content.empty()) {
    return shortened(text_field(content[0], "text"));
  }
  if (item.kind == "comparison" && content.is_object()) {
    const std::string prompt = text_field(content, "prompt");
    return shortened(prompt.empty() ? text_field(content, "a") : prompt);
  }
  if (item.kind == "record" && content.is_object()) return shortened(fields_text(content));
  if (item.kind == "image" && content.is_object()) {
    for (const char* name : {"name", "file", "url"}) {
      if (const std::string text = text_field(content, name); !text.empty()) return shortened(text);
    }
  }
  return shortened(item.content);
}

Json row_json(const app::ItemRow& row) {
  Json attributes = Json::object();
  const Json stored = parsed_or_text(row.item.content.attributes);
  for (const auto& [name, value] : stored.items()) {
    attributes[name] = value.is_string() ? value : Json(json_text(value));
  }
  return {{"id", id_json(row.item.id.value)},
          {"key", row.item.name},
          {"kind", row.item.content.kind},
          {"excerpt", excerpt_of(row.item.content)},
          {"attributes", std::move(attributes)},
          {"answers", row.answers.empty() ? Json::object() : Json(row.answers)},
          {"disagreement", row.disagreement ? Json(*row.disagreement) : Json(nullptr)},
          {"gold", row.gold.empty() ? Json::object() : Json(row.gold)}};
}

// A set of categories is stored as the text of a JSON list.
Json label_json(const std::string& label) {
  if (label.empty()) return nullptr;
  if (label.front() != '[') return label;
  Json list = json_from<Json>(label);
  return list.is_array() ? list : Json(label);
}

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }
Json number_or_null(const auto& number) { return number ? Json(*number) : Json(nullptr); }

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
          {"applies", a.applies},
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

const char* word_of(domain::ImagePlace::Kind kind) {
  switch (kind) {
    case domain::ImagePlace::Kind::kept:
      return "kept";
    case domain::ImagePlace::Kind::folder:
      return "folder";
    case domain::ImagePlace::Kind::bucket:
      return "bucket";
    case domain::ImagePlace::Kind::elsewhere:
      return "elsewhere";
  }
  return "";
}

}  // namespace

Json image_json(const app::ImageView& image) {
  return {{"source", word_of(image.place.kind)},
          {"name", image.place.name},
          {"sha256", image.place.sha256 ? Json(hex(*image.place.sha256)) : Json(nullptr)},
          {"bytes", number_or_null(image.place.bytes)},
          {"state", app::word_of(image.state)},
          {"note", text_or_null(image.note)}};
}

Json image_address(const app::ImageView& image, const std::string& own_path) {
  if (!image.signed_url.empty()) return image.signed_url;
  return image.is_here ? Json(own_path) : Json(nullptr);
}

Json content_json(const domain::Item& item) {
  return item.content.kind == "text" ? Json(item.content.content) : parsed_or_text(item.content.content);
}

Json item_row_json(const app::ItemRow& row) { return row_json(row); }

Json gold_json(const app::NamedGold& gold) {
  return {{"id", id_json(gold.row.id)},
          {"item", gold.item},
          {"question", gold.question},
          {"label", label_json(gold.label)},
          {"state", gold.row.state},
          {"in_force", gold.in_force},
          {"source", gold.row.source},
          {"expert_count", number_or_null(gold.row.expert_count)},
          {"supersedes", gold.row.supersedes > 0 ? id_json(gold.row.supersedes) : Json(nullptr)},
          {"created_at", time_json(gold.row.created_at)}};
}

Json item_json(const app::ItemView& view) {
  Json json = row_json(view.row);
  const domain::Item& item = view.row.item;
  json["content"] = content_json(item);
  json["image_url"] = view.image
                          ? image_address(*view.image, fmt::format("/api/v1/projects/{}/items/{}/image",
                                                                   item.project.value, item.id.value))
                          : Json(nullptr);
  json["image"] = view.image ? image_json(*view.image) : Json(nullptr);
  Json annotations = Json::array(), gold = Json::array();
  for (const app::NamedAnnotation& each : view.annotations)
    annotations.push_back(annotation_json(each, view));
  add_region_rows(view, annotations);
  for (const app::NamedGold& each : view.gold) gold.push_back(gold_json(each));
  json["annotations"] = std::move(annotations);
  json["gold_labels"] = std::move(gold);
  return json;
}

}  // namespace assay::http
