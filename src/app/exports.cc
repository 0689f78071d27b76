#include "app/exports.h"

#include <array>
#include <utility>

#include "app/approvals.h"
#include "app/export_pieces.h"
#include "app/permissions.h"
#include "base/canonical_json.h"
#include "store/project.h"

namespace assay::app {
namespace {

constexpr std::array nouns = {std::pair{"annotations", ExportedNoun::annotations},
                              std::pair{"gold", ExportedNoun::gold}, std::pair{"items", ExportedNoun::items},
                              std::pair{"consensus", ExportedNoun::consensus}};
constexpr std::array forms = {std::pair{"csv", ExportForm::csv}, std::pair{"jsonl", ExportForm::jsonl}};

template <class Words>
auto named(const Words& words, std::string_view word)
    -> std::optional<typename Words::value_type::second_type> {
  for (const auto& [name, value] : words) {
    if (word == name) return value;
  }
  return std::nullopt;
}

template <class Words, class Value>
const char* word_of(const Words& words, Value value) {
  for (const auto& [name, known] : words) {
    if (known == value) return name;
  }
  return "";
}

// As the project stands now.
Result<SharedExportSource> source_of(Context& context, domain::ProjectId project, ExportForm form) {
  Result<domain::Schema> schema = context.database.read(
      [&](store::Connection& connection) { return store::latest_schema(connection, project); });
  if (!schema) return schema.error();
  const Result<live::SharedTable> live = context.live.project(project);
  if (!live) return live.error();
  std::vector<std::int64_t> keys;
  labels::Table table = live.value()->copy().table;
  live.value()->look([&](const live::ProjectTable& now) {
    for (std::uint32_t code = 0; code < table.items.size(); ++code) {
      keys.push_back(now.key_at(store::NameKind::item, code));
    }
  });
  return std::make_shared<ExportSource>(
      ExportSource{context, form, std::move(table), std::move(schema).value(), std::move(keys)});
}

Result<bool> is_about_people(Context& context, domain::ProjectId id) {
  const Result<domain::Project> project = context.database.read(
      [&](store::Connection& connection) { return store::project_by_id(connection, id); });
  if (!project) return project.error();
  return domain::is_regulated(project.value().data_class);
}

// "" of a project that is about nobody.
Result<std::string> request_of(Context& context, domain::ProjectId id, std::int64_t rows,
                               const ExportAsked& asked) {
  const Result<bool> about_people = is_about_people(context, id);
  if (!about_people) return about_people.error();
  if (!about_people.value()) return std::string();
  return canonical_bytes(CanonicalJson::Object{
      {"export", noun_word(asked.noun)}, {"format", form_word(asked.form)}, {"rows", rows}});
}

Result<Done> record_export(Context& context, const Caller& caller, domain::ProjectId project,
                           const ExportAsked& asked, const std::string& request) {
  return context.database.write([&](store::Transaction& transaction) -> Result<store::Outcome<Done>> {
    if (auto may = allow(transaction.connection(), caller, Verb::export_data, project); !may) {
      return may.error();
    }
    if (!request.empty() && asked.approval.none()) {
      return Error{ErrorCode::conflict,
                   "this takes out what is told about people: a second person agrees to it first",
                   "approval"};
    }
    domain::AuditEvent event = event_by(caller, "export_data", "project");
    if (!request.empty()) {
      const auto agreed =
          use_approval(transaction, caller, asked.approval, {"export_personal_data", project, {}, request});
      if (!agreed) return agreed.error();
      event.after = agreed.value().request_sha256;
    }
    event.project = project;
    event.object = project.value;
    event.reason = words_of(asked);
    return store::Outcome<Done>::changed({}, std::move(event));
  });
}

Result<Done> allow_export(Context& context, const Caller& caller, domain::ProjectId project) {
  return context.database.read(
      [&](store::Connection& connection) { return allow(connection, caller, Verb::export_data, project); });
}

}  // namespace

std::optional<ExportedNoun> exported_noun(std::string_view word) { return named(nouns, word); }
std::optional<ExportForm> export_form(std::string_view word) { return named(forms, word); }
const char* noun_word(ExportedNoun noun) { return word_of(nouns, noun); }
const char* form_word(ExportForm form) { return word_of(forms, form); }
std::string words_of(const ExportAsked& asked) {
  return std::string(noun_word(asked.noun)) + " as " + form_word(asked.form);
}

Result<std::string> export_request(Context& context, const Caller& caller, domain::ProjectId project,
                                   const ExportAsked& asked) {
  if (auto may = allow_export(context, caller, project); !may) return may.error();
  const Result<live::SharedTable> live = context.live.project(project);
  if (!live) return live.error();
  const std::int64_t rows =
      live.value()->look([&](const live::ProjectTable& now) { return exported_rows(now, asked.noun); });
  return request_of(context, project, rows, asked);
}

Result<ExportPieces> export_rows(Context& context, const Caller& caller, domain::ProjectId project,
                                 const ExportAsked& asked) {
  if (auto may = allow_export(context, caller, project); !may) return may.error();
  const Result<SharedExportSource> source = source_of(context, project, asked.form);
  if (!source) return source.error();
  const Result<std::string> request =
      request_of(context, project, rows_of(*source.value(), asked.noun), asked);
  if (!request) return request.error();
  if (auto recorded = record_export(context, caller, project, asked, request.value()); !recorded)
    return recorded.error();
  Result<ExportMaker> maker = export_maker(source.value(), asked.noun);
  if (!maker) return maker.error();
  return ExportPieces(
      [make = std::move(maker).value(), place = ExportPlace{}](std::string& piece) mutable -> Result<bool> {
        piece.clear();
        return make(place, piece);
      });
}

}  // namespace assay::app
