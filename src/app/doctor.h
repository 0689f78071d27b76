#pragma once
// Whether a server's data is sound: its schema, database, log, files, key and disk, each with what to do.
// Looks only; the server may be running. Reads every byte of the database and the files, unless it is asked
// to be quick.

#include <functional>
#include <string>
#include <vector>

#include "app/data_place.h"

namespace assay::app {

enum class Health { ok, warning, error };

struct Finding {
  Health health = Health::ok;
  std::string about;  // "schema", "database", "log", "files", "key", "disk"
  std::string said;
  std::string advice;  // empty when all is well
};
using TellFinding = std::function<void(const Finding&)>;

enum class Depth { everything, quick };

struct Examination {
  Depth depth = Depth::everything;
  std::string passphrase;  // of the key; empty: a sealed key stays closed
};

inline constexpr std::int64_t disk_free_error = 256 << 20;
inline constexpr std::int64_t disk_free_warning = std::int64_t{2} << 30;

// Each finding as soon as it is known; the worst of them is given back.
Health examine(const DataPlace& place, const Examination& how, const TellFinding& tell);
// Of these, what concerns the database and the files alone: what a backup must bring back.
Health examine_record(const DataPlace& place, Depth depth, const TellFinding& tell);

}  // namespace assay::app
