#include "app/annotations.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/batch.h"
#include "store/annotation.h"
#include "store/assignment.h"

namespace assay::app {
namespace {

using store::NameKind;

// Why the row counts for nothing until somebody mends it; empty: it is admitted. `question` is the one the
// row is about.
std::string reason_to_quarantine(const domain::Schema& schema, const std::string& question,
                                 const std::optional<std::string>& label) {
  const auto known = std::find_if(schema.questions.begin(), schema.questions.end(),
                                  [&](const domain::Question& each) { return each.name == question; });
  if (!label || known == schema.questions.end() || known->categories.empty() || known->kind == "set")
    return "";
  const bool is_category = std::any_of(known->categories.begin(), known->categories.end(),
                                       [&](const domain::Category& each) { return each.name == *label; });
  return is_category ? "" : fmt::format("not a category of schema version {}", schema.version);
}

class AnnotationRows {
 public:
  explicit AnnotationRows(Batch& batch) : batch_(batch), last_(batch.last_sequence()) {}

  // An error is the whole batch's; a row that is wrong by itself is refused in the outcome.
  Result<Done> add(domain::NewAnnotation given) {
    if (auto checked = domain::check_annotation(given); !checked) {
      batch_.refused(checked.error());
      return Done{};
    }
    const Result<std::int64_t> engagement = batch_.settle_provider(given.provider, given.annotator);
    if (!engagement) {
      batch_.refused(engagement.error());
      return Done{};
    }
    Result<store::AnnotationRow> row = row_of(given);
    if (!row && row.error().code != ErrorCode::invalid) return row.error();
    if (!row) {
      batch_.refused(row.error());
      return Done{};
    }
    const store::SameAnnotation same{row.value().item, row.value().question, row.value().annotator,
                                     row.value().label, row.value().submitted_at};
    Result<bool> has = batch_.has(same);
    if (!has) return has.error();
    if (has.value()) {
      batch_.known();
      return Done{};
    }
    Result<std::string> content = domain::annotation_content(given);
    if (!content) {
      batch_.refused(content.error());
      return Done{};
    }
    if (!batch_.mark(store::row_hash(same))) {
      batch_.known();
      return Done{};
    }
    row.value().sequence = ++last_;
    row.value().engagement = engagement.value();
    batch_.added(last_, content.value());
    rows_.push_back(std::move(row).value());
    return Done{};
  }

  Result<Done> write() {
    if (auto names = batch_.names().flush(); !names) return names;
    if (auto rows = store::insert_annotations(batch_.connection(), rows_); !rows) return rows;
    for (const store::AnnotationRow& row : rows_) {
      batch_.arrivals().annotations.push_back({row.sequence, row.item, row.question, row.annotator, row.label,
                                               row.guideline_version, row.provider, row.batch,
                                               row.submitted_at, row.active_ms, row.role, row.origin,
                                               row.admission, row.supersedes});
    }
    batch_.outcome().log_position = last_;
    if (rows_.empty() || !batch_.awaits_answers()) return Done{};
    Result<std::int64_t> answered = store::submit_assignments(batch_.connection(), batch_.project(),
                                                              batch_.last_sequence(), batch_.now_us());
    if (!answered) return answered.error();
    return Done{};
  }

  // The first row that is not as good as any other; nothing: all are.
  std::optional<Error> trouble() const {
    for (const RowResult& row : batch_.outcome().results) {
      if (row.error) return *row.error;
    }
    for (const store::AnnotationRow& row : rows_) {
      if (!row.quarantine_reason.empty()) return Error{ErrorCode::invalid, row.quarantine_reason, "label"};
    }
    return std::nullopt;
  }

