#include "base/disk.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

namespace assay {
namespace {

namespace filesystem = std::filesystem;

Error disk_error(const std::string& path, const char* verb, int code) {
  return Error{code == ENOENT ? ErrorCode::not_found : ErrorCode::unavailable,
               fmt::format("cannot {}: {}", verb, std::strerror(code)), path};
}

Result<Done> synced(const std::string& path, int flags, unsigned mode) {
  const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
  if (descriptor < 0) return disk_error(path, "open it", errno);
  int code = 0;
  if (mode != 0 && ::fchmod(descriptor, mode) != 0) code = errno;
  if (code == 0 && ::fsync(descriptor) != 0) code = errno;
  ::close(descriptor);
  if (code != 0) return disk_error(path, "make it durable", code);
  return Done{};
}

}  // namespace

Result<DiskSpace> disk_space(const std::string& path) {
  struct statvfs info {};
  if (::statvfs(path.c_str(), &info) != 0) return disk_error(path, "ask for the space on its disk", errno);
  const auto block = static_cast<std::int64_t>(info.f_frsize);
  return DiskSpace{static_cast<std::int64_t>(info.f_bavail) * block,
                   static_cast<std::int64_t>(info.f_blocks) * block};
}

Result<PathInfo> path_info(const std::string& path) {
  struct stat info {};
  if (::lstat(path.c_str(), &info) != 0) return disk_error(path, "look at it", errno);
  return PathInfo{info.st_size, info.st_mode & 07777U, S_ISDIR(info.st_mode)};
}

Result<std::vector<std::string>> names_in(const std::string& folder) {
  std::error_code code;
  std::vector<std::string> names;
  filesystem::directory_iterator at(folder, code);
  for (; !code && at != filesystem::directory_iterator(); at.increment(code)) {
    names.push_back(at->path().filename().string());
  }
  if (code) return disk_error(folder, "list the folder", code.value());
  std::sort(names.begin(), names.end());
  return names;
}

Result<Done> make_private_folder(const std::string& path) {
  if (::mkdir(path.c_str(), 0700) == 0) return Done{};
  if (errno == EEXIST) return Error{ErrorCode::conflict, "this is there already", path};
  return disk_error(path, "make the folder", errno);
}

Result<Done> close_to_others(const std::string& path) { return synced(path, O_RDONLY | O_NOFOLLOW, 0600); }

Result<Done> move_path(const std::string& from, const std::string& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) return disk_error(to, "move it here", errno);
  return Done{};
}

Result<Done> sync_folder(const std::string& path) { return synced(path, O_RDONLY | O_DIRECTORY, 0); }

Result<Done> remove_folder(const std::string& path) {
  std::error_code code;
  filesystem::remove_all(path, code);
  if (code) return disk_error(path, "remove the folder", code.value());
  return Done{};
}

}  // namespace assay
