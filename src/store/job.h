#pragma once
// Jobs, uploads, imports, snapshots, and the answers kept for requests that may come twice.

#include <optional>
#include <string>
#include <vector>

#include "domain/job.h"
#include "store/connection.h"

namespace assay::store {

Result<domain::JobId> insert_job(Connection& connection, const domain::Job& job);
Result<domain::Job> job_by_id(Connection& connection, domain::JobId id);
Result<std::vector<domain::Job>> jobs_of(Connection& connection, domain::ProjectId project,
                                         std::int64_t before, std::int64_t limit);
// The oldest job that waits, now running and ours until the lease is over; nothing when none waits. One that
// runs waits too when its lease is over: whoever had it has died. Between servers the lock of writes decides.
struct JobLease {
  std::int64_t now_us = 0, until_us = 0;
};
Result<std::optional<domain::Job>> take_job(Connection& connection, const JobLease& lease);
Result<bool> a_job_waits(Connection& connection, std::int64_t now_us);
// False: the job is no longer that of who claimed it so.
Result<bool> extend_lease(Connection& connection, const domain::Job& job, std::int64_t until_us);
// Progress and state of a job as it stands in `job`. Error `conflict` when somebody else has taken it since.
Result<Done> update_job(Connection& connection, const domain::Job& job);
Result<bool> ask_to_cancel(Connection& connection, domain::JobId id, std::int64_t now_us);
// For a server that is alone on its database: what ran when the process died waits again, whatever its lease.
// How many.
Result<std::int64_t> requeue_running(Connection& connection);

Result<domain::UploadId> insert_upload(Connection& connection, const domain::Upload& upload);
Result<domain::Upload> upload_by_id(Connection& connection, domain::UploadId id);
Result<Done> set_upload_state(Connection& connection, domain::UploadId id, std::string_view state);
// What a person has sent, or said to be sending, and neither imported nor let go.
struct WaitingUploads {
  std::int64_t count = 0, bytes = 0;
};
Result<WaitingUploads> waiting_uploads(Connection& connection, domain::UserId user);
// Those of all that were begun before that time; oldest first, at most 1,000.
Result<std::vector<domain::UploadId>> waiting_uploads_before(Connection& connection,
                                                             std::int64_t begun_before);
struct UploadPart {
  std::int64_t number = 0;
  std::int64_t size = 0;
  Digest sha256{};
};
Result<Done> insert_part(Connection& connection, domain::UploadId upload, const UploadPart& part);
Result<std::vector<UploadPart>> parts_of(Connection& connection, domain::UploadId upload);

Result<domain::ImportId> insert_import(Connection& connection, const domain::Import& import);
// With the id it has: one more than the last, which who writes has seen. Written when the next call waits.
Result<Done> insert_import_later(Connection& connection, const domain::Import& import);
Result<Done> insert_outcome(Connection& connection, domain::ImportId id,
                            const domain::ImportOutcome& outcome);
struct ImportRow {
  domain::Import import;
  std::optional<domain::ImportOutcome> outcome;  // absent: not finished
};
Result<std::vector<ImportRow>> imports_of(Connection& connection, domain::ProjectId project,
                                          std::int64_t before, std::int64_t limit);

Result<domain::SnapshotId> insert_snapshot(Connection& connection, const domain::Snapshot& snapshot);
Result<domain::Snapshot> snapshot_by_id(Connection& connection, domain::SnapshotId id);
Result<std::vector<domain::Snapshot>> snapshots_of(Connection& connection, domain::ProjectId project,
                                                   std::int64_t before, std::int64_t limit);

struct KeptAnswer {
  Digest request_sha256{};
  std::string answer;
};
struct RequestKey {
  domain::UserId user;
  domain::ProjectId project;
  std::string_view key;
};
Result<Done> keep_answer(Connection& connection, const RequestKey& key, const KeptAnswer& answer,
                         std::int64_t now_us);

}  // namespace assay::store
