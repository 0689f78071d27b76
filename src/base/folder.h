#pragma once
// What lies in a folder, and what a file weighs: names and hashes without holding a file in memory.

#include <cstdint>
#include <string>
#include <vector>

#include "base/hash.h"
#include "base/result.h"

namespace assay {

bool is_folder(const std::string& path);  // that this process may enter and list

inline constexpr std::int64_t folder_files_max = 20'000'000;

struct FolderListing {
  std::vector<std::string> files;  // relative to the folder, '/' between parts, in byte order
  std::int64_t hidden = 0;         // files and folders whose name begins with a dot; not entered
  std::int64_t links = 0;          // symbolic links; never followed
  std::int64_t others = 0;         // pipes, sockets, devices
};
// The regular files of a folder and of the folders in it. Errors name the place that cannot be read.
Result<FolderListing> list_folder(const std::string& folder);

struct FileDigest {
  std::uint64_t bytes = 0;
  Digest sha256{};
};
// Reads the file once, in pieces. A symbolic link and what is no regular file are refused.
Result<FileDigest> file_digest(const std::string& path);

}  // namespace assay
