#pragma once
// What a project holds as a file: made piece by piece while it is sent, or by a job and kept for a while.

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "app/context.h"
#include "app/jobs.h"
#include "base/file.h"
#include "domain/nouns.h"

namespace assay::app {

enum class ExportedNoun { annotations, gold, items, consensus };
enum class ExportForm { csv, jsonl };
// By their words in queries; nothing when there is none.
std::optional<ExportedNoun> exported_noun(std::string_view word);
std::optional<ExportForm> export_form(std::string_view word);
const char* noun_word(ExportedNoun noun);
const char* form_word(ExportForm form);

// Puts the next piece of the file into its argument and says whether there are more.
using ExportPieces = std::function<Result<bool>(std::string& piece)>;

struct ExportAsked {
  ExportedNoun noun = ExportedNoun::annotations;
  ExportForm form = ExportForm::csv;
  domain::ApprovalId approval;  // of a second person, where the items are about people
};
std::string words_of(const ExportAsked& asked);  // "items as csv"

// What a second person agrees to before this export leaves a project about people (action
// export_personal_data), as canonical JSON: what, in which form, and how many rows it has now. "": nobody
// needs to agree.
Result<std::string> export_request(Context& context, const Caller& caller, domain::ProjectId project,
                                   const ExportAsked& asked);

// The file as the project stands now, and an audit event of who took it. Of a project about people with an
// approval of exactly this: with a row more it is another export. Annotations, gold and items are
// every row, in order of the log; consensus is one label per item by the model `auto` with its confidence,
// gold held fixed. CSV cells that a spreadsheet would run are guarded. Cost: a copy of the table's columns;
// consensus one fit a question.
Result<ExportPieces> export_rows(Context& context, const Caller& caller, domain::ProjectId project,
                                 const ExportAsked& asked);

// The same made in the background as of this moment's place in the log, and kept for a week to be fetched;
// after a stop it goes on where it was. Error `conflict` of a project about people: nothing of it is kept on
// the way.
Result<domain::Job> start_export(Context& context, const Caller& caller, domain::ProjectId project,
                                 const ExportAsked& asked);
Result<std::string> run_export(RunningJob& job);

// What an export that is done says of its file.
struct ExportFile {
  std::string name;
  ExportForm form = ExportForm::csv;
  FileBytes bytes;  // checked against the hash in the job's result
};
// With an audit event of who fetched it. not_found: no such export, or no longer kept.
Result<ExportFile> exported_file(Context& context, const Caller& caller, domain::ProjectId project,
                                 domain::JobId job);
inline constexpr std::int64_t export_kept_us = std::int64_t{7} * 24 * 3600 * 1'000'000;

// Files of exports that are older than that, or that no job is making any more, go.
Result<Done> remove_old_exports(Context& context);

}  // namespace assay::app
