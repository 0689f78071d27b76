#pragma once
// backup.json: what a backup is of, in canonical JSON.

#include <string>
#include <string_view>

#include "base/hash.h"
#include "base/result.h"

namespace assay::app {

inline constexpr const char* backup_note_name = "backup.json";

struct BackupNote {
  std::string made_at;  // UTC
  std::string release;  // of the program that made it
  bool has_database = true;
  std::string schema;  // the last step; "" without the database, as the next two are 0
  std::int64_t log_events = 0;
  Digest log_root{};
};

Result<std::string> backup_note_text(const BackupNote& note);
// Error `invalid` for what is no such note, or is one of a later form.
Result<BackupNote> read_backup_note(std::string_view text);

}  // namespace assay::app
