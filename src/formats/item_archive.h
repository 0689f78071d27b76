#pragma once
// A zip of items: a table and the files it names, or only images and texts. Names of entries are used as keys
// and to look files up, never as places on a disk.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/archive.h"
#include "formats/problem.h"

namespace assay::formats {

class ItemArchive {
 public:
  enum class Kind { image, text };
  struct File {
    std::string path;         // '/' between its parts, relative; at most 255 bytes, printable UTF-8
    Kind kind = Kind::image;  // by its ending
    std::uint64_t index = 0;
    std::int64_t bytes_told = 0;
  };

  // Lists what is left out and why: names that lead out of the archive, names that come twice, files that
  // are neither table, image nor text. Refuses an archive with several tables, and one without any item.
  static Result<ItemArchive> open(std::string_view bytes, const std::string& file, Problems& problems,
                                  const ArchiveLimits& limits = {});

  const std::optional<std::string>& table_path() const { return table_path_; }
  // The table unpacked; only when there is one.
  Result<std::string> table();

  const std::vector<File>& files() const { return files_; }  // in the order of their paths
  // The file that a table means by this name: beside the table, or from the top of the archive.
  const File* find(std::string_view named) const;
  // False when the file cannot be had, with the reason in `why`; an Error ends the import.
  Result<bool> read(const File& file, std::int64_t bytes_max, std::string& text, std::string& why);

 private:
  explicit ItemArchive(OpenArchive archive) : archive_(std::move(archive)) {}
  Result<Done> take_entries(const std::string& file, Problems& problems);
  const File* at(std::string_view path) const;

  OpenArchive archive_;
  std::optional<std::string> table_path_;
  std::uint64_t table_index_ = 0;
  std::vector<File> files_;
};

// By the ending of the name, upper or lower case.
bool is_image_name(std::string_view name);

inline constexpr std::int64_t image_bytes_max = 64 << 20;

}  // namespace assay::formats
