#pragma once
// What a project holds as a file, made piece by piece while it is sent.

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "app/context.h"
#include "domain/nouns.h"

namespace assay::app {

enum class ExportedNoun { annotations, gold, items, consensus };
enum class ExportForm { csv, jsonl };
// By their words in queries; nothing when there is none.
std::optional<ExportedNoun> exported_noun(std::string_view word);
std::optional<ExportForm> export_form(std::string_view word);

// Puts the next piece of the file into its argument and says whether there are more.
using ExportPieces = std::function<Result<bool>(std::string& piece)>;

// The file as the project stands now, and an audit event of who took it. Annotations, gold and items are
// every row, in order of the log; consensus is one label per item by the model `auto` with its confidence,
// gold held fixed. CSV cells that a spreadsheet would run are guarded. Cost: a copy of the table's columns;
// consensus one fit a question.
Result<ExportPieces> export_rows(Context& context, const Caller& caller, domain::ProjectId project,
                                 ExportedNoun noun, ExportForm form);

}  // namespace assay::app
