#pragma once
// The file of an export, piece by piece, from the project as it stood at one place of its log. Inside app.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/exports.h"
#include "domain/schema.h"
#include "labels/table.h"
#include "live/project_table.h"

namespace assay::app {

// What the pieces of an export are made from; it lives as long as they are asked for.
struct ExportSource {
  Context& context;
  ExportForm form;
  labels::Table table;
  domain::Schema schema;
  std::vector<std::int64_t> item_keys;
};
using SharedExportSource = std::shared_ptr<ExportSource>;  // shared: std::function wants to be copied

// How far an export has come.
struct ExportPlace {
  std::size_t at = 0;     // rows of the table; of consensus: questions
  std::int64_t rows = 0;  // of the file, without its header
};

// Appends the piece that begins at the place, moves the place behind it and says whether there are more. The
// header comes with the first. Who kept a place and the bytes before it goes on there.
using ExportMaker = std::function<Result<bool>(ExportPlace& place, std::string& piece)>;

Result<ExportMaker> export_maker(const SharedExportSource& source, ExportedNoun noun);

// Where `at` of the place ends.
std::int64_t export_steps(const ExportSource& source, ExportedNoun noun);

// Rows of the file; of consensus the items, each of which has at most one a question.
std::int64_t rows_of(const ExportSource& source, ExportedNoun noun);
std::int64_t exported_rows(const live::ProjectTable& now, ExportedNoun noun);  // the same of now

}  // namespace assay::app