 private:
  Result<store::AnnotationRow> row_of(const domain::NewAnnotation& given) {
    store::AnnotationRow row;
    const std::pair<std::int64_t*, std::pair<NameKind, const std::string*>> names[] = {
        {&row.item, {NameKind::item, &given.item}},
        {&row.annotator, {NameKind::annotator, &given.annotator}},
        {&row.guideline_version, {NameKind::guideline_version, &given.guideline_version}},
        {&row.provider, {NameKind::provider, &given.provider}},
        {&row.batch, {NameKind::batch, &given.batch}}};
    Result<std::string> asked = question_asked(batch_.schema(), given.question);
    if (!asked) return asked.error();
    Result<std::int64_t> question = batch_.names().key(NameKind::question, asked.value());
    if (!question) return question.error();
    row.question = question.value();
    for (const auto& [key, name] : names) {
      Result<std::int64_t> found = batch_.names().key(name.first, *name.second);
      if (!found) return found.error();
      *key = found.value();
    }
    if (given.label) {
      Result<std::int64_t> label = batch_.names().key(NameKind::label, *given.label);
      if (!label) return label.error();
      row.label = label.value();
    }
    fill(given, row);
    row.quarantine_reason = reason_to_quarantine(batch_.schema(), asked.value(), given.label);
    if (!row.quarantine_reason.empty()) row.admission = domain::Admission::quarantined;
    if (auto corrected = correct(given, row); !corrected) return corrected.error();
    return row;
  }

  // What is set aside corrects nothing: the answer before it stays in force.
  Result<Done> correct(const domain::NewAnnotation& given, store::AnnotationRow& row) {
    if (!given.corrects || row.annotator == 0 || row.admission != domain::Admission::admitted) return Done{};
    if (auto names = batch_.names().flush(); !names) return names;
    Result<std::int64_t> last = store::last_said(batch_.connection(), row.item, row.question, row.annotator);
    if (!last) return last.error();
    row.supersedes = last.value();
    return Done{};
  }

  void fill(const domain::NewAnnotation& given, store::AnnotationRow& row) {
    row.rules_cited = given.rules_cited;
    row.role = given.role;
    row.pass = given.pass;
    row.flag = given.flag;
    row.origin = given.origin;
    row.confidence = given.confidence;
    row.shown_at = given.shown_at;
    row.first_action_at = given.first_action_at;
    row.submitted_at = given.submitted_at;
    row.active_ms = given.active_ms;
    row.import = batch_.import();
    row.received_at = batch_.now_us();
    row.project = batch_.project().value;
  }

  Batch& batch_;
  std::int64_t last_ = 0;
  std::vector<store::AnnotationRow> rows_;
};

}  // namespace

Result<Done> check_count(std::size_t count) {
  if (count <= batch_rows_max) return Done{};
  return Error{ErrorCode::invalid,
               fmt::format("at most {} rows in one request; this has {}", batch_rows_max, count), ""};
}

Result<Added> add_annotations(Context& context, const Caller& caller, const Source& source,
                              std::span<const domain::NewAnnotation> rows) {
  if (auto counted = check_count(rows.size()); !counted) return counted.error();
  return write_batch(context, caller, source, {"add_annotations", Verb::add_annotations},
                     [&](Batch& batch) -> Result<Done> {
                       AnnotationRows writer(batch);
                       for (const domain::NewAnnotation& row : rows) {
                         if (auto added = writer.add(row); !added) return added;
                       }
                       return writer.write();
                     });
}

Result<Added> add_own_annotations(Context& context, const Caller& caller, const Source& source,
                                  const OwnAnswer& answer) {
  return write_batch(context, caller, source, {"add_annotations", Verb::answer_own_items},
                     [&](Batch& batch) -> Result<Done> {
                       Result<std::vector<domain::NewAnnotation>> rows = answer(batch.transaction());
                       if (!rows) return rows.error();
                       AnnotationRows writer(batch);
                       for (const domain::NewAnnotation& row : rows.value()) {
                         if (auto added = writer.add(row); !added) return added;
                       }
                       if (const auto trouble = writer.trouble()) return *trouble;
                       return writer.write();
                     });
}

}  // namespace assay::app
