#pragma once
// Zip archives in memory, and the only place that knows the library behind it. What an archive says of itself
// is not trusted: entries are unpacked in pieces until they end or a limit is met.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace assay::formats {

struct ArchiveLimits {
  std::int64_t entries_max = 100'000;
  std::int64_t bytes_max = std::int64_t{8} << 30;  // unpacked, of all entries together
  std::int64_t ratio_max = 200;                    // unpacked bytes per byte of the archive ...
  std::int64_t ratio_free = 64 << 20;              // ... beyond so many
};

struct ArchiveReading {
  std::function<bool(std::string_view name)> wants;  // others are not unpacked
  // An Error ends the reading. `text` lives until the call returns.
  std::function<Result<Done>(const std::string& name, std::string_view text)> read;
  // An entry that was wanted and cannot be had (encrypted, damaged), and why.
  std::function<void(const std::string& name, const std::string& why)> broken;
};

bool looks_like_zip(std::string_view bytes);

// Hands over the wanted entries in the order of their names, one at a time in memory. Refuses what is no
// archive and what unpacks beyond the limits.
Result<Done> read_archive(std::string_view bytes, const std::string& file, const ArchiveLimits& limits,
                          const ArchiveReading& reading);

}  // namespace assay::formats
