#include "app/batch.h"

#include <nlohmann/json.hpp>

#include "app/permissions.h"
#include "base/merkle.h"
#include "store/job.h"
#include "store/project.h"

namespace assay::app {
namespace {

using nlohmann::json;

constexpr std::size_t idempotency_key_bytes_max = 255;

store::KnownKeys keys_of(const live::SharedTable& table) {
  return [table](store::NameKind kind, std::string_view name) { return table->key_of(kind, name); };
}

// Kept so that a repeated request is answered with the same words.
std::string answer_text(const Added& added) {
  json results = json::array();
  for (const RowResult& row : added.results) {
    json one = {{"status", word_of(row.status)}, {"sequence", row.sequence}};
    if (row.error) one["error"] = {{"message", row.error->message}, {"where", row.error->where}};
    results.push_back(std::move(one));
  }
  return json({{"log_position", added.log_position}, {"results", std::move(results)}}).dump();
}

RowResult::Status status_from(const std::string& word) {
  if (word == "added") return RowResult::Status::added;
  return word == "known" ? RowResult::Status::known : RowResult::Status::refused;
}

Added answer_from(const std::string& text) {
  Added out;
  const json answer = json::parse(text);
  out.log_position = answer.at("log_position");
  for (const json& one : answer.at("results")) {
    RowResult row{status_from(one.at("status")), one.at("sequence"), {}};
    if (one.contains("error")) {
      row.error = Error{ErrorCode::invalid, one["error"]["message"], one["error"]["where"]};
    }
    out.results.push_back(std::move(row));
  }
  return out;
}

Verb verb_of(const Source& source) {
  return source.import.none() ? Verb::add_annotations : Verb::import_data;
}

// A stranger must neither make the server load a project nor learn from a refusal that there is one.
Result<live::SharedTable> table_for(Context& context, const Caller& caller, const Source& source) {
  if (auto table = context.live.loaded(source.project)) return table;
  Result<Done> may = context.database.read([&](store::Connection& connection) {
    return allow(connection, caller, verb_of(source), source.project);
  });
  if (!may) return may.error();
  return context.live.project(source.project);
}

Result<std::optional<Added>> earlier_answer(store::Connection& connection, const Caller& caller,
                                            const Source& source) {
  const store::RequestKey key{caller.user.id, source.project, source.idempotency_key};
  Result<std::optional<store::KeptAnswer>> kept = store::kept_answer(connection, key);
  if (!kept) return kept.error();
  if (!kept.value()) return std::optional<Added>();
  if (kept.value()->request_sha256 != source.request_sha256) {
    return Error{ErrorCode::conflict, "this Idempotency-Key was used for another request", "idempotency-key"};
  }
  return std::optional<Added>(answer_from(kept.value()->answer));
}

}  // namespace

const char* word_of(RowResult::Status status) {
  switch (status) {
    case RowResult::Status::added:
      return "added";
    case RowResult::Status::known:
      return "known";
    case RowResult::Status::refused:
      return "refused";
  }
  return "";
}

Batch::Batch(Context& context, const Caller& caller, const Source& source, store::Transaction& transaction,
             live::SharedTable table)
    : context_(context),
      caller_(caller),
      source_(source),
      transaction_(transaction),
      table_(std::move(table)),
      schema_(table_->schema()),
      names_(transaction.connection(), {.project = source.project,
                                        .import = source.import,
                                        .now_us = transaction.now_us(),
                                        .known = keys_of(table_)}) {}

Result<Done> Batch::may() const {
  return allow(transaction_.connection(), caller_, verb_of(source_), source_.project);
}

Result<Done> Batch::begin() {
  Result<domain::Project> project = store::project_by_id(connection(), source_.project);
  if (!project) return project.error();
  if (project.value().state != "open") {
    return Error{ErrorCode::conflict, "the project is closed; open it first", "project"};
  }
  return source_.import.none() ? record_request() : Result<Done>(Done{});
}

Result<Done> Batch::record_request() {
  domain::Import import;
  import.project = source_.project;
  import.kind = source_.request_kind;
  import.file_name = source_.request_kind;
  import.file_sha256 = source_.request_sha256;
  import.format = "json";
  import.created_at = now_us();
  import.created_by = caller_.user.id;
  Result<domain::ImportId> id = store::insert_import(connection(), import);
  if (!id) return id.error();
  source_.import = id.value();
  own_import_ = true;
  return Done{};
}

Result<std::int64_t> Batch::question_key(const std::string& name) {
  Result<std::string> asked = question_asked(schema_, name);
  if (!asked) return asked.error();
  return names_.key(store::NameKind::question, asked.value());
}

void Batch::added(std::int64_t sequence, const std::string& content) {
  leaves_.push_back(leaf_hash(content));
  outcome_.results.push_back({RowResult::Status::added, sequence, {}});
}

void Batch::known() {
  ++known_;
  outcome_.results.push_back({RowResult::Status::known, 0, {}});
}

void Batch::refused(Error error) {
  ++refused_;
  outcome_.results.push_back({RowResult::Status::refused, 0, std::move(error)});
}

Result<Done> Batch::finish() {
  if (own_import_) {
    domain::ImportOutcome outcome;
    outcome.rows = static_cast<std::int64_t>(outcome_.results.size());
    outcome.added = static_cast<std::int64_t>(leaves_.size());
    outcome.known = known_;
    outcome.refused = refused_;
    outcome.finished_at = now_us();
    auto kept = store::insert_outcome(connection(), source_.import, outcome);
    if (!kept) return kept;
  }
  arrivals_.names.assign(names_.made().begin(), names_.made().end());
  if (!source_.idempotency_key.empty()) {
    const store::RequestKey key{caller_.user.id, source_.project, source_.idempotency_key};
    auto kept =
        store::keep_answer(connection(), key, {source_.request_sha256, answer_text(outcome_)}, now_us());
    if (!kept) return kept;
  }
  transaction_.after_commit([&context = context_, table = table_, arrivals = std::move(arrivals_),
                             project = source_.project, position = outcome_.log_position] {
    table->arrive(arrivals);
    context.tell({.kind = "project", .project = project.value, .log_position = position});
  });
  return Done{};
}

domain::AuditEvent Batch::event(const std::string& verb) const {
  domain::AuditEvent out = event_by(caller_, verb, "import");
  out.project = source_.project;
  out.object = source_.import.value;
  out.rows = domain::AuditRows{static_cast<std::int64_t>(leaves_.size()), merkle_root(leaves_)};
  return out;
}

Result<std::string> question_asked(const domain::Schema& schema, const std::string& name) {
  if (!name.empty() || schema.questions.empty()) return name;
  if (schema.questions.size() == 1) return schema.questions[0].name;
  return Error{ErrorCode::invalid, "the project has several questions: say which", "question"};
}

Result<Added> write_batch(Context& context, const Caller& caller, const Source& source,
                          const std::string& verb, const std::function<Result<Done>(Batch&)>& body) {
  if (source.idempotency_key.size() > idempotency_key_bytes_max) {
    return Error{ErrorCode::invalid, "an Idempotency-Key has at most 255 bytes", "idempotency-key"};
  }
  Result<live::SharedTable> table = table_for(context, caller, source);
  if (!table) return table.error();
  return context.database.write([&](store::Transaction& transaction) -> Result<store::Outcome<Added>> {
    Batch batch(context, caller, source, transaction, table.value());
    if (auto may = batch.may(); !may) return may.error();
    if (!source.idempotency_key.empty()) {
      Result<std::optional<Added>> earlier = earlier_answer(transaction.connection(), caller, source);
      if (!earlier) return earlier.error();
      if (earlier.value()) return store::Outcome<Added>::unchanged(*earlier.value());
    }
    if (auto begun = batch.begin(); !begun) return begun.error();
    if (auto done = body(batch); !done) return done.error();
    if (auto finished = batch.finish(); !finished) return finished.error();
    if (batch.nothing_added() && source.idempotency_key.empty()) {
      return store::Outcome<Added>::unchanged(batch.outcome());
    }
    return store::Outcome<Added>::changed(batch.outcome(), batch.event(verb));
  });
}

}  // namespace assay::app
