// Files come in: in parts, looked at, then added by a job.

#include "app/imports.h"

#include <nlohmann/json.hpp>

#include "base/hash.h"
#include "http/handlers.h"
#include "http/job_json.h"
#include "http/services.h"

namespace assay::http {
namespace {

Json upload_json(const app::UploadView& view) {
  Json parts = Json::array();
  for (const store::UploadPart& part : view.parts) parts.push_back(part.number);
  return {{"id", id_json(view.upload.id.value)},
          {"part_size", view.upload.part_size},
          {"parts", std::move(parts)}};
}

void read_source(Fields& fields, app::ImportSpec& spec) {
  const nlohmann::json* source = fields.maybe_object("annotator_source");
  if (source == nullptr) return;
  Fields inner(*source, "annotator_source");
  const std::string kind = inner.text("kind");
  const std::string value = inner.text_or("value", "");
  if (kind == "file_name") {
    spec.annotator = "file";
  } else if (kind == "fixed") {
    spec.annotator = value;
  } else if (kind != "column") {
    inner.fail("kind", "an annotator comes from a column, the file_name, or is fixed");
  }
  fields.fail(inner.problem());
}

void read_mapping(Fields& fields, app::ImportSpec& spec) {
  const nlohmann::json* mapping = fields.maybe_object("mapping");
  if (mapping == nullptr) return;
  for (const auto& [role, column] : mapping->items()) {
    if (!column.is_string()) {
      fields.fail("mapping", "a mapping names a column for each role");
    } else {
      spec.mapping[role] = column.get<std::string>();
    }
  }
}

std::optional<Answer> read_spec(const Call& call, app::ImportSpec& spec) {
  return read_body(call, [&](Fields& fields) {
    const auto upload = id_from(fields.text("upload"));
    if (!upload) fields.fail("upload", "there is no such upload");
    spec.upload = domain::UploadId{upload.value_or(0)};
    spec.kind = fields.text("kind");
    spec.format = fields.text_or("format", "");
    spec.dry_run = fields.truth("dry_run");
    read_mapping(fields, spec);
    read_source(fields, spec);
  });
}

Json problems_json(const std::vector<formats::Problem>& problems) {
  Json list = Json::array();
  for (const formats::Problem& problem : problems) {
    Json json = {{"row", nullptr}, {"column", nullptr}, {"field", nullptr}, {"message", problem.message}};
    if (problem.row > 0) json["row"] = problem.row;
    if (!problem.column.empty()) json["column"] = problem.column;
    list.push_back(std::move(json));
  }
  return list;
}

Json preview_json(const app::ImportPreview& preview) {
  Json columns = Json::array();
  for (const app::PreviewColumn& column : preview.columns) {
    columns.push_back({{"name", column.name}, {"role", column.role}, {"examples", column.examples}});
  }
  return {{"format", preview.format},
          {"understood", preview.understood},
          {"columns", std::move(columns)},
          {"rows", preview.rows},
          {"row_count", preview.row_count},
          {"gold_count", preview.gold_count},
          {"region_count", preview.region_count},
          {"item_count", preview.item_count},
          {"annotator_count", preview.annotator_count},
          {"problem_count", preview.problem_count},
          {"problems", problems_json(preview.problems)}};
}

Json import_json(const store::ImportRow& row) {
  const domain::Import& import = row.import;
  const domain::ImportOutcome outcome = row.outcome.value_or(domain::ImportOutcome{});
  return {{"id", id_json(import.id.value)},
          {"kind", import.kind},
          {"file_name", import.file_name},
          {"file_sha256", hex(import.file_sha256)},
          {"format", import.format},
          {"job", import.job.none() ? Json(nullptr) : id_json(import.job.value)},
          {"state", row.outcome ? "done" : "running"},
          {"rows", outcome.rows},
          {"added", outcome.added},
          {"known", outcome.known},
          {"refused", outcome.refused},
          {"problems", Json::parse(outcome.problems, nullptr, false)},
          {"created_at", time_json(import.created_at)},
          {"created_by", id_json(import.created_by.value)}};
}

}  // namespace

Answer create_upload(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  std::string name;
  std::int64_t size = 0;
  if (auto wrong = read_body(call, [&](Fields& fields) {
        name = fields.text("name");
        size = fields.maybe_integer("size").value_or(-1);
        if (size < 0) fields.fail("size", "say how many bytes the file has");
      })) {
    return *std::move(wrong);
  }
  return answer_of(app::create_upload(*call.services.app, caller_of(call), id.value(), name, size),
                   upload_json);
}

Answer show_upload(const Call& call) {
  const auto id = path_id<domain::UploadTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  return answer_of(app::upload(*call.services.app, caller_of(call), id.value()), upload_json);
}

Answer write_part(const Call& call) {
  const auto id = path_id<domain::UploadTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  const std::string_view text = path_value(call.request, "n");
  const auto number = text == "0" ? std::optional<std::int64_t>(0) : id_from(text);
  if (!number) return error_answer({ErrorCode::invalid, "parts are numbered from 0", "n"});
  return answer_of(
      app::write_part(*call.services.app, caller_of(call), id.value(), *number, call.request.body),
      upload_json);
}

Answer preview_import(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  app::ImportSpec spec;
  if (auto wrong = read_spec(call, spec)) return *std::move(wrong);
  return answer_of(app::preview_import(*call.services.app, caller_of(call), id.value(), spec), preview_json);
}

Answer start_import(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  app::ImportSpec spec;
  if (auto wrong = read_spec(call, spec)) return *std::move(wrong);
  return answer_of(app::start_import(*call.services.app, caller_of(call), id.value(), spec), job_json);
}

Answer list_imports(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  const auto asked = page_asked(call);
  if (!asked.ok()) return error_answer(asked.error());
  const auto found = app::imports(*call.services.app, caller_of(call), id.value(),
                                  {asked.value().before, asked.value().limit});
  if (!found.ok()) return error_answer(found.error());
  Json items = Json::array();
  for (const store::ImportRow& row : found.value()) items.push_back(import_json(row));
  const std::int64_t last = found.value().empty() ? 0 : found.value().back().import.id.value;
  return page_answer(std::move(items), last, asked.value());
}

}  // namespace assay::http
