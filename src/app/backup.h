#pragma once
// A server's data as one archive, and back. The archive is a zip: backup.json (what it is), assay.db,
// files/…, keys/NAME.pub, and SHA256SUMS over all of them. docs/guides/backup_and_upgrade.md.

#include <cstdint>
#include <string>

#include "app/data_place.h"
#include "base/clock.h"

namespace assay::app {

enum class PrivateKeys { left_out, included };

struct BackupOrder {
  DataPlace place;
  std::string target;
  PrivateKeys keys = PrivateKeys::left_out;
};

struct BackupMade {
  std::int64_t files = 0;
  std::int64_t bytes = 0;       // before packing
  std::int64_t log_events = 0;  // 0 where the database is not in it
  bool has_database = true;     // false: PostgreSQL, which pg_dump copies
};

// Written whole or not at all, while the server runs; needs room for a copy of the database beside the
// target. Error `conflict` when the target is there.
Result<BackupMade> make_backup(const BackupOrder& order, const Clock& clock);

struct Restored {
  std::string made_at, release;
  std::int64_t files = 0;
  std::int64_t log_events = 0;
  bool has_database = true;
  bool has_private_key = false;
};

// Into a folder that is empty or not there. Every hash is checked, then the database, its log and the files
// it names; when anything does not hold, the folder stays empty.
Result<Restored> restore_backup(const std::string& archive, const std::string& folder);

}  // namespace assay::app
