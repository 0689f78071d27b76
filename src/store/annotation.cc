#include "store/annotation.h"

#include "store/values.h"

namespace assay::store {
namespace {

constexpr Statement max_sequence{"select coalesce(max(sequence), 0) from annotation"};
#define ASSAY_KEY_COLUMNS                                                                                 \
  "sequence, item_id, question_id, annotator_id, label_id, guideline_version_id, provider_id, batch_id, " \
  "submitted_at, active_ms, role, origin, admission, supersedes, project_id"

// Where most rows of a stretch are the project's, reading all of it is twice as fast as finding each by the
// index.
constexpr Statement keys_by_index{
    "select " ASSAY_KEY_COLUMNS
    " from annotation where project_id = $1 and sequence > $2 and sequence <= $3 order by sequence"};
constexpr Statement keys_of_all{"select " ASSAY_KEY_COLUMNS
                                " from annotation where sequence > $1 and sequence <= $2 order by sequence"};
constexpr Statement first_after{
    "select coalesce(min(sequence), 0) from annotation where project_id = $1 and sequence > $2"};
constexpr Statement same_row{
    "select 1 from annotation where item_id = $1 and question_id = $2 and coalesce(annotator_id, 0) = $3 and "
    "coalesce(label_id, 0) = $4 and coalesce(submitted_at, 0) = $5 and (submitted_at is null) = ($6 = 1) "
    "limit 1"};
constexpr Statement of_item{
    "select sequence, project_id, item_id, question_id, annotator_id, label_id, guideline_version_id, "
    "provider_id, batch_id, rules_cited, role, pass, flag, origin, admission, quarantine_reason, confidence, "
    "shown_at, first_action_at, submitted_at, active_ms, supersedes, import_id, received_at from annotation "
    "where item_id = $1 order by sequence limit 10000"};

constexpr Statement said_last{
    "select coalesce(max(sequence), 0) from annotation where item_id = $1 and question_id = $2 and "
    "annotator_id = $3 and admission = $4 and role = $5"};

std::int64_t code(auto value) { return static_cast<std::int64_t>(value); }

template <class Enum>
Enum value_of(const Row& row, int column) {
  return static_cast<Enum>(row.integer(column));
}

void append_values(std::vector<Value>& out, const AnnotationRow& a) {
  out.insert(out.end(), {a.sequence,
                         a.project,
                         a.item,
                         a.question,
                         key_or_null(a.annotator),
                         key_or_null(a.label),
                         key_or_null(a.guideline_version),
                         key_or_null(a.provider),
                         key_or_null(a.batch),
                         text_or_null(a.rules_cited),
                         code(a.role),
                         code(a.pass),
                         code(a.flag),
                         code(a.origin),
                         code(a.admission),
                         text_or_null(a.quarantine_reason),
                         or_null(a.confidence),
                         or_null(a.shown_at),
                         or_null(a.first_action_at),
                         or_null(a.submitted_at),
                         or_null(a.active_ms),
                         key_or_null(a.supersedes),
                         a.import,
                         a.received_at,
                         key_or_null(a.engagement)});
}

AnnotationRow annotation_of(const Row& row) {
  AnnotationRow a;
  a.sequence = row.integer(0);
  a.project = row.integer(1);
  a.item = row.integer(2);
  a.question = row.integer(3);
  a.annotator = row.integer(4);
  a.label = row.integer(5);
  a.guideline_version = row.integer(6);
  a.provider = row.integer(7);
  a.batch = row.integer(8);
  a.rules_cited = row.text(9);
  a.role = value_of<domain::Role>(row, 10);
  a.pass = value_of<domain::Pass>(row, 11);
  a.flag = value_of<domain::Flag>(row, 12);
  a.origin = value_of<domain::Origin>(row, 13);
  a.admission = value_of<domain::Admission>(row, 14);
  a.quarantine_reason = row.text(15);
  a.confidence = real_or_none(row, 16);
  a.shown_at = integer_or_none(row, 17);
  a.first_action_at = integer_or_none(row, 18);
  a.submitted_at = integer_or_none(row, 19);
  a.active_ms = integer_or_none(row, 20);
  a.supersedes = row.integer(21);
  a.import = row.integer(22);
  a.received_at = row.integer(23);
  return a;
}

AnnotationKeys keys_of(const Row& row) {
  AnnotationKeys a;
  a.sequence = row.integer(0);
  a.item = row.integer(1);
  a.question = row.integer(2);
  a.annotator = row.integer(3);
  a.label = row.integer(4);
  a.guideline_version = row.integer(5);
  a.provider = row.integer(6);
  a.batch = row.integer(7);
  a.submitted_at = integer_or_none(row, 8);
  a.active_ms = integer_or_none(row, 9);
  a.role = value_of<domain::Role>(row, 10);
  a.origin = value_of<domain::Origin>(row, 11);
  a.admission = value_of<domain::Admission>(row, 12);
  a.supersedes = row.integer(13);
  return a;
}

}  // namespace

Result<std::int64_t> last_sequence(Connection& connection) { return key_from(connection, max_sequence, {}); }

Result<Done> insert_annotations(Connection& connection, const std::vector<AnnotationRow>& rows) {
  RowBlock block;
  block.table = "annotation";
  block.columns = {"sequence",
                   "project_id",
                   "item_id",
                   "question_id",
                   "annotator_id",
                   "label_id",
                   "guideline_version_id",
                   "provider_id",
                   "batch_id",
                   "rules_cited",
                   "role",
                   "pass",
                   "flag",
                   "origin",
                   "admission",
                   "quarantine_reason",
                   "confidence",
                   "shown_at",
                   "first_action_at",
                   "submitted_at",
                   "active_ms",
                   "supersedes",
                   "import_id",
                   "received_at",
                   "engagement_id"};
  block.values.reserve(rows.size() * block.columns.size());
  for (const AnnotationRow& row : rows) append_values(block.values, row);
  return connection.insert_rows(block);
}

Result<std::int64_t> first_sequence(Connection& connection, domain::ProjectId project, std::int64_t after) {
  return key_from(connection, first_after, {project.value, after});
}

Result<std::vector<AnnotationKeys>> annotations_in(Connection& connection, domain::ProjectId project,
                                                   const LogStretch& stretch) {
  std::vector<AnnotationKeys> out;
  const auto take = [&](const Row& row) {
    if (row.integer(14) == project.value) out.push_back(keys_of(row));
  };
  out.reserve(stretch.mostly_own ? static_cast<std::size_t>(stretch.last - stretch.after) : 0);
  Result<std::int64_t> ran =
      stretch.mostly_own ? connection.run(keys_of_all, {stretch.after, stretch.last}, take)
                         : connection.run(keys_by_index, {project.value, stretch.after, stretch.last}, take);
  if (!ran) return ran.error();
  return out;
}

std::uint64_t row_hash(const SameAnnotation& row) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const std::int64_t part :
       {row.item, row.question, row.annotator, row.label, row.submitted_at.value_or(INT64_MIN)}) {
    hash = (hash ^ static_cast<std::uint64_t>(part)) * 0x9E3779B97F4A7C15U;
    hash ^= hash >> 32;
  }
  return hash;
}

Result<bool> annotation_exists(Connection& connection, const SameAnnotation& row) {
  Result<std::int64_t> found =
      connection.run(same_row, {row.item, row.question, row.annotator, row.label,
                                row.submitted_at.value_or(0), std::int64_t{row.submitted_at ? 0 : 1}});
  if (!found) return found.error();
  return found.value() > 0;
}

Result<std::int64_t> last_said(Connection& connection, std::int64_t item, std::int64_t question,
                               std::int64_t annotator) {
  return key_from(
      connection, said_last,
      {item, question, annotator, code(domain::Admission::admitted), code(domain::Role::annotator)});
}

Result<std::vector<AnnotationRow>> annotations_of_item(Connection& connection, domain::ItemId item) {
  const Value values[] = {item.value};
  return all_rows<AnnotationRow>(connection, of_item, values, annotation_of);
}

}  // namespace assay::store
