#include "app/audit.h"

#include <charconv>
#include <nlohmann/json.hpp>

#include "app/audit_export.h"
#include "base/json_text.h"
#include "http/handlers.h"
#include "http/services.h"
#include "http/wire_values.h"

namespace assay::http {
namespace {

Json event_json(const store::AuditRow& row) {
  const Json leaf = json_from<Json>(row.leaf);
  Json user = nullptr;
  if (row.user) user = {{"id", id_json(*row.user)}, {"name", row.user_name}};
  return {{"index", row.index},
          {"at", time_json(row.at_us)},
          {"user", std::move(user)},
          {"verb", row.verb},
          {"object_kind", row.object_kind},
          {"object", id_json(row.object)},
          {"project", row.project ? id_json(*row.project) : Json(nullptr)},
          {"reason", row.reason.empty() ? Json(nullptr) : Json(row.reason)},
          {"request_id", row.request_id},
          {"leaf_sha256", hex(row.leaf_sha256)},
          {"rows", leaf.is_object() ? leaf.value("rows", Json(nullptr)) : Json(nullptr)}};
}

std::optional<std::int64_t> count_asked(const Call& call, std::string_view name) {
  const std::string_view text = query_value(call.request, name).value_or("");
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

Answer proof_answer(const Result<app::Proof>& proof) {
  return answer_of(proof, [](const app::Proof& value) {
    Json hashes = Json::array();
    for (const Digest& each : value.hashes) hashes.push_back(hex(each));
    return Json{{"proof", std::move(hashes)}};
  });
}

Answer two_numbers_wanted() {
  return error_answer({ErrorCode::invalid, "two whole numbers are wanted", "query"});
}

}  // namespace

Answer list_events(const Call& call) {
  const auto asked = page_asked(call);
  if (!asked.ok()) return error_answer(asked.error());
  app::AuditQuery query;
  query.page.limit = asked.value().limit;
  if (const auto cursor = count_asked(call, "cursor")) query.page.before = *cursor;
  query.project = count_asked(call, "project");
  query.user = count_asked(call, "user");
  query.verb = std::string(query_value(call.request, "verb").value_or(""));
  const auto found = app::audit_events(*call.services.app, caller_of(call), query);
  if (!found.ok()) return error_answer(found.error());
  Json items = Json::array();
  for (const store::AuditRow& row : found.value()) items.push_back(event_json(row));
  const std::int64_t last = found.value().empty() ? 0 : found.value().back().index;
  return page_answer(std::move(items), last, asked.value());
}

Answer show_head(const Call& call) {
  const app::LogKey& key = *call.services.log_key;
  return answer_of(app::head(*call.services.app, caller_of(call), key), [&](const store::AuditHead& head) {
    return Json{{"size", head.size},
                {"root", hex(head.root)},
                {"checkpoint", head.checkpoint},
                {"public_key", hex(key.key.public_key())},
                {"signed_at", time_json(head.at_us)}};
  });
}

Answer prove_inclusion(const Call& call) {
  const auto index = count_asked(call, "index"), size = count_asked(call, "size");
  if (!index || !size) return two_numbers_wanted();
  return proof_answer(app::inclusion(*call.services.app, caller_of(call), *index, *size));
}

Answer prove_consistency(const Call& call) {
  const auto first = count_asked(call, "first"), second = count_asked(call, "second");
  if (!first || !second) return two_numbers_wanted();
  return proof_answer(app::consistency(*call.services.app, caller_of(call), *first, *second));
}

Answer check_head(const Call& call) {
  std::string checkpoint;
  if (auto wrong = read_body(call, [&](Fields& fields) { checkpoint = fields.text("checkpoint"); })) {
    return *std::move(wrong);
  }
  return answer_of(app::check_head(*call.services.app, caller_of(call), *call.services.log_key, checkpoint),
                   [](const app::HeadCheck& check) {
                     return Json{{"consistent", check.consistent}, {"message", check.message}};
                   });
}

// Page by page: a log of any length takes the memory of one page.
Answer export_audit_log(const Call& call) {
  auto begun = app::LogExport::begin(*call.services.app, caller_of(call), *call.services.log_key);
  if (!begun.ok()) return error_answer(begun.error());
  Answer answer = text_answer("", "application/jsonl");
  answer.pieces = [lines = std::move(begun).value()](std::string& piece) mutable -> Result<More> {
    auto page = lines.next();
    if (!page) return page.error();
    if (page.value()) piece = *std::move(page.value());
    return page.value() ? More::yes : More::no;
  };
  save_as(answer, "audit.jsonl");
  return answer;
}

Answer show_settings(const Call& call) {
  Json rows = Json::array();
  for (const SettingRow& row : call.services.settings) {
    rows.push_back({{"name", row.name}, {"value", row.value}, {"source", row.source}, {"help", row.help}});
  }
  return json_of({{"settings", std::move(rows)}});
}

}  // namespace assay::http
