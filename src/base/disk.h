#pragma once
// What the disk says about files and folders, and moving whole ones into their place.

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace assay {

struct DiskSpace {
  std::int64_t free_bytes = 0;  // for whoever runs this
  std::int64_t all_bytes = 0;
};
// Of the disk on which the path lies; the path must exist.
Result<DiskSpace> disk_space(const std::string& path);

struct PathInfo {
  std::int64_t bytes = 0;
  unsigned mode = 0;  // permission bits: 0600
  bool is_folder = false;
};
Result<PathInfo> path_info(const std::string& path);  // not_found when nothing is there

// Everything in the folder but "." and "..", in byte order, without what lies deeper.
Result<std::vector<std::string>> names_in(const std::string& folder);

// A folder that only its owner may enter (mode 0700). Error `conflict` when the name is taken.
Result<Done> make_private_folder(const std::string& path);
// Sets the mode to 0600 and waits until the bytes are on the disk.
Result<Done> close_to_others(const std::string& path);
// Renames, on one disk. A file in the way is replaced.
Result<Done> move_path(const std::string& from, const std::string& to);
// Waits until the names in the folder are on the disk.
Result<Done> sync_folder(const std::string& path);
// With all that is in it; a missing one is fine.
Result<Done> remove_folder(const std::string& path);

}  // namespace assay
