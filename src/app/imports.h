#pragma once
// Files come in: uploaded in parts, looked at before anything is added, then added by a job.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/context.h"
#include "app/jobs.h"
#include "app/projects.h"
#include "formats/problem.h"
#include "store/job.h"

namespace assay::app {

struct UploadView {
  domain::Upload upload;
  std::vector<store::UploadPart> parts;  // that have arrived
};
// Error `conflict` when too much of the caller's waits to be imported.
Result<UploadView> create_upload(Context& context, const Caller& caller, domain::ProjectId project,
                                 const std::string& name, std::int64_t size);
inline constexpr std::int64_t uploads_waiting_max = 100;  // of a person; of files::upload_bytes_max in all
// Parts are numbered from 1; each but the last has the upload's part size. A part may come again.
Result<UploadView> write_part(Context& context, const Caller& caller, domain::UploadId id,
                              std::int64_t number, std::string_view bytes);
Result<UploadView> upload(Context& context, const Caller& caller, domain::UploadId id);
// Its bytes go; what was imported of it stays.
Result<Done> let_go_of_upload(Context& context, domain::UploadId id);
// Those that nobody has imported within this time.
Result<Done> remove_old_uploads(Context& context);
inline constexpr std::int64_t upload_kept_us = std::int64_t{7} * 24 * 3600 * 1'000'000;

struct ImportSpec {
  domain::UploadId upload;
  std::string kind;    // items, annotations, gold
  std::string format;  // empty: detected
  // Role -> column; of annotations and gold "-": no column plays it. Of items also content, kind, prompt, a,
  // b, sha256, bytes, attributes (item_columns.h).
  std::map<std::string, std::string> mapping;
  std::string item_kind;  // of items: what they all are; empty: detected
  std::string annotator;  // as formats/reader.h: a name, "file", "-", ""
  bool dry_run = false;
};
std::string spec_json(const ImportSpec& spec);
Result<ImportSpec> spec_from_json(const std::string& json);

struct PreviewColumn {
  std::string name, role;
  std::vector<std::string> examples;
};
struct ImportPreview {
  std::string format, understood;
  std::vector<PreviewColumn> columns;                    // of tables; empty for other formats
  std::vector<std::string> warnings;                     // what stops an import; no row is read then
  std::vector<std::map<std::string, std::string>> rows;  // the first, as they would be added
  std::int64_t row_count = 0, gold_count = 0, region_count = 0, item_count = 0, annotator_count = 0;
  std::optional<std::int64_t> known_count;    // rows that came before; absent of items
  std::map<std::string, std::int64_t> kinds;  // of items: how many of the rows looked at are of which kind
  std::int64_t problem_count = 0;
  std::vector<formats::Problem> problems;
};
Result<ImportPreview> preview_import(Context& context, const Caller& caller, domain::ProjectId project,
                                     const ImportSpec& spec);
Result<domain::Job> start_import(Context& context, const Caller& caller, domain::ProjectId project,
                                 const ImportSpec& spec);
Result<std::vector<store::ImportRow>> imports(Context& context, const Caller& caller,
                                              domain::ProjectId project, const Page& page);

Result<std::string> run_import(RunningJob& job);

}  // namespace assay::app
