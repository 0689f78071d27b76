#pragma once
// Zip archives on disk, written and read piece by piece, with a list of hashes as their last entry in the
// form of sha256sum: anybody can unpack one and check it by `sha256sum -c SHA256SUMS`.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_stream.h"
#include "base/hash.h"
#include "base/result.h"

namespace assay::files {

inline constexpr const char* sums_name = "SHA256SUMS";
inline constexpr std::int64_t archive_entries_max = 20'000'000;
inline constexpr std::int64_t archive_text_bytes_max = std::int64_t{4} << 30;  // of one entry held in memory

enum class Packing { deflated, stored };

// Entries are read when finish() is called, one after the other.
class ArchiveWriter {
 public:
  // The archive must not be there yet.
  static Result<ArchiveWriter> create(const std::string& path);
  ArchiveWriter(ArchiveWriter&&) noexcept;
  ArchiveWriter& operator=(ArchiveWriter&&) noexcept;
  ~ArchiveWriter();

  Result<Done> add_file(const std::string& name, const std::string& path, Packing packing);
  // Of a file that may be removed before finish(): it stays open.
  Result<Done> add_open_file(const std::string& name, FileReader file, Packing packing);
  Result<Done> add_text(const std::string& name, std::string text);

  struct Written {
    std::int64_t files = 0;
    std::int64_t bytes = 0;  // before packing
  };
  // Writes all entries and the list of their hashes. Not durable yet.
  Result<Written> finish();

  struct State;

 private:
  explicit ArchiveWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

class ArchiveReader {
 public:
  // Refuses what is no archive or is cut off, without reading its entries.
  static Result<ArchiveReader> open(const std::string& path);
  ArchiveReader(ArchiveReader&&) noexcept;
  ArchiveReader& operator=(ArchiveReader&&) noexcept;
  ~ArchiveReader();

  struct Entry {
    std::string name;
    std::int64_t bytes = 0;  // as the archive says
    Digest sha256{};         // as its list says
  };
  // All but the list itself. Error `invalid` when the list and the entries do not name the same files.
  Result<std::vector<Entry>> entries();
  // An entry that is held in memory, checked against its hash.
  Result<std::string> text(const Entry& entry);
  // Written to a new file, checked against its hash on the way; nothing stays when it differs.
  Result<Done> unpack(const Entry& entry, const std::string& target);

  struct State;

 private:
  explicit ArchiveReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace assay::files
