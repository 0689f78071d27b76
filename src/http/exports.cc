// What a project holds, as a file.

#include "app/exports.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/json_text.h"
#include "http/handlers.h"
#include "http/job_json.h"
#include "http/json_fields.h"
#include "http/services.h"
#include "http/wire_values.h"

namespace assay::http {
namespace {

constexpr std::size_t bytes_a_piece = 1 << 20;

const char* type_of(app::ExportForm form) {
  return form == app::ExportForm::csv ? "text/csv; charset=utf-8" : "application/jsonl";
}

Result<app::ExportAsked> asked_by(std::string_view what, std::string_view format) {
  const auto noun = app::exported_noun(what);
  if (!noun) {
    return Error{ErrorCode::invalid, "what is exported is annotations, gold, items or consensus", "what"};
  }
  const auto form = app::export_form(format);
  if (!form) return Error{ErrorCode::invalid, "the format is csv or jsonl", "format"};
  return app::ExportAsked{*noun, *form, {}};
}

}  // namespace

Answer export_project(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  const std::string_view what = query_value(call.request, "what").value_or("annotations");
  const std::string_view format = query_value(call.request, "format").value_or("csv");
  Result<app::ExportAsked> asked = asked_by(what, format);
  if (!asked.ok()) return error_answer(asked.error());
  const auto approval = query_value(call.request, "approval");
  asked.value().approval = {approval ? id_from(*approval).value_or(0) : 0};
  auto pieces = app::export_rows(*call.services.app, caller_of(call), id.value(), asked.value());
  if (!pieces.ok()) return error_answer(pieces.error());
  Answer answer;
  answer.type = type_of(asked.value().form);
  answer.pieces = [next = std::move(pieces).value()](std::string& piece) -> Result<More> {
    const Result<bool> more = next(piece);
    if (!more.ok()) return more.error();
    return more.value() ? More::yes : More::no;
  };
  save_as(answer, fmt::format("project-{}-{}.{}", id.value().value, what, format));
  return answer;
}

Answer show_export_request(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  const auto asked = asked_by(query_value(call.request, "what").value_or("annotations"),
                              query_value(call.request, "format").value_or("csv"));
  if (!asked.ok()) return error_answer(asked.error());
  return answer_of(app::export_request(*call.services.app, caller_of(call), id.value(), asked.value()),
                   [](const std::string& request) {
                     return Json{{"request", request.empty() ? Json(nullptr) : json_from<Json>(request)}};
                   });
}

Answer start_export(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  std::string what, format;
  if (auto wrong = read_body(call, [&](Fields& fields) {
        what = fields.text_or("what", "annotations");
        format = fields.text_or("format", "csv");
      })) {
    return *std::move(wrong);
  }
  const auto asked = asked_by(what, format);
  if (!asked.ok()) return error_answer(asked.error());
  return job_answer(app::start_export(*call.services.app, caller_of(call), id.value(), asked.value()));
}

Answer fetch_export(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  const auto job = path_id<domain::JobTag>(call, "job");
  if (!job.ok()) return error_answer(job.error());
  auto file = app::exported_file(*call.services.app, caller_of(call), id.value(), job.value());
  if (!file.ok()) return error_answer(file.error());
  Answer answer;
  answer.type = type_of(file.value().form);
  save_as(answer, file.value().name);
  const auto kept = std::make_shared<const app::ExportFile>(std::move(file).value());
  answer.pieces = [kept, at = std::size_t{0}](std::string& piece) mutable -> Result<More> {
    piece = kept->bytes.bytes().substr(at, bytes_a_piece);
    at += piece.size();
    return at < kept->bytes.bytes().size() ? More::yes : More::no;
  };
  return answer;
}

}  // namespace assay::http
