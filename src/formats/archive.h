#pragma once
// Zip archives in memory, and the only place that knows the library behind it. What an archive says of itself
// is not trusted: entries are unpacked in pieces until they end or a limit is met.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

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

// An archive whose entries are unpacked when asked for, in any order, one at a time in memory. The bytes
// outlive it. Everything it unpacks counts towards its limits, also the same entry again. One thread at a
// time.
class OpenArchive {
 public:
  // Refuses what is no archive and what has more entries than the limits allow.
  static Result<OpenArchive> open(std::string_view bytes, const std::string& file,
                                  const ArchiveLimits& limits = {});
  OpenArchive(OpenArchive&&) noexcept;
  OpenArchive& operator=(OpenArchive&&) noexcept;
  ~OpenArchive();

  struct Entry {
    std::string name;             // as the archive has it: to be distrusted
    std::uint64_t index = 0;      // for read()
    std::int64_t bytes_told = 0;  // what the archive says; not checked
  };
  const std::vector<Entry>& entries() const;  // in the order of their names

  // Unpacks at most bytes_max bytes into `text`. False when the entry cannot be had, with the reason in
  // `why`; an Error when the archive unpacks beyond its limits.
  Result<bool> read(std::uint64_t index, std::int64_t bytes_max, std::string& text, std::string& why);

 private:
  struct State;
  explicit OpenArchive(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Hands over the wanted entries in the order of their names, one at a time in memory. Refuses what is no
// archive and what unpacks beyond the limits.
Result<Done> read_archive(std::string_view bytes, const std::string& file, const ArchiveLimits& limits,
                          const ArchiveReading& reading);

}  // namespace assay::formats
