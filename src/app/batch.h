#pragma once
// One batch of rows of a project on its way into the record: what annotations, items and gold share.

#include <string>
#include <vector>

#include "app/annotations.h"
#include "app/permissions.h"
#include "app/provider_rows.h"
#include "store/annotation.h"
#include "store/batch_start.h"
#include "store/names.h"

namespace assay::app {

class Batch {
 public:
  Batch(Context& context, const Caller& caller, const Source& source, store::Transaction& transaction,
        store::BatchStart start);

  // An open project, its schema, and the record of the request when there is no import yet.
  Result<Done> begin();
  // Names are written; the import's outcome, when this request is the import; what the live table is told.
  Result<Done> finish();

  store::Names& names() { return names_; }
  // Whether the row is in the record.
  Result<bool> has(const store::SameAnnotation& row);
  // Whether it has a trusted label for the item and question of this row, and whether it is this one.
  using Held = live::ProjectTable::Held;
  Result<Held> gold_held(const store::GoldRow& row, std::string_view label);
  // False: a row with this hash was added before in this batch or in another of the same commit.
  bool mark(std::uint64_t hash) { return transaction_.mark(hash); }
  bool marked(std::uint64_t hash) const { return transaction_.marked(hash); }
  live::Arrivals& arrivals() { return arrivals_; }
  domain::ProjectId project() const { return source_.project; }
  std::int64_t import() const { return source_.import.value; }
  std::int64_t last_sequence() const { return start_.last_sequence; }  // before this batch
  bool awaits_answers() const { return start_.awaits_answers; }
  std::int64_t now_us() const { return transaction_.now_us(); }
  store::Transaction& transaction() { return transaction_; }
  store::Connection& connection() { return transaction_.connection(); }

  // Of the providers that are engaged, theirs: see ProviderRows::settle.
  Result<std::int64_t> settle_provider(std::string& provider, std::string& annotator) {
    return providers_.settle(provider, annotator);
  }
  ProviderRows& providers() { return providers_; }

  const domain::Schema& schema() const { return *schema_; }
  // The key of the question: the only one when the row names none.
  Result<std::int64_t> question_key(const std::string& name);

  // A row that was added, with the content whose hash is a leaf of the event's root; or known; or refused. Of
  // what is told about people the leaf holds a keyed hash: no copy of the log lets anybody try contents.
  void added(std::int64_t sequence, const std::string& content);
  void known();
  void refused(Error error);
  bool nothing_added() const { return leaves_.empty(); }

  domain::AuditEvent event(const std::string& verb) const;
  Added& outcome() { return outcome_; }

 private:
  Result<Done> record_request();
  Result<Done> seal_what_is_told_about_people();

  Context& context_;
  const Caller& caller_;
  Source source_;
  store::Transaction& transaction_;
  store::BatchStart start_;
  // Answers what is known already. Null while the project is not in memory: then the database does, so that
  // no write waits for a load.
  live::SharedTable table_;
  std::shared_ptr<const domain::Schema> schema_;
  store::Names names_;
  store::SubjectKeys::SharedSecret project_key_;  // null: nothing is sealed
  ProviderRows providers_;
  live::Arrivals arrivals_;
  std::vector<Digest> leaves_;
  Added outcome_;
  std::int64_t known_ = 0, refused_ = 0;
  bool own_import_ = false;
};

// Refuses more rows than one request may carry.
Result<Done> check_count(std::size_t count);
// The question a row is about: the one it names, or the only one there is. "" where the schema has none.
Result<std::string> question_asked(const domain::Schema& schema, const std::string& name);

// What a batch does: the verb of its event, and whose right a request needs that comes by no import.
struct BatchVerb {
  const char* name;
  Verb needs;
};
// Runs `body` on a batch inside one write, answers repeated requests from what was kept.
Result<Added> write_batch(Context& context, const Caller& caller, const Source& source, const BatchVerb& verb,
                          const std::function<Result<Done>(Batch&)>& body);

}  // namespace assay::app
