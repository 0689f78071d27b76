#include "store/batch_start.h"

#include "store/values.h"

namespace assay::store {
namespace {

constexpr Statement start{
    "select p.state, m.role, i.request_sha256, i.answer, "
    "(select coalesce(max(sequence), 0) from annotation), "
    "(select coalesce(max(import_id), 0) from import_record), coalesce(m.engagement_id, 0), "
    "(select count(*) from engagement where project_id = $1), p.data_class, "
    "(select count(*) from (select 1 from assignment where project_id = $1 and waits = 1 limit 1) w), "
    "(select count(*) from (select 1 from annotator where project_id = $1 and erased_at is not null limit 1) "
    "e) "
    "from project p left join project_member m on m.project_id = p.project_id and m.user_id = $2 "
    "left join idempotency i on i.user_id = $2 and i.project_id = p.project_id and i.request_key = $3 "
    "where p.project_id = $1"};

BatchStart start_of(const Row& row) {
  BatchStart out;
  out.open = row.text(0) == "open";
  if (!row.null(1)) out.role = row.string(1);
  if (!row.null(2)) out.answer = KeptAnswer{digest_of(row.bytes(2)), row.string(3)};
  out.last_sequence = row.integer(4);
  out.last_import = row.integer(5);
  out.engagement = {row.integer(6)};
  out.has_engagements = row.integer(7) > 0;
  out.data_class = row.text(8);
  out.awaits_answers = row.integer(9) > 0;
  out.has_erased_annotators = row.integer(10) > 0;
  return out;
}

}  // namespace

Result<BatchStart> batch_start(Connection& connection, const RequestKey& key) {
  return first_row<BatchStart>(connection, start, {key.project.value, key.user.value, key.key}, start_of,
                               "there is no such project");
}

}  // namespace assay::store
