#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/export_pieces.h"
#include "app/permissions.h"
#include "app/snapshot_recipe.h"
#include "base/json_text.h"
#include "store/job.h"
#include "store/project.h"

namespace assay::app {
namespace {

using nlohmann::json;

constexpr std::size_t bytes_a_write = 4 << 20;

std::string asked_json(const ExportAsked& asked) {
  return json_text(json({{"what", noun_word(asked.noun)}, {"format", form_word(asked.form)}}));
}

Result<ExportAsked> asked_from(const std::string& text) {
  const json given = json_from<json>(text);
  const auto noun = exported_noun(given.is_object() ? given.value("what", "") : "");
  const auto form = export_form(given.is_object() ? given.value("format", "") : "");
  if (!noun || !form) return Error{ErrorCode::internal, "the order of the export is damaged", "job"};
  return ExportAsked{*noun, *form, {}};
}

// Where the job goes on after a stop: the table it sees is that of the recipe's place in the log.
struct ExportProgress {
  Recipe recipe;
  ExportPlace place;
  std::int64_t bytes = 0;

  static Result<ExportProgress> from(const std::string& kept) {
    const json read = json_from<json>(kept);
    ExportProgress out;
    if (!read.is_object()) return out;
    Result<Recipe> recipe = recipe_from(read.at("recipe").get<std::string>());
    if (!recipe) return recipe.error();
    return ExportProgress{std::move(recipe).value(), {read.at("at"), read.at("rows")}, read.at("bytes")};
  }
  std::string text() const {
    return json_text(
        json({{"recipe", recipe_json(recipe)}, {"at", place.at}, {"rows", place.rows}, {"bytes", bytes}}));
  }
};

Result<Done> allow_job(store::Connection& connection, const Caller& caller, domain::ProjectId project) {
  if (auto may = allow(connection, caller, Verb::export_data, project); !may) return may;
  const Result<domain::Project> found = store::project_by_id(connection, project);
  if (!found) return found.error();
  if (!domain::is_regulated(found.value().data_class)) return Done{};
  return Error{ErrorCode::conflict,
               "what is told about people is not kept on the way: fetch it by GET …/export, which a second "
               "person agrees to",
               "project"};
}

// Now, for an export that begins.
Result<Recipe> recipe_now(Context& context, domain::ProjectId project) {
  const Result<live::SharedTable> live = context.live.project(project);
  if (!live) return live.error();
  Recipe recipe;
  recipe.place = live.value()->look([](const live::ProjectTable& now) { return now.place(); });
  recipe.schema_version = live.value()->schema()->version;
  return recipe;
}

// From the record and not from the live table, so that what goes on after a stop sees the same rows.
Result<SharedExportSource> source_at(Context& context, domain::ProjectId project, ExportForm form,
                                     const Recipe& recipe) {
  return context.database.read([&](store::Connection& connection) -> Result<SharedExportSource> {
    Result<domain::Schema> schema = store::latest_schema(connection, project, recipe.schema_version);
    if (!schema) return schema.error();
    const auto table =
        live::ProjectTable::load(connection, project, {*recipe.place, recipe.schema_version, {}, {}});
    if (!table) return table.error();
    auto source = std::make_shared<ExportSource>(
        ExportSource{context, form, table.value()->copy().table, std::move(schema).value(), {}});
    for (std::uint32_t code = 0; code < source->table.items.size(); ++code) {
      source->item_keys.push_back(table.value()->key_at(store::NameKind::item, code));
    }
    return source;
  });
}

// Writes what was gathered behind what is there, and keeps how far that is.
Result<Done> write_out(RunningJob& running, ExportProgress& progress, std::string& gathered) {
  domain::Job& job = running.job();
  auto written = running.context().files.write_export(job.id, progress.bytes, gathered);
  if (!written) return written;
  progress.bytes += std::ssize(gathered);
  gathered.clear();
  job.done_count = static_cast<std::int64_t>(progress.place.at);
  job.progress = progress.text();
  return running.note();
}

// The file is written anew from its beginning when it is not as long as was noted: another machine's disk.
bool is_there(const files::Files& files, domain::JobId job, std::int64_t bytes) {
  const Result<FileBytes> file = files.exported(job);
  return file.ok() && std::ssize(file.value().bytes()) >= bytes;
}

Result<Done> write_all(RunningJob& running, const ExportMaker& make, ExportProgress& progress) {
  if (progress.bytes > 0 && !is_there(running.context().files, running.job().id, progress.bytes)) {
    progress.place = {};
    progress.bytes = 0;
  }
  std::string gathered;
  for (bool more = true; more;) {
    const Result<bool> made = make(progress.place, gathered);
    if (!made) return made.error();
    more = made.value();
    if (more && gathered.size() < bytes_a_write) continue;
    if (auto written = write_out(running, progress, gathered); !written) return written;
  }
  return Done{};
}

std::string export_file_name(const domain::Job& job, const ExportAsked& asked) {
  return fmt::format("project-{}-{}.{}", job.project.value, noun_word(asked.noun), form_word(asked.form));
}

Result<std::string> made_export(RunningJob& running, const ExportAsked& asked) {
  Context& context = running.context();
  domain::Job& job = running.job();
  job.step = "reading the record";
  if (auto noted = running.note(); !noted) return noted.error();
  Result<ExportProgress> progress = ExportProgress::from(job.progress);
  if (!progress) return progress.error();
  if (!progress.value().recipe.place) {
    Result<Recipe> recipe = recipe_now(context, job.project);
    if (!recipe) return recipe.error();
    progress.value().recipe = std::move(recipe).value();
  }
  const auto source = source_at(context, job.project, asked.form, progress.value().recipe);
  if (!source) return source.error();
  const Result<ExportMaker> maker = export_maker(source.value(), asked.noun);
  if (!maker) return maker.error();
  job.step = "writing " + words_of(asked);
  job.total_count = export_steps(*source.value(), asked.noun);
  if (auto written = write_all(running, maker.value(), progress.value()); !written) return written.error();
  job.done_count = job.total_count;
  const Result<FileBytes> file = context.files.exported(job.id);
  if (!file) return file.error();
  const std::string_view bytes =
      file.value().bytes().substr(0, static_cast<std::size_t>(progress.value().bytes));
  return json_text(json({{"file", export_file_name(job, asked)},
                         {"what", noun_word(asked.noun)},
                         {"format", form_word(asked.form)},
                         {"bytes", progress.value().bytes},
                         {"rows", progress.value().place.rows},
                         {"log_position", progress.value().recipe.place->sequence},
                         {"sha256", hex(sha256(bytes))}}));
}

Result<domain::Job> export_done(store::Connection& connection, domain::ProjectId project, domain::JobId id) {
  Result<domain::Job> job = store::job_by_id(connection, id);
  const bool is_it = job.ok() && job.value().project == project && job.value().kind == "export";
  if (is_it && job.value().state == "done") return job;
  if (!job && job.error().code != ErrorCode::not_found) return job.error();
  return Error{ErrorCode::not_found, "there is no such export, or it is not done", "job"};
}

// What stands in a folder of exports and no job is making or keeps: the job has failed or was cancelled, its
// week is over, or the database is an older one.
bool is_over(Context& context, domain::JobId id, std::int64_t now_us) {
  const Result<domain::Job> job =
      context.database.read([&](store::Connection& connection) { return store::job_by_id(connection, id); });
  if (!job) return job.error().code == ErrorCode::not_found;
  if (job.value().state == "queued" || job.value().state == "running") return false;
  return job.value().state != "done" || job.value().finished_at.value_or(0) + export_kept_us < now_us;
}

}  // namespace

Result<domain::Job> start_export(Context& context, const Caller& caller, domain::ProjectId project,
                                 const ExportAsked& asked) {
  const Result<Done> may = context.database.read(
      [&](store::Connection& connection) { return allow_job(connection, caller, project); });
  if (!may) return may.error();
  return queue_job(context, caller, {.project = project, .kind = "export", .input = asked_json(asked)},
                   "start_export");
}

Result<std::string> run_export(RunningJob& running) {
  const Result<ExportAsked> asked = asked_from(running.job().input);
  if (!asked) return asked.error();
  const Result<Caller> caller = running.caller();
  if (!caller) return caller.error();
  const Result<Done> may = running.context().database.read([&](store::Connection& connection) {
    return allow_job(connection, caller.value(), running.job().project);
  });
  if (!may) return may.error();
  return made_export(running, asked.value());
}

Result<ExportFile> exported_file(Context& context, const Caller& caller, domain::ProjectId project,
                                 domain::JobId id) {
  const Result<domain::Job> job =
      context.database.read([&](store::Connection& connection) -> Result<domain::Job> {
        if (auto may = allow_job(connection, caller, project); !may) return may.error();
        return export_done(connection, project, id);
      });
  if (!job) return job.error();
  const json result = json_from<json>(job.value().result);
  Result<FileBytes> file = context.files.exported(id);
  if (!file)
    return Error{ErrorCode::not_found, "the file of this export is no longer kept: export again", "job"};
  const Digest sha = sha256(file.value().bytes());
  if (hex(sha) != result.at("sha256")) {
    return Error{ErrorCode::internal, "the file on the disk is not the one that was made: export again",
                 "job"};
  }
  const auto noted = context.database.write([&](store::Transaction&) -> Result<store::Outcome<Done>> {
    domain::AuditEvent event = event_by(caller, "export_data", "job");
    event.project = project;
    event.object = id.value;
    event.after = sha;
    return store::Outcome<Done>::changed({}, std::move(event));
  });
  if (!noted) return noted.error();
  return ExportFile{result.at("file"),
                    export_form(result.at("format").get<std::string>()).value_or(ExportForm::csv),
                    std::move(file).value()};
}

Result<Done> remove_old_exports(Context& context) {
  const Result<std::vector<domain::JobId>> kept = context.files.exports();
  if (!kept) return kept.error();
  for (const domain::JobId id : kept.value()) {
    if (!is_over(context, id, context.clock.now_us())) continue;
    if (auto removed = context.files.remove_export(id); !removed) return removed;
  }
  return Done{};
}

}  // namespace assay::app
