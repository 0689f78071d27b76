#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/annotations.h"
#include "app/import_file.h"
#include "app/imports.h"
#include "app/permissions.h"
#include "base/json_text.h"
#include "store/job.h"
#include "store/project.h"

namespace assay::app {
namespace {

using nlohmann::json;

// Small enough that another write waits at most as long as one chunk takes.
constexpr std::size_t chunk_rows = 500;

struct Tally {
  std::int64_t added = 0, known = 0, refused = 0;
  json problems = json::array();

  void add(const Added& chunk, std::size_t first_row, const char* what) {
    for (std::size_t at = 0; at < chunk.results.size(); ++at) {
      const RowResult& row = chunk.results[at];
      added += row.status == RowResult::Status::added ? 1 : 0;
      known += row.status == RowResult::Status::known ? 1 : 0;
      refused += row.status == RowResult::Status::refused ? 1 : 0;
      if (row.error && problems.size() < 100) {
        problems.push_back({{"row", first_row + at + 1},
                            {"column", column_of(*row.error)},
                            {"field", what},
                            {"message", row.error->message}});
      }
    }
  }
};

// What a job keeps between chunks. A chunk whose end was not noted before a crash is counted as known.
struct ImportProgress {
  domain::ImportId import;  // none: nothing is recorded yet
  std::int64_t rows = 0;    // of the file that are done, of all its parts
  Tally tally;

