#pragma once
// Background work, and what an import and a snapshot leave behind.

#include <cstdint>
#include <optional>
#include <string>

#include "base/hash.h"
#include "domain/nouns.h"

namespace assay::domain {

// queued -> running -> done | failed | cancelled; taken again when the process died.
struct Job {
  JobId id;
  ProjectId project;  // none: of the server
  std::string kind;   // import, snapshot, export
  std::string state = "queued";
  std::string input;     // JSON
  std::string progress;  // JSON: where it goes on after a stop
  std::string step;      // for people
  std::int64_t done_count = 0;
  std::int64_t total_count = 0;
  std::string error;
  std::string result;  // JSON; empty before the end
  bool cancel_asked = false;
  std::int64_t created_at = 0;
  UserId created_by;
  std::optional<std::int64_t> started_at, finished_at;
  std::int64_t claim = 0;  // how often it was taken: whoever has it knows the number
};

// A file or request as it was received.
struct Import {
  ImportId id;
  ProjectId project;
  std::string kind;  // items, annotations, gold, webhook, api
  std::string file_name;
  Digest file_sha256{};
  std::string format;
  std::string mapping = "{}";  // JSON
  JobId job;                   // none: not by a job
  std::int64_t created_at = 0;
  UserId created_by;
};

struct ImportOutcome {
  std::int64_t rows = 0, added = 0, known = 0, refused = 0;
  std::string problems = "[]";  // JSON
  std::int64_t finished_at = 0;
};

struct Snapshot {
  SnapshotId id;
  ProjectId project;
  std::string name;
  std::int64_t log_position = 0;
  std::int64_t seed = 1;
  std::string options = "{}";  // JSON
  Digest inputs_sha256{};
  Digest document_sha256{};
  std::string method_version;
  JobId job;
  std::int64_t created_at = 0;
  UserId created_by;
};

// A file that arrives in parts.
struct Upload {
  UploadId id;
  ProjectId project;
  std::string name;
  std::int64_t size = 0;
  std::int64_t part_size = 0;
  std::string state = "open";  // open, complete, removed
  std::int64_t created_at = 0;
  UserId created_by;
};

}  // namespace assay::domain
