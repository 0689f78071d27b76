#include "store/assignment.h"

#include "store/annotator_identity.h"
#include "store/values.h"

namespace assay::store {
namespace {

#define ASSAY_ASSIGNMENT                                                                                     \
  "select a.assignment_id, a.project_id, a.engagement_id, a.batch_id, a.item_id, a.user_id, "                \
  "a.annotator_id, a.state, a.lease_until, a.created_at, a.ended_at, a.submitted_at, a.sequence, a.reason, " \
  "i.name, b.name, u.name, n.sealed_name, b.state, b.priority, b.due_at, w.name from assignment a "          \
  "join item i "                                                                                             \
  "on i.item_id = a.item_id join batch b on b.batch_id = a.batch_id join user_account u on u.user_id = "     \
  "a.user_id join annotator w on w.annotator_id = a.annotator_id left join annotator_identity n on "         \
  "n.annotator_id = a.annotator_id "

constexpr Statement find_assignment{ASSAY_ASSIGNMENT "where a.project_id = $1 and a.assignment_id = $2"};
constexpr Statement list_offered{
    ASSAY_ASSIGNMENT
    "where a.user_id = $1 and a.project_id = $2 and a.state = 'offered' and b.state in ('released', "
    "'working') order by b.priority, coalesce(b.due_at, 9223372036854775807), a.assignment_id limit $3"};
constexpr Statement list_ended{
    ASSAY_ASSIGNMENT
    "where a.user_id = $1 and a.project_id = $2 and a.state <> 'offered' order by a.assignment_id desc "
    "limit $3"};
constexpr Statement list_in{ASSAY_ASSIGNMENT
                            "where a.batch_id = $1 and a.item_id >= $2 and a.item_id <= $3 order by "
                            "a.assignment_id limit 100000"};
constexpr Statement list_annotators_of_item{
    "select u.user_id, u.email, u.name, m.annotator_id, n.sealed_name from project_member m join "
    "user_account u on u.user_id = m.user_id left join annotator_identity n on n.annotator_id = "
    "m.annotator_id where m.engagement_id = $1 and m.role = 'annotator' and u.state = 'active' order by "
    "u.name, u.user_id limit 10000"};
constexpr Statement list_held{
    "select item_id, annotator_id from assignment where batch_id = $1 and state in ('offered', 'submitted')"};
constexpr Statement list_open_places{
    "select a.item_id, a.annotator_id from assignment a join batch b on b.batch_id = a.batch_id where "
    "b.engagement_id = $1 and b.state in ('released', 'working') and a.state = 'offered'"};
constexpr Statement end_assignment_row{
    "update assignment set state = $2, reason = $3, ended_at = $4, waits = 0 where assignment_id = $1 and "
    "state = 'offered'"};

#define ASSAY_REVOKE                                                                                        \
  "update assignment set state = 'revoked', reason = $1, ended_at = $2, waits = 0 where state = 'offered' " \
  "and "
constexpr Statement revoke_of_batch{ASSAY_REVOKE "batch_id = $3"};
constexpr Statement revoke_of_user{ASSAY_REVOKE "user_id = $3 and project_id = $4"};
constexpr Statement revoke_of_engagement{ASSAY_REVOKE "engagement_id = $3"};

// From the new annotations to the assignments, whatever the planner thinks: assignments may be many. Only
// what was admitted from an annotator is an answer.
#define ASSAY_ANSWER "a.sequence > $2 and a.role = $4 and a.admission = $5 "
constexpr Statement submit{
    "update assignment set submitted_at = $3, ended_at = coalesce(ended_at, $3), waits = 0, "
    "state = case when state = 'offered' and coalesce(lease_until, $3 + 1) > $3 then 'submitted' else "
    "'expired' end, "
    "sequence = (select min(a.sequence) from annotation a where a.item_id = assignment.item_id and "
    "a.annotator_id = assignment.annotator_id and " ASSAY_ANSWER
    ") where waits = 1 and assignment_id in (select max(s.assignment_id) from annotation a cross join "
    "assignment s where a.project_id = $1 and " ASSAY_ANSWER
    "and s.item_id = a.item_id and s.annotator_id = a.annotator_id group by s.item_id, s.annotator_id)"};

constexpr Statement list_over{
    "select distinct project_id from assignment where state = 'offered' and lease_until <= $1 order by "
    "project_id"};
constexpr Statement expire{
    "update assignment set state = 'expired', ended_at = lease_until where state = 'offered' and "
    "lease_until <= $2 and project_id = $1 returning assignment_id, engagement_id"};
constexpr Statement list_own{
    "select q.name, t.value, a.received_at, a.flag from annotation a join question q on q.question_id = "
    "a.question_id left join term t on t.term_id = a.label_id where a.item_id = $1 and a.annotator_id = $2 "
    "order by a.sequence limit 1000"};

AssignmentRow row_of(const Row& row) {
  AssignmentRow out;
  domain::Assignment& one = out.assignment;
  one.id = {row.integer(0)};
  one.project = {row.integer(1)};
  one.engagement = {row.integer(2)};
  one.batch = {row.integer(3)};
  one.item = {row.integer(4)};
  one.user = {row.integer(5)};
  one.annotator = {row.integer(6)};
  one.state = row.text(7);
  one.lease_until = integer_or_none(row, 8);
  one.created_at = row.integer(9);
  one.ended_at = integer_or_none(row, 10);
  one.submitted_at = integer_or_none(row, 11);
  one.sequence = row.integer(12);
  one.reason = row.text(13);
  out.item = row.text(14);
  out.batch = row.text(15);
  out.user = row.text(16);
  out.annotator = std::string(row.bytes(17));  // sealed, until it is opened
  out.batch_state = row.text(18);
  out.priority = row.integer(19);
  out.due_at = integer_or_none(row, 20);
  out.pseudonym = row.text(21);
  return out;
}

Result<std::vector<AssignmentRow>> rows_by(Connection& connection, const Statement& statement,
                                           std::span<const Value> values) {
  auto found = all_rows<AssignmentRow>(connection, statement, values, row_of);
  if (!found) return found;
  std::vector<SealedName> names;
  for (AssignmentRow& row : found.value()) names.push_back({row.assignment.annotator.value, &row.annotator});
  if (auto opened = open_names(connection, names); !opened) return opened.error();
  return found;
}

Result<std::set<domain::Pair>> pairs(Connection& connection, const Statement& statement, std::int64_t id) {
  std::set<domain::Pair> out;
  Result<std::int64_t> ran = connection.run(statement, {id}, [&](const Row& row) {
    out.insert({row.integer(0), row.integer(1)});
  });
  if (!ran) return ran.error();
  return out;
}

}  // namespace

Result<Done> insert_assignments(Connection& connection, const std::vector<domain::Assignment>& rows,
                                domain::UserId by) {
  RowBlock block;
  block.table = "assignment";
  block.columns = {"project_id", "engagement_id", "batch_id",    "item_id",    "user_id",    "annotator_id",
                   "state",      "waits",         "lease_until", "created_at", "created_by", "reason"};
  block.values.reserve(rows.size() * block.columns.size());
  for (const domain::Assignment& row : rows) {
    block.values.insert(block.values.end(),
                        {row.project.value, row.engagement.value, row.batch.value, row.item.value,
                         row.user.value, row.annotator.value, std::string_view(row.state), std::int64_t{1},
                         or_null(row.lease_until), row.created_at, by.value, std::string_view("")});
  }
  return connection.insert_rows(block);
}

Result<AssignmentRow> assignment_by_id(Connection& connection, domain::ProjectId project,
                                       domain::AssignmentId id) {
  const Value values[] = {project.value, id.value};
  Result<std::vector<AssignmentRow>> found = rows_by(connection, find_assignment, values);
  if (!found) return found.error();
  if (!found.value().empty()) return std::move(found.value().front());
  return Error{ErrorCode::not_found, "there is no such assignment", ""};
}

Result<std::vector<AssignmentRow>> assignments_of(Connection& connection, domain::ProjectId project,
                                                  domain::UserId user, Wanted wanted, std::int64_t limit) {
  const Value values[] = {user.value, project.value, limit};
  return rows_by(connection, wanted == Wanted::offered ? list_offered : list_ended, values);
}

Result<std::vector<AssignmentRow>> assignments_in(Connection& connection, domain::BatchId batch,
                                                  domain::ItemId first, domain::ItemId last) {
  const Value values[] = {batch.value, first.value, last.value};
  return rows_by(connection, list_in, values);
}

Result<std::vector<EngagedAnnotator>> annotators_in(Connection& connection, domain::EngagementId engagement) {
  const Value values[] = {engagement.value};
  auto found = all_rows<EngagedAnnotator>(connection, list_annotators_of_item, values, [](const Row& row) {
    return EngagedAnnotator{
        {row.integer(0)}, row.string(1), row.string(2), {row.integer(3)}, std::string(row.bytes(4))};
  });
  if (!found) return found;
  std::vector<SealedName> names;
  for (EngagedAnnotator& each : found.value()) names.push_back({each.annotator.value, &each.annotator_name});
  if (auto opened = open_names(connection, names); !opened) return opened.error();
  return found;
}

Result<std::set<domain::Pair>> pairs_held(Connection& connection, domain::BatchId batch) {
  return pairs(connection, list_held, batch.value);
}

Result<std::set<domain::Pair>> pairs_offered(Connection& connection, domain::EngagementId engagement) {
  return pairs(connection, list_open_places, engagement.value);
}

Result<bool> end_assignment(Connection& connection, const domain::Assignment& assignment) {
  Result<std::int64_t> changed =
      connection.run(end_assignment_row, {assignment.id.value, std::string_view(assignment.state),
                                          std::string_view(assignment.reason), or_null(assignment.ended_at)});
  if (!changed) return changed.error();
  return changed.value() == 1;
}

Result<std::int64_t> revoke_assignments(Connection& connection, const EndingAssignments& which,
                                        std::string_view reason, std::int64_t now_us) {
  if (!which.batch.none()) {
    return connection.run(revoke_of_batch, {reason, now_us, which.batch.value});
  }
  if (!which.user.none()) {
    return connection.run(revoke_of_user, {reason, now_us, which.user.value, which.project.value});
  }
  return connection.run(revoke_of_engagement, {reason, now_us, which.engagement.value});
}

Result<std::int64_t> submit_assignments(Connection& connection, domain::ProjectId project,
                                        std::int64_t after_sequence, std::int64_t now_us) {
  return connection.run(
      submit, {project.value, after_sequence, now_us, static_cast<std::int64_t>(domain::Role::annotator),
               static_cast<std::int64_t>(domain::Admission::admitted)});
}

Result<std::vector<domain::ProjectId>> projects_with_leases_over(Connection& connection,
                                                                 std::int64_t now_us) {
  const Value values[] = {now_us};
  return all_rows<domain::ProjectId>(connection, list_over, values,
                                     [](const Row& row) { return domain::ProjectId{row.integer(0)}; });
}

Result<std::vector<ExpiredAssignment>> expire_assignments(Connection& connection, domain::ProjectId project,
                                                          std::int64_t now_us) {
  const Value values[] = {project.value, now_us};
  return all_rows<ExpiredAssignment>(connection, expire, values, [](const Row& row) {
    return ExpiredAssignment{{row.integer(0)}, {row.integer(1)}};
  });
}

Result<std::vector<OwnAnnotation>> annotations_by(Connection& connection, domain::ItemId item,
                                                  domain::AnnotatorId annotator) {
  const Value values[] = {item.value, annotator.value};
  return all_rows<OwnAnnotation>(connection, list_own, values, [](const Row& row) {
    OwnAnnotation out;
    out.question = row.text(0);
    if (!row.null(1)) out.label = row.string(1);
    out.received_at = row.integer(2);
    out.flag = static_cast<domain::Flag>(row.integer(3));
    return out;
  });
}

}  // namespace assay::store
