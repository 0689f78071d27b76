// The audit log: events, its signed head, proofs, the whole as a file.

#include "app/audit.h"

#include <nlohmann/json.hpp>

#include "http/handlers.h"
#include "http/services.h"
#include "http/wire_values.h"

namespace assay::http {
namespace {

Json hashes_json(const std::vector<Digest>& hashes) {
  Json list = Json::array();
  for (const Digest& hash : hashes) list.push_back(hex(hash));
  return list;
}

Json event_json(const store::AuditRow& row) {
  Json json = {{"index", row.index}, {"at", time_json(row.at_us)}, {"user", nullptr}};
  if (row.user) json["user"] = {{"id", id_json(*row.user)}, {"name", row.user_name}};
  json["verb"] = row.verb;
  json["object_kind"] = row.object_kind;
  json["object"] = id_json(row.object);
  json["reason"] = row.reason.empty() ? Json(nullptr) : Json(row.reason);
  json["request_id"] = row.request_id;
  json["leaf_sha256"] = hex(row.leaf_sha256);
  json["leaf"] = row.leaf;
  return json;
}

// A number from 0 of the query; the name is in the error.
Result<std::int64_t> number_of(const Call& call, std::string_view name) {
  const std::string_view text = query_value(call.request, name).value_or("");
  if (text == "0") return std::int64_t{0};
  const auto value = id_from(text);
  if (!value) return Error{ErrorCode::invalid, "a number is needed", std::string(name)};
  return *value;
}

}  // namespace

Answer list_audit_events(const Call& call) {
  const auto asked = page_asked(call);
  if (!asked.ok()) return error_answer(asked.error());
  app::AuditQuery query;
  query.project = id_from(query_value(call.request, "project").value_or(""));
  query.user = id_from(query_value(call.request, "user").value_or(""));
  query.verb = query_value(call.request, "verb").value_or("");
  query.page = {asked.value().before, asked.value().limit};
  const auto found = app::audit_events(*call.services.app, caller_of(call), query);
  if (!found.ok()) return error_answer(found.error());
  Json items = Json::array();
  for (const store::AuditRow& row : found.value()) items.push_back(event_json(row));
  const std::int64_t last = found.value().empty() ? 0 : found.value().back().index;
  // Event 0 is the first of the log: nothing stands before it, and a cursor of 0 would be none.
  if (last == 0) return json_of({{"items", std::move(items)}, {"next", nullptr}});
  return page_answer(std::move(items), last, asked.value());
}

Answer show_audit_head(const Call& call) {
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
  const auto index = number_of(call, "index"), size = number_of(call, "size");
  if (!index.ok()) return error_answer(index.error());
  if (!size.ok()) return error_answer(size.error());
  return answer_of(app::inclusion(*call.services.app, caller_of(call), index.value(), size.value()),
                   [](const app::Proof& proof) {
                     return Json{{"leaf", hex(proof.leaf)}, {"proof", hashes_json(proof.hashes)}};
                   });
}

Answer prove_consistency(const Call& call) {
  const auto first = number_of(call, "first"), second = number_of(call, "second");
  if (!first.ok()) return error_answer(first.error());
  if (!second.ok()) return error_answer(second.error());
  return answer_of(app::consistency(*call.services.app, caller_of(call), first.value(), second.value()),
                   [](const app::Proof& proof) {
                     return Json{{"proof", hashes_json(proof.hashes)}};
                   });
}

Answer check_audit_head(const Call& call) {
  std::string note;
  if (auto wrong = read_body(call, [&](Fields& fields) { note = fields.text("checkpoint"); })) {
    return *std::move(wrong);
  }
  return answer_of(app::check_head(*call.services.app, caller_of(call), *call.services.log_key, note),
                   [](const app::HeadCheck& check) {
                     return Json{{"consistent", check.consistent}, {"message", check.message}};
                   });
}

Answer export_audit_log(const Call& call) {
  std::string text;
  const auto done = app::export_log(*call.services.app, *call.services.log_key, [&](std::string_view line) {
    text += line;
    if (line.empty() || line.back() != '\n') text += '\n';
  });
  if (!done.ok()) return error_answer(done.error());
  Answer answer = text_answer(std::move(text), "application/x-ndjson");
  add_header(answer, "Content-Disposition", "attachment; filename=\"assay-audit.jsonl\"");
  return answer;
}

}  // namespace assay::http
