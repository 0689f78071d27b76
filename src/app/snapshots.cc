#include "app/snapshots.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/permissions.h"
#include "app/pooling.h"
#include "app/snapshot_recipe.h"
#include "base/json_text.h"
#include "base/version.h"
#include "quality/inspect.h"
#include "render/html.h"
#include "render/json.h"
#include "store/job.h"

namespace assay::app {
namespace {

using live::ProjectTable;
using nlohmann::json;

Result<Done> check_spec(const SnapshotSpec& spec) {
  if (auto level = check_level(spec.level); !level) return level;
  if (spec.seed < 0 || spec.seed > (std::int64_t{1} << 53)) {
    return Error{ErrorCode::invalid, "a seed is 0 to 2^53", "seed"};
  }
  if (spec.name.size() > 255) return Error{ErrorCode::invalid, "a name has at most 255 bytes", "name"};
  return Done{};
}

void hash_names(Sha256& hash, const labels::Dictionary& names) {
  for (std::uint32_t code = 0; code < names.size(); ++code) {
    hash.add(names.name(code));
    hash.add(std::string_view("\0", 1));
  }
  hash.add("\n");
}

template <class T>
void hash_column(Sha256& hash, const std::vector<T>& column) {
  hash.add({reinterpret_cast<const char*>(column.data()), column.size() * sizeof(T)});
  hash.add("\n");
}

// Of everything the inspection reads, in its order. Little-endian machines agree.
Digest inputs_hash(const labels::Table& table, const domain::Schema& schema) {
  Sha256 hash;
  hash.add(domain::canonical_schema(schema));
  for (const labels::Dictionary* names : {&table.items, &table.questions, &table.annotators, &table.labels,
                                          &table.guideline_versions, &table.batches, &table.providers}) {
    hash_names(hash, *names);
  }
  hash_column(hash, table.item);
  hash_column(hash, table.question);
  hash_column(hash, table.annotator);
  hash_column(hash, table.label);
  hash_column(hash, table.guideline_version);
  hash_column(hash, table.batch);
  hash_column(hash, table.provider);
  hash_column(hash, table.time_us);
  hash_column(hash, table.duration_s);
  hash_column(hash, table.state);
  for (const labels::GoldRow& gold : table.gold) {
    hash.add(fmt::format("{} {} {}\n", gold.item, gold.question, gold.label));
  }
  for (const labels::Attribute& attribute : table.item_attributes) {
    hash.add(attribute.name);
    hash_names(hash, attribute.values);
    hash_column(hash, attribute.code);
    hash_column(hash, attribute.number);
  }
  return hash.finish();
}

quality::InspectOptions options_of(const labels::Table& table, const domain::Schema& schema,
                                   const SnapshotSpec& spec, std::uint16_t question) {
  quality::InspectOptions options;
  options.only_question = table.questions.name(question);
  options.level = spec.level;
  options.seed = static_cast<std::uint64_t>(spec.seed);
  options.by = spec.by;
  for (const domain::Question& known : schema.questions) {
    if (known.name == options.only_question && known.truth == "plural")
      options.truth = quality::Truth::plural;
  }
  options.question = question_options(table, schema, question);
  return options;
}

using AsideByQuestion = std::map<std::string, live::SetAside>;

Result<quality::Inspection> inspect(RunningJob& running, const ProjectTable::Copy& copy,
                                    const AsideByQuestion& aside, const domain::Schema& schema,
                                    const SnapshotSpec& spec) {
  const labels::Table& table = copy.table;
  quality::Inspection inspection;
  inspection.version = version();
  inspection.seed = static_cast<std::uint64_t>(spec.seed);
  inspection.level = spec.level;
  inspection.rows = static_cast<std::int64_t>(table.row_count());
  Result<std::vector<std::uint16_t>> questions = quality::chosen_questions(table, "");
  if (!questions) return questions.error();
  domain::Job& job = running.job();
  job.total_count = std::ssize(questions.value());
  for (const std::uint16_t question : questions.value()) {
    Result<Done> going_on = Done{};
    auto inspected =
        quality::inspect_table(table, options_of(table, schema, spec, question), [&](std::string_view step) {
          job.step = step;
          if (going_on) going_on = running.note();
        });
    if (!going_on) return going_on.error();
    if (!inspected) return inspected.error();
    for (auto& each : inspected.value()) {
      say_what_is_pooled(copy.pooled.at(each.question), each);
      say_what_does_not_apply(aside.at(each.question), each);
      inspection.rows += aside.at(each.question).answers;
      say_what_was_erased(copy.removed, each);
      inspection.questions.push_back(std::move(each));
    }
    ++job.done_count;
  }
  return inspection;
}

// The files the rows came from, as the record has them.
Result<std::vector<quality::FileNote>> file_notes(Context& context, domain::ProjectId project) {
  Result<std::vector<store::ImportRow>> rows = context.database.read(
      [&](store::Connection& connection) { return store::imports_of(connection, project, INT64_MAX, 100); });
  if (!rows) return rows.error();
  std::vector<quality::FileNote> notes;
  for (const store::ImportRow& row : rows.value()) {
    if (!row.outcome || row.import.kind == "api" || row.import.kind == "webhook") continue;
    const std::string role = row.import.kind == "annotations" ? "labels" : row.import.kind;
    notes.push_back(
        {role, row.import.file_name, row.import.format, "", row.outcome->rows, hex(row.import.file_sha256)});
  }
  return notes;
}

Result<domain::Snapshot> make_documents(RunningJob& running, const Recipe& recipe) {
  Context& context = running.context();
  const domain::ProjectId project = running.job().project;
  Result<ProjectTable::Copy> copy = table_of(context, project, recipe);
  if (!copy) return copy.error();
  Result<domain::Schema> schema = context.database.read([&](store::Connection& connection) {
    return store::latest_schema(connection, project, copy.value().schema_version);
  });
  if (!schema) return schema.error();
  labels::Table& table = copy.value().table;
  if (table.row_count() == 0) {
    return Error{ErrorCode::undefined, "the project has no annotations yet: import some first", "project"};
  }
  const AsideByQuestion aside = settle(table, schema.value());
  domain::Snapshot made;
  made.inputs_sha256 = inputs_hash(table, schema.value());
  Result<quality::Inspection> inspection = inspect(running, copy.value(), aside, schema.value(), recipe.spec);
  if (!inspection) return inspection.error();
  // The numbers alone are what must come out the same; the report names the files besides.
  Result<Digest> document = context.files.keep(render::inspection_json(inspection.value()));
  if (!document) return document.error();
  Result<std::vector<quality::FileNote>> notes = file_notes(context, project);
  if (!notes) return notes.error();
  inspection.value().files = std::move(notes).value();
  Result<Digest> report = context.files.keep(render::inspection_html(inspection.value()));
  if (!report) return report.error();
  Result<Digest> nested = context.files.keep(render::report_json(inspection.value()));
  if (!nested) return nested.error();
  if (auto settled = context.files.settle(); !settled) return settled.error();
  made.document_sha256 = document.value();
  made.log_position = copy.value().place.sequence;
  Recipe kept = recipe;
  kept.place = copy.value().place;
  kept.schema_version = copy.value().schema_version;
  json options = json_from<json>(recipe_json(kept));
  options["report_sha256"] = hex(report.value());
  options["nested_sha256"] = hex(nested.value());
  made.options = json_text(options);
  return made;
}

Result<domain::SnapshotId> keep_snapshot(RunningJob& running, const Caller& caller,
                                         domain::Snapshot snapshot) {
  return running.context().database.write(
      [&](store::Transaction& transaction) -> Result<store::Outcome<domain::SnapshotId>> {
        snapshot.created_at = transaction.now_us();
        if (auto ours = store::update_job(transaction.connection(), running.job()); !ours)
          return ours.error();
        Result<domain::SnapshotId> id = store::insert_snapshot(transaction.connection(), snapshot);
        if (!id) return id.error();
        domain::AuditEvent event = event_by(caller, "make_snapshot", "snapshot");
        event.project = snapshot.project;
        event.object = id.value().value;
        event.before = snapshot.inputs_sha256;
        event.after = snapshot.document_sha256;
        return store::Outcome<domain::SnapshotId>::changed(id.value(), std::move(event));
      });
}

// What a repetition found, beside the snapshot it repeats.
Result<std::string> repetition_json(Context& context, std::int64_t repeats, const domain::Snapshot& again) {
  Result<domain::Snapshot> first = context.database.read(
      [&](store::Connection& connection) { return store::snapshot_by_id(connection, {repeats}); });
  if (!first) return first.error();
  const bool same_inputs = first.value().inputs_sha256 == again.inputs_sha256;
  const bool same_bits = first.value().document_sha256 == again.document_sha256;
  return json_text(
      json({{"repeats", repeats},
            {"same", same_bits},
            {"document_sha256", hex(again.document_sha256)},
            {"same_inputs", same_inputs},
            {"same_bits", same_bits},
            {"message", same_bits ? "the same bits come out again"
                        : same_inputs
                            ? "the inputs are the same and the numbers are not: another release made them"
                            : "the inputs differ: attributes of items or the schema changed since"}}));
}

}  // namespace

Result<domain::Job> start_snapshot(Context& context, const Caller& caller, domain::ProjectId project,
                                   const SnapshotSpec& spec) {
  if (auto checked = check_spec(spec); !checked) return checked.error();
  Result<Done> may = context.database.read(
      [&](store::Connection& connection) { return allow(connection, caller, Verb::make_snapshot, project); });
  if (!may) return may.error();
  return queue_job(context, caller, {.project = project, .kind = "snapshot", .input = recipe_json({spec})},
                   "start_snapshot");
}

Result<domain::Job> repeat_snapshot(Context& context, const Caller& caller, domain::SnapshotId id) {
  Result<domain::Snapshot> found = context.database.read(
      [&](store::Connection& connection) { return seen_by(connection, caller, id, Verb::make_snapshot); });
  if (!found) return found.error();
  Result<Recipe> recipe = recipe_from(found.value().options);
  if (!recipe) return recipe.error();
  recipe.value().repeats = id.value;
  return queue_job(
      context, caller,
      {.project = found.value().project, .kind = "snapshot", .input = recipe_json(recipe.value())},
      "repeat_snapshot");
}

Result<std::vector<domain::Snapshot>> snapshots(Context& context, const Caller& caller,
                                                domain::ProjectId project, const Page& page) {
  return context.database.read([&](store::Connection& connection) -> Result<std::vector<domain::Snapshot>> {
    if (auto may = allow(connection, caller, Verb::see_snapshots, project); !may) return may.error();
    return store::snapshots_of(connection, project, page.before, std::min<std::int64_t>(page.limit, 1000));
  });
}

Result<domain::Snapshot> snapshot(Context& context, const Caller& caller, domain::SnapshotId id) {
  return context.database.read(
      [&](store::Connection& connection) { return seen_by(connection, caller, id, Verb::see_snapshots); });
}

Result<std::string> snapshot_document(Context& context, const Caller& caller, domain::SnapshotId id,
                                      SnapshotForm form) {
  Result<domain::Snapshot> found = snapshot(context, caller, id);
  if (!found) return found.error();
  Digest wanted = found.value().document_sha256;
  if (form != SnapshotForm::json) {
    const char* field = form == SnapshotForm::html ? "report_sha256" : "nested_sha256";
    const json options = json_from<json>(found.value().options);
    const std::optional<PublicKey> bytes =
        public_key_from_hex(options.is_object() ? options.value(field, "") : "");
    if (!bytes) return Error{ErrorCode::not_found, "the snapshot has no report", "snapshot"};
    wanted = *bytes;
  }
  Result<FileBytes> file = context.files.content(wanted);
  if (!file) return file.error();
  return std::string(file.value().bytes());
}

Result<std::string> run_snapshot(RunningJob& running) {
  Result<Recipe> recipe = recipe_from(running.job().input);
  if (!recipe) return recipe.error();
  Result<Caller> caller = running.caller();
  if (!caller) return caller.error();
  Result<domain::Snapshot> made = make_documents(running, recipe.value());
  if (!made) return made.error();
  domain::Snapshot& snapshot = made.value();
  if (recipe.value().repeats != 0) {
    return repetition_json(running.context(), recipe.value().repeats, snapshot);
  }
  snapshot.project = running.job().project;
  snapshot.name = recipe.value().spec.name;
  snapshot.seed = recipe.value().spec.seed;
  snapshot.method_version = version();
  snapshot.job = running.job().id;
  snapshot.created_by = caller.value().user.id;
  Result<domain::SnapshotId> id = keep_snapshot(running, caller.value(), snapshot);
  if (!id) return id.error();
  return json_text(json(
      {{"snapshot", std::to_string(id.value().value)}, {"document_sha256", hex(snapshot.document_sha256)}}));
}

}  // namespace assay::app
