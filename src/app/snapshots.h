#pragma once
// An inspection as of a position of the log, kept with its seed and the hash of what it was made from.

#include <string>
#include <vector>

#include "app/context.h"
#include "app/jobs.h"
#include "app/projects.h"
#include "domain/job.h"

namespace assay::app {

struct SnapshotSpec {
  std::string name;
  std::int64_t seed = 1;
  double level = 0.95;
  std::vector<std::string> by;
};
Result<domain::Job> start_snapshot(Context& context, const Caller& caller, domain::ProjectId project,
                                   const SnapshotSpec& spec);
// The same again from the record: same position, seed and options. Its job's result says whether the bits are
// the same.
Result<domain::Job> repeat_snapshot(Context& context, const Caller& caller, domain::SnapshotId id);
Result<std::vector<domain::Snapshot>> snapshots(Context& context, const Caller& caller,
                                                domain::ProjectId project, const Page& page);
Result<domain::Snapshot> snapshot(Context& context, const Caller& caller, domain::SnapshotId id);

enum class SnapshotForm { json, html };
// The document as it was kept, checked against its hash.
Result<std::string> snapshot_document(Context& context, const Caller& caller, domain::SnapshotId id,
                                      SnapshotForm form);

Result<std::string> run_snapshot(RunningJob& job);

}  // namespace assay::app