  static ImportProgress from(const std::string& kept) {
    ImportProgress out;
    const json read = json_from<json>(kept);
    if (!read.is_object()) return out;
    out.import.value = read.value("import", std::int64_t{0});
    out.rows = read.value("rows", std::int64_t{0});
    out.tally.added = read.value("added", std::int64_t{0});
    out.tally.known = read.value("known", std::int64_t{0});
    out.tally.refused = read.value("refused", std::int64_t{0});
    out.tally.problems = read.value("problems", json::array());
    return out;
  }
  std::string text() const {
    const json out = {{"import", import.value},   {"rows", rows},
                      {"added", tally.added},     {"known", tally.known},
                      {"refused", tally.refused}, {"problems", tally.problems}};
    return json_text(out);
  }
};

json problems_json(const formats::Problems& problems) {
  json out = json::array();
  for (const formats::Problem& each : problems.listed) {
    out.push_back({{"row", each.row > 0 ? json(each.row) : json(nullptr)},
                   {"column", each.column},
                   {"field", nullptr},
                   {"message", each.message}});
  }
  return out;
}

Result<domain::Upload> upload_of(Context& context, domain::UploadId id) {
  return context.database.read(
      [&](store::Connection& connection) { return store::upload_by_id(connection, id); });
}

// The import as received, for a job that has not recorded it before it was stopped.
Result<domain::ImportId> record_import(RunningJob& running, const Caller& caller, const ImportSpec& spec,
                                       const ReadFile& file, const std::string& name) {
  domain::Import import;
  import.project = running.job().project;
  import.kind = spec.kind;
  import.file_name = name;
  import.file_sha256 = file.sha256;
  import.format = file.summary.format;
  import.mapping = json_text(json(spec.mapping));
  import.job = running.job().id;
  import.created_by = caller.user.id;
  return running.context().database.write(
      [&](store::Transaction& transaction) -> Result<store::Outcome<domain::ImportId>> {
        import.created_at = transaction.now_us();
        Result<domain::ImportId> id = store::insert_import(transaction.connection(), import);
        if (!id) return id.error();
        running.job().progress = ImportProgress{.import = id.value()}.text();
        if (auto noted = store::update_job(transaction.connection(), running.job()); !noted)
          return noted.error();
        domain::AuditEvent event = event_by(caller, "receive_import", "import");
        event.project = import.project;
        event.object = id.value().value;
        event.after = import.file_sha256;
        return store::Outcome<domain::ImportId>::changed(id.value(), std::move(event));
      });
}

// The parts of a file, one after the other: each has its own verb.
struct Part {
  const char* what;
  std::size_t count;
  std::function<Result<Added>(const Source&, std::size_t begin, std::size_t end)> add;
};

// Images are on the disk before the record names them.
Result<Done> settle(const files::Files& files, const std::vector<NewItem>& rows) {
  const bool kept_any = std::any_of(rows.begin(), rows.end(),
                                    [](const NewItem& row) { return row.bytes == NewItem::Bytes::kept; });
  return kept_any ? files.settle() : Result<Done>(Done{});
}

// Images about people are sealed.
Result<Keeping> keeping_in(Context& context, domain::ProjectId id) {
  const Result<domain::Project> project = context.database.read(
      [&](store::Connection& connection) { return store::project_by_id(connection, id); });
  if (!project) return project.error();
  return domain::is_regulated(project.value().data_class) ? Keeping::keep_sealed : Keeping::keep;
}

std::vector<Part> parts_of(Context& context, const Caller& caller, ReadFile& file, const ImportSpec& spec) {
  std::vector<Part> parts;
  if (spec.kind == "items") {
    parts.push_back({"item", file.items.row_count(),
                     [&](const Source& source, std::size_t a, std::size_t b) -> Result<Added> {
                       const Result<Keeping> keeping = keeping_in(context, source.project);
                       if (!keeping) return keeping.error();
                       Result<std::vector<NewItem>> rows =
                           file.items.rows(context.files, a, b, keeping.value());
                       if (!rows) return rows.error();
                       if (auto settled = settle(context.files, rows.value()); !settled)
                         return settled.error();
                       return add_items(context, caller, source, rows.value());
                     }});
    return parts;
  }
  if (spec.kind == "annotations") {
    parts.push_back(
        {"annotation", file.table.row_count(), [&](const Source& source, std::size_t a, std::size_t b) {
           const auto rows = annotation_rows(file.table, a, b);
           return add_annotations(context, caller, source, rows);
         }});
  }
  parts.push_back({"gold", file.table.gold.size(), [&](const Source& source, std::size_t a, std::size_t b) {
                     const auto rows = gold_rows(file.table, a, b);
                     return add_gold(context, caller, source, rows);
                   }});
  parts.push_back(
      {"region", file.table.regions.rows.size(), [&](const Source& source, std::size_t a, std::size_t b) {
         const auto rows = region_rows(file.table, a, b);
         return add_regions(context, caller, source, rows);
       }});
  return parts;
}

Result<Done> add_all(RunningJob& running, const std::vector<Part>& parts, const Source& source,
                     ImportProgress& progress) {
  domain::Job& job = running.job();
  const std::int64_t done_before = progress.rows;
  job.total_count = 0;
  for (const Part& part : parts) job.total_count += static_cast<std::int64_t>(part.count);
  job.done_count = 0;
  for (const Part& part : parts) {
    job.step = fmt::format("adding {}s", part.what);
    for (std::size_t begin = 0; begin < part.count; begin += chunk_rows) {
      const std::size_t end = std::min(part.count, begin + chunk_rows);
      job.done_count += static_cast<std::int64_t>(end - begin);
      if (job.done_count <= done_before) continue;  // added before the stop
      Result<Added> chunk = part.add(source, begin, end);
      if (!chunk) return chunk.error();
      progress.tally.add(chunk.value(), begin, part.what);
      progress.rows = job.done_count;
      job.progress = progress.text();
      if (auto noted = running.note(); !noted) return noted;
    }
  }
  return Done{};
}

// With the job's result, so that who takes the job up after this has nothing left to do.
Result<Done> keep_outcome(RunningJob& running, const Caller& caller, domain::ImportId id,
                          const domain::ImportOutcome& outcome) {
  return running.context().database.write(
      [&](store::Transaction& transaction) -> Result<store::Outcome<Done>> {
        domain::ImportOutcome dated = outcome;
        dated.finished_at = transaction.now_us();
        auto kept = store::insert_outcome(transaction.connection(), id, dated);
        if (!kept) return kept.error();
        if (auto ours = store::update_job(transaction.connection(), running.job()); !ours)
          return ours.error();
        domain::AuditEvent event = event_by(caller, "finish_import", "import");
        event.project = running.job().project;
        event.object = id.value;
        return store::Outcome<Done>::changed({}, std::move(event));
      });
}

json counts_json(const Tally& tally, std::int64_t rows) {
  return {{"rows", rows}, {"added", tally.added}, {"known", tally.known}, {"refused", tally.refused}};
}

// Everything is kept: the file may go, and had gone already where a stop came behind this.
Result<std::string> finished(RunningJob& running, const ImportSpec& spec, const json& progress) {
  if (auto gone = let_go_of_upload(running.context(), spec.upload); !gone) return gone.error();
  return json_text(progress["result"]);
}

// What the rows of a file of items would become, without keeping anything.
Result<json> tried_items(RunningJob& running, ReadFile& file) {
  Context& context = running.context();
  Result<live::SharedTable> table = context.live.project(running.job().project);
  if (!table) return table.error();
  Tally tally;
  std::map<std::string, std::int64_t> kinds;
  running.job().total_count = static_cast<std::int64_t>(file.items.row_count());
  for (std::size_t begin = 0; begin < file.items.row_count(); begin += chunk_rows) {
    Result<std::vector<NewItem>> rows =
        file.items.rows(context.files, begin, begin + chunk_rows, Keeping::look);
    if (!rows) return rows.error();
    Result<Added> tried = try_items(context, *table.value(), rows.value());
    if (!tried) return tried.error();
    tally.add(tried.value(), begin, "item");
    for (const NewItem& row : rows.value()) ++kinds[row.content.kind];
    running.job().done_count = static_cast<std::int64_t>(begin + rows.value().size());
    if (auto noted = running.note(); !noted) return noted.error();
  }
  json problems = problems_json(file.problems);
  for (json& problem : tally.problems) problems.push_back(std::move(problem));
  json result = counts_json(tally, running.job().total_count);
  result["kinds"] = kinds;
  result["problems"] = std::move(problems);
  return result;
}

// What would come of it, as far as it can be said without doing it.
Result<json> tried_rows(RunningJob& running, const ImportSpec& spec, const ReadFile& file) {
  Result<live::SharedTable> table = running.context().live.project(running.job().project);
  if (!table) return table.error();
  const std::int64_t rows = row_count(file, spec);
  const std::int64_t known = known_count(*table.value(), file, spec).value_or(0);
  return json{
      {"rows", rows}, {"added", rows - known}, {"known", known}, {"problems", problems_json(file.problems)}};
}

Result<std::string> dry_result(RunningJob& running, const ImportSpec& spec, ReadFile& file) {
  running.job().step = "trying the rows";
  Result<json> result = spec.kind == "items" ? tried_items(running, file) : tried_rows(running, spec, file);
  if (!result) return result.error();
  result.value()["dry_run"] = true;
  return json_text(result.value());
}

}  // namespace

Result<std::string> run_import(RunningJob& running) {
  Result<ImportSpec> spec = spec_from_json(running.job().input);
  if (!spec) return spec.error();
  const json before = json_from<json>(running.job().progress);
  if (before.is_object() && before.contains("result")) return finished(running, spec.value(), before);
  Result<Caller> caller = running.caller();
  if (!caller) return caller.error();
  Result<domain::Upload> uploaded = upload_of(running.context(), spec.value().upload);
  if (!uploaded) return uploaded.error();
  running.job().step = "reading the file";
  if (auto noted = running.note(); !noted) return noted.error();
  Result<ReadFile> file = read_import(running.context(), uploaded.value(), spec.value());
  if (!file) return file.error();
  const std::int64_t rows = row_count(file.value(), spec.value());
  if (spec.value().dry_run) return dry_result(running, spec.value(), file.value());
  ImportProgress progress = ImportProgress::from(running.job().progress);
  if (progress.import.none()) {
    Result<domain::ImportId> import =
        record_import(running, caller.value(), spec.value(), file.value(), uploaded.value().name);
    if (!import) return import.error();
    progress.import = import.value();
  }
  json problems = problems_json(file.value().problems);
  const Source source{
      .project = running.job().project, .request_sha256 = file.value().sha256, .import = progress.import};
  const std::vector<Part> parts = parts_of(running.context(), caller.value(), file.value(), spec.value());
  if (auto added = add_all(running, parts, source, progress); !added) return added.error();
  const Tally& tally = progress.tally;
  for (const json& problem : tally.problems) problems.push_back(problem);
  const domain::ImportOutcome outcome{.rows = rows,
                                      .added = tally.added,
                                      .known = tally.known,
                                      .refused = tally.refused,
                                      .problems = json_text(problems)};
  json last = json_from<json>(progress.text());
  last["result"] = counts_json(tally, rows);
  last["result"]["import"] = progress.import.value;
  last["result"]["problems"] = std::move(problems);
  running.job().progress = json_text(last);
  if (auto kept = keep_outcome(running, caller.value(), progress.import, outcome); !kept) return kept.error();
  return finished(running, spec.value(), last);
}

}  // namespace assay::app
