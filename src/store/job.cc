#include "store/job.h"

#include "store/values.h"

namespace assay::store {
namespace {

#define ASSAY_JOB_COLUMNS                                                                            \
  "job_id, project_id, kind, state, input, progress, step, done_count, total_count, error, result, " \
  "cancel_asked, created_at, created_by, started_at, finished_at, claim"
#define ASSAY_JOB_WAITS                                                                                     \
  "state in ('queued', 'running') and (state = 'queued' or coalesce(lease_until, 0) < $1) order by job_id " \
  "limit 1"

constexpr Statement add_job{
    "insert into job (project_id, kind, state, input, progress, step, done_count, total_count, error, "
    "result, "
    "cancel_asked, created_at, created_by) values ($1, $2, 'queued', $3, '', '', 0, 0, '', '', 0, $4, $5) "
    "returning job_id"};
constexpr Statement find_job{"select " ASSAY_JOB_COLUMNS " from job where job_id = $1"};
constexpr Statement list_jobs{
    "select " ASSAY_JOB_COLUMNS
    " from job where project_id = $1 and job_id < $2 order by job_id desc limit $3"};
constexpr Statement oldest_waiting{"select " ASSAY_JOB_COLUMNS " from job where " ASSAY_JOB_WAITS};
constexpr Statement any_waiting{"select job_id from job where " ASSAY_JOB_WAITS};
constexpr Statement start_job{
    "update job set state = 'running', started_at = coalesce(started_at, $2), claim = $3, lease_until = $4 "
    "where job_id = $1"};
constexpr Statement set_lease{
    "update job set lease_until = $3 where job_id = $1 and claim = $2 and state = 'running'"};
constexpr Statement set_job{
    "update job set state = $2, progress = $3, step = $4, done_count = $5, total_count = $6, error = $7, "
    "result = "
    "$8, finished_at = $9 where job_id = $1 and claim = $10"};
constexpr Statement cancel_running{"update job set cancel_asked = 1 where job_id = $1 and state = 'running'"};
constexpr Statement cancel_queued{
    "update job set state = 'cancelled', cancel_asked = 1, finished_at = $2 where job_id = $1 and state = "
    "'queued'"};
constexpr Statement requeue{"update job set state = 'queued' where state = 'running'"};

constexpr Statement add_upload{
    "insert into upload (project_id, name, size, part_size, state, created_at, created_by) values ($1, $2, "
    "$3, "
    "$4, $5, $6, $7) returning upload_id"};
constexpr Statement find_upload{
    "select upload_id, project_id, name, size, part_size, state, created_at, created_by from upload where "
    "upload_id = $1"};
constexpr Statement sum_waiting_uploads{
    "select count(*), cast(coalesce(sum(size), 0) as bigint) from upload where created_by = $1 and state <> "
    "'removed'"};
constexpr Statement find_old_uploads{
    "select upload_id from upload where state <> 'removed' and created_at < $1 order by upload_id limit "
    "1000"};
constexpr Statement set_state_of_upload{"update upload set state = $2 where upload_id = $1"};
constexpr Statement add_part{
    "insert into upload_part (upload_id, number, size, sha256) values ($1, $2, $3, $4) on conflict "
    "(upload_id, "
    "number) do update set size = excluded.size, sha256 = excluded.sha256"};
constexpr Statement list_parts{
    "select number, size, sha256 from upload_part where upload_id = $1 order by number limit 100000"};

constexpr Statement add_import{
    "insert into import_record (import_id, project_id, kind, file_name, file_sha256, format, mapping, "
    "job_id, "
    "created_at, created_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};
constexpr Statement last_import{"select coalesce(max(import_id), 0) from import_record"};
constexpr Statement add_outcome{
    "insert into import_outcome (import_id, row_count, added_count, known_count, refused_count, problems, "
    "finished_at) values ($1, $2, $3, $4, $5, $6, $7)"};
constexpr Statement list_imports{
    "select i.import_id, i.project_id, i.kind, i.file_name, i.file_sha256, i.format, i.mapping, i.job_id, "
    "i.created_at, i.created_by, o.row_count, o.added_count, o.known_count, o.refused_count, o.problems, "
    "o.finished_at from import_record i left join import_outcome o on o.import_id = i.import_id where "
    "i.project_id = $1 and i.import_id < $2 order by i.import_id desc limit $3"};

#define ASSAY_SNAPSHOT_COLUMNS                                                                   \
  "snapshot_id, project_id, name, log_position, seed, options, inputs_sha256, document_sha256, " \
  "method_version, job_id, created_at, created_by"
constexpr Statement add_snapshot{
    "insert into snapshot (project_id, name, log_position, seed, options, inputs_sha256, document_sha256, "
    "method_version, job_id, created_at, created_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) "
    "returning snapshot_id"};
constexpr Statement find_snapshot{"select " ASSAY_SNAPSHOT_COLUMNS " from snapshot where snapshot_id = $1"};
constexpr Statement list_snapshots{
    "select " ASSAY_SNAPSHOT_COLUMNS
    " from snapshot where project_id = $1 and snapshot_id < $2 order by snapshot_id desc limit $3"};

constexpr Statement add_answer{
    "insert into idempotency (user_id, project_id, request_key, request_sha256, answer, created_at) values "
    "($1, "
    "$2, $3, $4, $5, $6)"};

domain::Job job_of(const Row& row) {
  domain::Job job;
  job.id = {row.integer(0)};
  job.project = {row.integer(1)};
  job.kind = row.text(2);
  job.state = row.text(3);
  job.input = row.text(4);
  job.progress = row.text(5);
  job.step = row.text(6);
  job.done_count = row.integer(7);
  job.total_count = row.integer(8);
  job.error = row.text(9);
  job.result = row.text(10);
  job.cancel_asked = row.integer(11) != 0;
  job.created_at = row.integer(12);
  job.created_by = {row.integer(13)};
  job.started_at = integer_or_none(row, 14);
  job.finished_at = integer_or_none(row, 15);
  job.claim = row.integer(16);
  return job;
}

domain::Upload upload_of(const Row& row) {
  return {{row.integer(0)}, {row.integer(1)}, row.string(2),  row.integer(3),
          row.integer(4),   row.string(5),    row.integer(6), {row.integer(7)}};
}

ImportRow import_of(const Row& row) {
  ImportRow out;
  out.import.id = {row.integer(0)};
  out.import.project = {row.integer(1)};
  out.import.kind = row.text(2);
  out.import.file_name = row.text(3);
  out.import.file_sha256 = digest_of(row.bytes(4));
  out.import.format = row.text(5);
  out.import.mapping = row.text(6);
  out.import.job = {row.integer(7)};
  out.import.created_at = row.integer(8);
  out.import.created_by = {row.integer(9)};
  if (!row.null(10)) {
    out.outcome = domain::ImportOutcome{row.integer(10), row.integer(11), row.integer(12),
                                        row.integer(13), row.string(14),  row.integer(15)};
  }
  return out;
}

domain::Snapshot snapshot_of(const Row& row) {
  domain::Snapshot snapshot;
  snapshot.id = {row.integer(0)};
  snapshot.project = {row.integer(1)};
  snapshot.name = row.text(2);
  snapshot.log_position = row.integer(3);
  snapshot.seed = row.integer(4);
  snapshot.options = row.text(5);
  snapshot.inputs_sha256 = digest_of(row.bytes(6));
  snapshot.document_sha256 = digest_of(row.bytes(7));
  snapshot.method_version = row.text(8);
  snapshot.job = {row.integer(9)};
  snapshot.created_at = row.integer(10);
  snapshot.created_by = {row.integer(11)};
  return snapshot;
}

}  // namespace

Result<domain::JobId> insert_job(Connection& connection, const domain::Job& job) {
  Result<std::int64_t> key = key_from(connection, add_job,
                                      {key_or_null(job.project.value), std::string_view(job.kind),
                                       std::string_view(job.input), job.created_at, job.created_by.value});
  if (!key) return key.error();
  return domain::JobId{key.value()};
}

Result<domain::Job> job_by_id(Connection& connection, domain::JobId id) {
  return first_row<domain::Job>(connection, find_job, {id.value}, job_of, "there is no such job");
}

Result<std::vector<domain::Job>> jobs_of(Connection& connection, domain::ProjectId project,
                                         std::int64_t before, std::int64_t limit) {
  const Value values[] = {project.value, before, limit};
  return all_rows<domain::Job>(connection, list_jobs, values, job_of);
}

Result<std::optional<domain::Job>> take_job(Connection& connection, const JobLease& lease) {
  std::optional<domain::Job> job;
  Result<std::int64_t> ran =
      connection.run(oldest_waiting, {lease.now_us}, [&](const Row& row) { job = job_of(row); });
  if (!ran) return ran.error();
  if (!job) return job;
  ++job->claim;
  Result<std::int64_t> started =
      connection.run(start_job, {job->id.value, lease.now_us, job->claim, lease.until_us});
  if (!started) return started.error();
  job->state = "running";
  return job;
}

Result<bool> a_job_waits(Connection& connection, std::int64_t now_us) {
  Result<std::int64_t> found = connection.run(any_waiting, {now_us});
  if (!found) return found.error();
  return found.value() > 0;
}

Result<bool> extend_lease(Connection& connection, const domain::Job& job, std::int64_t until_us) {
  Result<std::int64_t> changed = connection.run(set_lease, {job.id.value, job.claim, until_us});
  if (!changed) return changed.error();
  return changed.value() == 1;
}

Result<Done> update_job(Connection& connection, const domain::Job& job) {
  Result<std::int64_t> changed = connection.run(
      set_job, {job.id.value, std::string_view(job.state), std::string_view(job.progress),
                std::string_view(job.step), job.done_count, job.total_count, std::string_view(job.error),
                std::string_view(job.result), or_null(job.finished_at), job.claim});
  if (!changed) return changed.error();
  if (changed.value() == 1) return Done{};
  return Error{ErrorCode::conflict, "another server has taken the job over", "job"};
}

Result<bool> ask_to_cancel(Connection& connection, domain::JobId id, std::int64_t now_us) {
  Result<std::int64_t> queued = connection.run(cancel_queued, {id.value, now_us});
  if (!queued) return queued.error();
  Result<std::int64_t> running = connection.run(cancel_running, {id.value});
  if (!running) return running.error();
  return queued.value() + running.value() > 0;
}

Result<std::int64_t> requeue_running(Connection& connection) { return connection.run(requeue, {}); }

Result<domain::UploadId> insert_upload(Connection& connection, const domain::Upload& upload) {
  Result<std::int64_t> key =
      key_from(connection, add_upload,
               {upload.project.value, std::string_view(upload.name), upload.size, upload.part_size,
                std::string_view(upload.state), upload.created_at, upload.created_by.value});
  if (!key) return key.error();
  return domain::UploadId{key.value()};
}

Result<domain::Upload> upload_by_id(Connection& connection, domain::UploadId id) {
  return first_row<domain::Upload>(connection, find_upload, {id.value}, upload_of, "there is no such upload");
}

Result<Done> set_upload_state(Connection& connection, domain::UploadId id, std::string_view state) {
  return done_of(connection.run(set_state_of_upload, {id.value, state}));
}

Result<WaitingUploads> waiting_uploads(Connection& connection, domain::UserId user) {
  return first_row<WaitingUploads>(
      connection, sum_waiting_uploads, {user.value},
      [](const Row& row) {
        return WaitingUploads{row.integer(0), row.integer(1)};
      },
      "a count is one row");
}

Result<std::vector<domain::UploadId>> waiting_uploads_before(Connection& connection,
                                                             std::int64_t begun_before) {
  const Value values[] = {begun_before};
  return all_rows<domain::UploadId>(connection, find_old_uploads, values,
                                    [](const Row& row) { return domain::UploadId{row.integer(0)}; });
}

Result<Done> insert_part(Connection& connection, domain::UploadId upload, const UploadPart& part) {
  return done_of(connection.run(add_part, {upload.value, part.number, part.size, bytes_of(part.sha256)}));
}

Result<std::vector<UploadPart>> parts_of(Connection& connection, domain::UploadId upload) {
  const Value values[] = {upload.value};
  return all_rows<UploadPart>(connection, list_parts, values, [](const Row& row) {
    return UploadPart{row.integer(0), row.integer(1), digest_of(row.bytes(2))};
  });
}

Result<domain::ImportId> insert_import(Connection& connection, const domain::Import& import) {
  Result<std::int64_t> last = key_from(connection, last_import, {});
  if (!last) return last.error();
  domain::Import numbered = import;
  numbered.id = {last.value() + 1};
  Result<Done> inserted = insert_import_later(connection, numbered);
  if (!inserted) return inserted.error();
  return numbered.id;
}

Result<Done> insert_import_later(Connection& connection, const domain::Import& import) {
  return connection.run_later(add_import,
                              {import.id.value, import.project.value, std::string_view(import.kind),
                               std::string_view(import.file_name), bytes_of(import.file_sha256),
                               std::string_view(import.format), std::string_view(import.mapping),
                               key_or_null(import.job.value), import.created_at, import.created_by.value});
}

Result<Done> insert_outcome(Connection& connection, domain::ImportId id,
                            const domain::ImportOutcome& outcome) {
  return connection.run_later(add_outcome,
                              {id.value, outcome.rows, outcome.added, outcome.known, outcome.refused,
                               std::string_view(outcome.problems), outcome.finished_at});
}

Result<std::vector<ImportRow>> imports_of(Connection& connection, domain::ProjectId project,
                                          std::int64_t before, std::int64_t limit) {
  const Value values[] = {project.value, before, limit};
  return all_rows<ImportRow>(connection, list_imports, values, import_of);
}

Result<domain::SnapshotId> insert_snapshot(Connection& connection, const domain::Snapshot& s) {
  Result<std::int64_t> key = key_from(
      connection, add_snapshot,
      {s.project.value, std::string_view(s.name), s.log_position, s.seed, std::string_view(s.options),
       bytes_of(s.inputs_sha256), bytes_of(s.document_sha256), std::string_view(s.method_version),
       key_or_null(s.job.value), s.created_at, s.created_by.value});
  if (!key) return key.error();
  return domain::SnapshotId{key.value()};
}

Result<domain::Snapshot> snapshot_by_id(Connection& connection, domain::SnapshotId id) {
  return first_row<domain::Snapshot>(connection, find_snapshot, {id.value}, snapshot_of,
                                     "there is no such snapshot");
}

Result<std::vector<domain::Snapshot>> snapshots_of(Connection& connection, domain::ProjectId project,
                                                   std::int64_t before, std::int64_t limit) {
  const Value values[] = {project.value, before, limit};
  return all_rows<domain::Snapshot>(connection, list_snapshots, values, snapshot_of);
}

Result<Done> keep_answer(Connection& connection, const RequestKey& key, const KeptAnswer& answer,
                         std::int64_t now_us) {
  return connection.run_later(add_answer,
                              {key.user.value, key.project.value, key.key, bytes_of(answer.request_sha256),
                               std::string_view(answer.answer), now_us});
}

}  // namespace assay::store
