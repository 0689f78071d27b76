#include "app/batch.h"

#include <nlohmann/json.hpp>

#include "app/permissions.h"
#include "base/json_text.h"
#include "base/merkle.h"
#include "store/job.h"
#include "store/project.h"

namespace assay::app {
namespace {

using nlohmann::json;

constexpr std::size_t idempotency_key_bytes_max = 255;

store::KnownKeys keys_of(const live::SharedTable& table) {
  if (!table) return {};
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
  return json_text(json({{"log_position", added.log_position}, {"results", std::move(results)}}));
}

RowResult::Status status_from(const std::string& word) {
  if (word == "added") return RowResult::Status::added;
  return word == "known" ? RowResult::Status::known : RowResult::Status::refused;
}

Added answer_from(const std::string& text) {
  Added out;
  const json answer = json_from<json>(text);
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

// The caller's right, and what was answered to the same request before.
Result<std::optional<Added>> admit(const Caller& caller, const Source& source, Verb needs,
                                   const store::BatchStart& start) {
  const Verb verb = source.import.none() ? needs : Verb::import_data;
  if (auto may = allow_role(caller, verb, start.role); !may) return may.error();
  if (source.idempotency_key.empty() || !start.answer) return std::optional<Added>();
  if (start.answer->request_sha256 != source.request_sha256) {
    return Error{ErrorCode::conflict, "this Idempotency-Key was used for another request", "idempotency-key"};
  }
  return std::optional<Added>(answer_from(start.answer->answer));
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
             store::BatchStart start)
    : context_(context),
      caller_(caller),
      source_(source),
      transaction_(transaction),
      start_(std::move(start)),
      table_(context.live.loaded(source.project)),
      names_(transaction.connection(), {.project = source.project,
                                        .import = source.import,
                                        .now_us = transaction.now_us(),
                                        .known = keys_of(table_)}) {}

Result<Done> Batch::begin() {
  if (!start_.open) {
    return Error{ErrorCode::conflict, "the project is closed; open it first", "project"};
  }
  if (auto sealed = seal_what_is_told_about_people(); !sealed) return sealed;
  if (table_) {
    schema_ = table_->schema();
  } else {
    Result<domain::Schema> schema = store::latest_schema(connection(), source_.project);
    if (!schema) return schema.error();
    schema_ = std::make_shared<const domain::Schema>(std::move(schema).value());
  }
  Result<ProviderRows> providers = ProviderRows::begin(context_, connection(), source_.project, start_);
  if (!providers) return providers.error();
  providers_ = std::move(providers).value();
  return source_.import.none() ? record_request() : Result<Done>(Done{});
}

Result<Done> Batch::seal_what_is_told_about_people() {
  if (!domain::is_regulated(start_.data_class)) return Done{};
  const Result<store::SubjectKeys*> keys = store::keys_of(connection());
  if (!keys) return keys.error();
  Result<store::SubjectKeys::SharedSecret> key = keys.value()->project_key(source_.project.value);
  if (!key) return key.error();
  project_key_ = std::move(key).value();
  names_.seal_items(project_key_);
  return Done{};
}

Result<Done> Batch::record_request() {
  domain::Import import;
  import.id = {start_.last_import + 1};
  import.project = source_.project;
  import.kind = source_.request_kind;
  import.file_name = source_.request_kind;
  import.file_sha256 = source_.request_sha256;
  import.format = "json";
  import.created_at = now_us();
  import.created_by = caller_.user.id;
  source_.import = import.id;
  own_import_ = true;
  return store::insert_import_later(connection(), import);
}

Result<std::int64_t> Batch::question_key(const std::string& name) {
  Result<std::string> asked = question_asked(*schema_, name);
  if (!asked) return asked.error();
  return names_.key(store::NameKind::question, asked.value());
}

Result<bool> Batch::has(const store::SameAnnotation& row) {
  return table_ ? Result<bool>(table_->has(row)) : store::annotation_exists(connection(), row);
}

Result<Batch::Held> Batch::gold_held(const store::GoldRow& asked, std::string_view label) {
  if (table_) return table_->gold_held(asked.item, asked.question, asked.label, label);
  Result<std::vector<store::GoldRow>> rows = store::gold_of_item(connection(), source_.project, {asked.item});
  if (!rows) return rows.error();
  const std::int64_t held = store::label_in_force(rows.value(), asked.question);
  return held == 0 ? Held::none : held == asked.label ? Held::same : Held::other;
}

void Batch::added(std::int64_t sequence, const std::string& content) {
  leaves_.push_back(leaf_hash(project_key_ ? hex(hmac_sha256(project_key_->bytes(), content)) : content));
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
  Result<std::vector<live::Identity>> identities = providers_.keep_identities(connection(), names_);
  if (!identities) return identities.error();
  arrivals_.identities = std::move(identities).value();
  if (!source_.idempotency_key.empty()) {
    const store::RequestKey key{caller_.user.id, source_.project, source_.idempotency_key};
    auto kept =
        store::keep_answer(connection(), key, {source_.request_sha256, answer_text(outcome_)}, now_us());
    if (!kept) return kept;
  }
  // Shared: a table that is being loaded takes it later.
  auto arrivals = std::make_shared<const live::Arrivals>(std::move(arrivals_));
  transaction_.after_commit([&context = context_, arrivals = std::move(arrivals), project = source_.project,
                             position = outcome_.log_position] {
    context.live.arrived(project, arrivals);
    context.tell({.kind = "project",
                  .project = project.value,
                  .log_position = position,
                  .providers = live::providers_of(*arrivals)});
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

Result<Added> write_batch(Context& context, const Caller& caller, const Source& source, const BatchVerb& verb,
                          const std::function<Result<Done>(Batch&)>& body) {
  if (source.idempotency_key.size() > idempotency_key_bytes_max) {
    return Error{ErrorCode::invalid, "an Idempotency-Key has at most 255 bytes", "idempotency-key"};
  }
  return context.database.write([&](store::Transaction& transaction) -> Result<store::Outcome<Added>> {
    Result<store::BatchStart> start = store::batch_start(
        transaction.connection(), {caller.user.id, source.project, source.idempotency_key});
    // Strangers hear the same of a project that is not there as of one that is.
    if (!start && start.error().code == ErrorCode::not_found) start = store::BatchStart{};
    if (!start) return start.error();
    Result<std::optional<Added>> earlier = admit(caller, source, verb.needs, start.value());
    if (!earlier) return earlier.error();
    if (earlier.value()) return store::Outcome<Added>::unchanged(*earlier.value());
    Batch batch(context, caller, source, transaction, std::move(start).value());
    if (auto begun = batch.begin(); !begun) return begun.error();
    if (auto done = body(batch); !done) return done.error();
    if (auto finished = batch.finish(); !finished) return finished.error();
    if (batch.nothing_added() && source.idempotency_key.empty()) {
      return store::Outcome<Added>::unchanged(batch.outcome());
    }
    return store::Outcome<Added>::changed(batch.outcome(), batch.event(verb.name));
  });
}

}  // namespace assay::app
