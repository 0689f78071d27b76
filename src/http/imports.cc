// Files come in: uploads in parts, a look at them, imports.

#include "app/imports.h"

#include <charconv>
#include <nlohmann/json.hpp>

#include "base/json_text.h"
#include "http/handlers.h"
#include "http/job_json.h"
#include "http/services.h"
#include "http/user_names.h"

namespace assay::http {
namespace {

Answer upload_answer(const Result<app::UploadView>& view) {
  return answer_of(view, [](const app::UploadView& value) {
    Json parts = Json::array();
    for (const store::UploadPart& part : value.parts) parts.push_back(part.number);
    return Json{{"id", id_json(value.upload.id.value)},
                {"part_size", value.upload.part_size},
                {"parts", std::move(parts)}};
  });
}

// Where the names of annotators come from: a column, the file's name, or one for all.
void read_annotator_source(Fields& fields, app::ImportSpec& spec) {
  const nlohmann::json* source = fields.maybe_object("annotator_source");
  if (source == nullptr) return;
  Fields inner(*source, "annotator_source");
  const std::string kind = inner.text("kind");
  const std::string value = inner.text_or("value", "");
  if (kind == "file_name") spec.annotator = "file";
  if (kind == "fixed") spec.annotator = value.empty() ? "-" : value;
  if (kind == "column" && !value.empty()) spec.mapping["annotator"] = value;
  if (kind != "file_name" && kind != "fixed" && kind != "column") {
    fields.fail("annotator_source", "a kind is column, file_name or fixed");
  }
  fields.fail(inner.problem());
}

app::ImportSpec read_spec(Fields& fields) {
  app::ImportSpec spec;
  spec.upload = {id_from(fields.text("upload")).value_or(0)};
  spec.kind = fields.text("kind");
  spec.format = fields.text_or("format", "");
  spec.item_kind = fields.text_or("item_kind", "");
  spec.dry_run = fields.truth("dry_run");
  if (const nlohmann::json* mapping = fields.maybe_object("mapping")) {
    for (const auto& [role, column] : mapping->items()) {
      if (!column.is_string()) {
        fields.fail("mapping", "a mapping is role: column");
      } else if (!column.get<std::string>().empty()) {
        spec.mapping[role] = column;
      }
    }
  }
  read_annotator_source(fields, spec);
  return spec;
}

Json problem_json(const formats::Problem& problem) {
  return {{"row", problem.row > 0 ? Json(problem.row) : Json(nullptr)},
          {"column", problem.column.empty() ? Json(nullptr) : Json(problem.column)},
          {"field", nullptr},
          {"message", problem.message}};
}

Json preview_json(const app::ImportPreview& preview) {
  Json columns = Json::array(), rows = Json::array(), problems = Json::array(), notes = Json::array();
  for (const app::PreviewColumn& column : preview.columns) {
    columns.push_back({{"name", column.name}, {"role", column.role}, {"examples", column.examples}});
  }
  for (const auto& row : preview.rows) rows.push_back(row);
  for (const formats::Problem& problem : preview.problems) problems.push_back(problem_json(problem));
  if (!preview.understood.empty()) notes.push_back("read as: " + preview.understood);
  for (const auto& [kind, count] : preview.kinds) {
    notes.push_back("of the first rows " + std::to_string(count) + " become items of the kind " + kind);
  }
  if (preview.gold_count > 0) {
    notes.push_back(std::to_string(preview.gold_count) + " trusted labels in the file become gold");
  }
  if (preview.region_count > 0) {
    notes.push_back(std::to_string(preview.region_count) + " regions are kept and drawn, not yet measured");
  }
  return {{"format", preview.format},
          {"columns", std::move(columns)},
          {"rows", std::move(rows)},
          {"row_count", preview.row_count},
          {"problems", std::move(problems)},
          {"notes", std::move(notes)},
          {"warnings", preview.warnings},
          {"new_count", preview.known_count ? Json(preview.row_count - *preview.known_count) : Json(nullptr)},
          {"known_count", preview.known_count ? Json(*preview.known_count) : Json(nullptr)}};
}

Json import_json(const store::ImportRow& row, const UserNames& names) {
  const domain::ImportOutcome outcome = row.outcome.value_or(domain::ImportOutcome{});
  return {{"id", id_json(row.import.id.value)},
          {"kind", row.import.kind},
          {"file_name", row.import.file_name},
          {"file_sha256", hex(row.import.file_sha256)},
          {"format", row.import.format},
          {"state", row.outcome ? "done" : "running"},
          {"rows", outcome.rows},
          {"added", outcome.added},
          {"known", outcome.known},
          {"refused", outcome.refused},
          {"problems", json_from<Json>(outcome.problems)},
          {"created_at", time_json(row.import.created_at)},
          {"created_by", names(row.import.created_by.value)}};
}

}  // namespace

Answer create_upload(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  std::string name;
  std::int64_t size = 0;
  if (auto wrong = read_body(call, [&](Fields& fields) {
        name = fields.text("name");
        size = fields.maybe_integer("size").value_or(0);
      })) {
    return *std::move(wrong);
  }
  return upload_answer(app::create_upload(*call.services.app, caller_of(call), id.value(), name, size));
}

Answer show_upload(const Call& call) {
  const auto id = path_id<domain::UploadTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  return upload_answer(app::upload(*call.services.app, caller_of(call), id.value()));
}

Answer write_part(const Call& call) {
  const auto id = path_id<domain::UploadTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  const std::string_view text = path_value(call.request, "n");
  std::int64_t number = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) {
    return error_answer({ErrorCode::not_found, "parts are numbered from 1", "n"});
  }
  return upload_answer(
      app::write_part(*call.services.app, caller_of(call), id.value(), number, call.request.body));
}

Answer preview_import(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  app::ImportSpec spec;
  if (auto wrong = read_body(call, [&](Fields& fields) { spec = read_spec(fields); }))
    return *std::move(wrong);
  return answer_of(app::preview_import(*call.services.app, caller_of(call), id.value(), spec), preview_json);
}

Answer start_import(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  app::ImportSpec spec;
  if (auto wrong = read_body(call, [&](Fields& fields) { spec = read_spec(fields); }))
    return *std::move(wrong);
  return job_answer(app::start_import(*call.services.app, caller_of(call), id.value(), spec));
}

Answer list_imports(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  const auto asked = page_asked(call);
  if (!asked.ok()) return error_answer(asked.error());
  const auto found = app::imports(*call.services.app, caller_of(call), id.value(),
                                  {asked.value().before, asked.value().limit});
  if (!found.ok()) return error_answer(found.error());
  const UserNames names(call);
  Json items = Json::array();
  for (const store::ImportRow& row : found.value()) items.push_back(import_json(row, names));
  const std::int64_t last = found.value().empty() ? 0 : found.value().back().import.id.value;
  return page_answer(std::move(items), last, asked.value());
}

}  // namespace assay::http
