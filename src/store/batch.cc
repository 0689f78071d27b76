#include "store/batch.h"

#include "store/values.h"

namespace assay::store {
namespace {

#define ASSAY_BATCH                                                                                     \
  "select b.batch_id, b.project_id, b.engagement_id, t.value, e.organisation_id, b.name, b.state, "     \
  "b.priority, b.asked_due_at, b.work_count, b.work_unit, b.due_at, b.item_count, b.created_at, "       \
  "b.released_at, b.due_told from batch b join engagement e on e.engagement_id = b.engagement_id join " \
  "term t on t.term_id = e.provider_id "

constexpr Statement add_batch_row{
    "insert into batch (project_id, engagement_id, name, state, priority, asked_due_at, work_count, "
    "work_unit, due_told, item_count, created_at, created_by) values ($1, $2, $3, $4, $5, $6, $7, $8, "
    "'nothing', $9, $10, $11) returning batch_id"};
constexpr Statement find_batch{ASSAY_BATCH "where b.project_id = $1 and b.batch_id = $2"};
constexpr Statement list_batches{
    ASSAY_BATCH "where b.project_id = $1 and b.batch_id < $2 order by b.batch_id desc limit $3"};
constexpr Statement list_of{ASSAY_BATCH
                            "where b.project_id = $1 and b.batch_id < $2 and b.engagement_id = $4 and "
                            "b.released_at is not null order by b.batch_id desc limit $3"};
constexpr Statement update{
    "update batch set state = $3, released_at = $4, due_at = $5 where batch_id = $1 and state = $2"};
constexpr Statement count{
    "select count(distinct case when state = 'submitted' then item_id end), "
    "sum(case when state = 'offered' then 1 else 0 end), "
    "sum(case when state = 'submitted' then 1 else 0 end), "
    "sum(case when state = 'returned' then 1 else 0 end), "
    "sum(case when state = 'expired' then 1 else 0 end), "
    "sum(case when state = 'revoked' then 1 else 0 end), "
    "sum(case when submitted_at is not null and (state = 'expired' or submitted_at > $2) then 1 else 0 end) "
    "from assignment where batch_id = $1"};
constexpr Statement list_keys{"select item_id from batch_item where batch_id = $1 order by position"};
constexpr Statement list_batch_items{
    "select b.position, b.item_id, i.name from batch_item b join item i on i.item_id = b.item_id where "
    "b.batch_id = $1 and b.position > $2 order by b.position limit $3"};
constexpr Statement list_due{ASSAY_BATCH
                             "where b.due_at is not null and b.due_at <= $1 and b.state in ('released', "
                             "'working') and b.due_told <> 'overdue' order by b.batch_id limit 10000"};
constexpr Statement set_told{"update batch set due_told = $3 where batch_id = $1 and due_told = $2"};

domain::Batch batch_of(const Row& row) {
  domain::Batch out;
  out.id = {row.integer(0)};
  out.project = {row.integer(1)};
  out.engagement = {row.integer(2)};
  out.provider_name = row.text(3);
  out.organisation = {row.integer(4)};
  out.name = row.text(5);
  out.state = row.text(6);
  out.priority = row.integer(7);
  out.due.at = integer_or_none(row, 8);
  out.due.work_count = integer_or_none(row, 9);
  out.due.unit = domain::work_unit_from(row.text(10)).value_or(domain::WorkUnit::days);
  out.due_at = integer_or_none(row, 11);
  out.item_count = row.integer(12);
  out.created_at = row.integer(13);
  out.released_at = integer_or_none(row, 14);
  return out;
}

}  // namespace

Result<domain::BatchId> insert_batch(Connection& connection, const domain::Batch& batch,
                                     std::span<const std::int64_t> items, domain::UserId by) {
  Result<std::int64_t> key = key_from(
      connection, add_batch_row,
      {batch.project.value, batch.engagement.value, std::string_view(batch.name),
       std::string_view(batch.state), batch.priority, or_null(batch.due.at), or_null(batch.due.work_count),
       std::string_view(word_of(batch.due.unit)), batch.item_count, batch.created_at, by.value});
  if (!key && key.error().code == ErrorCode::conflict) {
    return Error{ErrorCode::conflict, "the engagement has a batch of this name already", "name"};
  }
  if (!key) return key.error();
  RowBlock block;
  block.table = "batch_item";
  block.columns = {"batch_id", "position", "item_id"};
  block.values.reserve(items.size() * block.columns.size());
  std::int64_t position = 0;
  for (const std::int64_t item : items) {
    block.values.insert(block.values.end(), {key.value(), ++position, item});
  }
  if (auto added = connection.insert_rows(block); !added) return added.error();
  return domain::BatchId{key.value()};
}

Result<domain::Batch> batch_by_id(Connection& connection, domain::ProjectId project, domain::BatchId id) {
  return first_row<domain::Batch>(connection, find_batch, {project.value, id.value}, batch_of,
                                  "there is no such batch");
}

Result<std::vector<domain::Batch>> batches_in(Connection& connection, const BatchesAsked& asked) {
  const Value values[] = {asked.project.value, asked.before, asked.limit, asked.engagement.value};
  if (asked.engagement.none()) {
    return all_rows<domain::Batch>(connection, list_batches, std::span(values).first(3), batch_of);
  }
  return all_rows<domain::Batch>(connection, list_of, values, batch_of);
}

Result<bool> update_batch(Connection& connection, const domain::Batch& batch, std::string_view from) {
  Result<std::int64_t> changed = connection.run(update, {batch.id.value, from, std::string_view(batch.state),
                                                         or_null(batch.released_at), or_null(batch.due_at)});
  if (!changed) return changed.error();
  return changed.value() == 1;
}

Result<std::vector<BatchCounts>> batch_counts(Connection& connection,
                                              const std::vector<domain::Batch>& batches) {
  std::vector<BatchCounts> out;
  for (const domain::Batch& batch : batches) {
    BatchCounts counts;
    Result<std::int64_t> ran =
        connection.run(count, {batch.id.value, batch.due_at.value_or(INT64_MAX)}, [&](const Row& row) {
          counts = {row.integer(0), row.integer(1), row.integer(2), row.integer(3),
                    row.integer(4), row.integer(5), row.integer(6)};
        });
    if (!ran) return ran.error();
    out.push_back(counts);
  }
  return out;
}

Result<std::vector<std::int64_t>> item_keys_of(Connection& connection, domain::BatchId batch) {
  const Value values[] = {batch.value};
  return all_rows<std::int64_t>(connection, list_keys, values, [](const Row& row) { return row.integer(0); });
}

Result<std::vector<BatchItem>> batch_items(Connection& connection, domain::BatchId batch, std::int64_t after,
                                           std::int64_t limit) {
  const Value values[] = {batch.value, after, limit};
  return all_rows<BatchItem>(connection, list_batch_items, values, [](const Row& row) {
    return BatchItem{row.integer(0), {row.integer(1)}, row.string(2)};
  });
}

Result<std::vector<DueBatch>> batches_due(Connection& connection, std::int64_t until_us) {
  const Value values[] = {until_us};
  return all_rows<DueBatch>(connection, list_due, values, [](const Row& row) {
    return DueBatch{batch_of(row), row.string(15)};
  });
}

Result<bool> set_due_told(Connection& connection, domain::BatchId batch, std::string_view from,
                          std::string_view to) {
  Result<std::int64_t> changed = connection.run(set_told, {batch.value, from, to});
  if (!changed) return changed.error();
  return changed.value() == 1;
}

}  // namespace assay::store
