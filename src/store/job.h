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
// The oldest queued job, now running; nothing when none waits.
Result<std::optional<domain::Job>> take_job(Connection& connection, std::int64_t now_us);
Result<bool> a_job_waits(Connection& connection);
// Progress and state of a job as it stands in `job`.
Result<Done> update_job(Connection& connection, const domain::Job& job);
Result<bool> ask_to_cancel(Connection& connection, domain::JobId id, std::int64_t now_us);
// After a start: what ran when the process died waits again. How many.
Result<std::int64_t> requeue_running(Connection& connection);

Result<domain::UploadId> insert_upload(Connection& connection, const domain::Upload& upload);
Result<domain::Upload> upload_by_id(Connection& connection, domain::UploadId id);
Result<Done> set_upload_state(Connection& connection, domain::UploadId id, std::string_view state);
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
