// Annotations, items and gold come in.

#include "app/annotations.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/webhook.h"
#include "base/json_text.h"
#include "formats/annotation_batch.h"
#include "formats/values.h"
#include "http/handlers.h"
#include "http/services.h"
#include "http/wire_values.h"

namespace assay::http {
namespace {

constexpr std::size_t key_bytes_max = 255;

Result<app::Source> source_of(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return id.error();
  app::Source source;
  source.project = id.value();
  source.idempotency_key = header_value(call.request, "Idempotency-Key").value_or("");
  if (source.idempotency_key.size() > key_bytes_max) {
    return Error{ErrorCode::invalid, "an Idempotency-Key has at most 255 characters", "Idempotency-Key"};
  }
  source.request_sha256 = sha256(call.request.body);
  return source;
}

Json row_json(const app::RowResult& row) {
  Json json = {{"status", app::word_of(row.status)}};
  if (row.status == app::RowResult::Status::added && row.sequence > 0) json["sequence"] = row.sequence;
  if (row.error) {
    json["error"] = {{"code", error_code_name(row.error->code)},
                     {"message", row.error->message},
                     {"where", row.error->where}};
  }
  return json;
}

Json results_json(const app::Added& added) {
  Json results = Json::array();
  for (const app::RowResult& row : added.results) results.push_back(row_json(row));
  return results;
}

Answer added_answer(const Result<app::Added>& added) {
  return answer_of(added, [](const app::Added& value) {
    return Json{{"results", results_json(value)}, {"log_position", value.log_position}};
  });
}

// Each object of the list of that name that the body is.
template <class T, class Read>
std::optional<Answer> read_rows(const Call& call, const char* name, std::vector<T>& rows, const Read& read) {
  return read_body(call, [&](Fields& fields) {
    const nlohmann::json* list = fields.list(name);
    if (list == nullptr) return;
    if (list->empty() || list->size() > app::batch_rows_max) {
      fields.fail(name, fmt::format("send 1 to {} rows at once", app::batch_rows_max));
      return;
    }
    for (const nlohmann::json& member : *list) {
      Fields row(member, fmt::format("{}[{}]", name, rows.size()));
      rows.push_back(read(row));
      fields.fail(row.problem());
    }
  });
}

app::NewItem read_item(Fields& fields) {
  app::NewItem item;
  item.name = fields.text("key");
  item.content.kind = fields.text("kind");
  const nlohmann::json* content = fields.any("content");
  if (content == nullptr) {
    fields.fail("content", "an item has content");
  } else {
    item.content.content = content->is_string() ? content->get<std::string>() : json_text(*content);
  }
  if (const nlohmann::json* attributes = fields.maybe_object("attributes")) {
    item.content.attributes = json_text(*attributes);
  }
  return item;
}

app::NewGold read_gold(Fields& fields) {
  app::NewGold gold;
  gold.item = fields.text("item");
  gold.question = fields.text_or("question", "");
  const nlohmann::json* label = fields.any("label");
  if (label != nullptr && label->is_array()) {
    gold.label = formats::label_set(fields.texts("label"));
  } else {
    gold.label = fields.text("label");
  }
  gold.source = fields.text_or("source", "");
  gold.expert_count = fields.maybe_integer("expert_count");
  return gold;
}

}  // namespace

Answer add_annotations(const Call& call) {
  const auto source = source_of(call);
  if (!source.ok()) return error_answer(source.error());
  const auto rows = formats::read_annotation_batch(call.request.body);
  if (!rows.ok()) return error_answer(rows.error());
  return added_answer(
      app::add_annotations(*call.services.app, caller_of(call), source.value(), rows.value()));
}

Answer add_items(const Call& call) {
  const auto source = source_of(call);
  if (!source.ok()) return error_answer(source.error());
  std::vector<app::NewItem> rows;
  if (auto wrong = read_rows(call, "items", rows, read_item)) return *std::move(wrong);
  return added_answer(app::add_items(*call.services.app, caller_of(call), source.value(), rows));
}

Answer add_gold(const Call& call) {
  const auto source = source_of(call);
  if (!source.ok()) return error_answer(source.error());
  std::vector<app::NewGold> rows;
  if (auto wrong = read_rows(call, "gold", rows, read_gold)) return *std::move(wrong);
  return added_answer(app::add_gold(*call.services.app, caller_of(call), source.value(), rows));
}

Answer receive_label_studio(const Call& call) {
  auto source = source_of(call);
  if (!source.ok()) return error_answer(source.error());
  source.value().request_kind = "webhook";
  const auto event = read_object(call.request.body);
  if (!event.ok()) return error_answer(event.error());
  return answer_of(
      app::receive_label_studio(*call.services.app, caller_of(call), source.value(), event.value()),
      [](const app::WebhookOutcome& outcome) {
        return Json{{"action", outcome.action},
                    {"results", results_json(outcome.annotations)},
                    {"gold", outcome.gold},
                    {"regions", outcome.regions}};
      });
}

}  // namespace assay::http
