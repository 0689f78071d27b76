// What a project holds, as a file.

#include "app/exports.h"

#include <fmt/format.h>

#include "http/handlers.h"
#include "http/services.h"
#include "http/wire_values.h"

namespace assay::http {

Answer export_project(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  const std::string_view what = query_value(call.request, "what").value_or("annotations");
  const std::string_view format = query_value(call.request, "format").value_or("csv");
  const auto noun = app::exported_noun(what);
  if (!noun) {
    return error_answer(
        {ErrorCode::invalid, "what is exported is annotations, gold, items or consensus", "what"});
  }
  const auto form = app::export_form(format);
  if (!form) return error_answer({ErrorCode::invalid, "the format is csv or jsonl", "format"});
  auto pieces = app::export_rows(*call.services.app, caller_of(call), id.value(), *noun, *form);
  if (!pieces.ok()) return error_answer(pieces.error());
  Answer answer;
  answer.type = *form == app::ExportForm::csv ? "text/csv; charset=utf-8" : "application/jsonl";
  answer.pieces = [next = std::move(pieces).value()](std::string& piece) -> Result<More> {
    const Result<bool> more = next(piece);
    if (!more.ok()) return more.error();
    return more.value() ? More::yes : More::no;
  };
  add_header(answer, "Content-Disposition",
             fmt::format("attachment; filename=\"project-{}-{}.{}\"", id.value().value, what, format));
  return answer;
}

}  // namespace assay::http
