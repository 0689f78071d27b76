#include "base/folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace assay {
namespace {

namespace filesystem = std::filesystem;

Error cannot_read(const std::string& path, const std::string& why) {
  return Error{ErrorCode::unavailable, "cannot read: " + why, path};
}

// Counts the entry or adds its name; says whether to go into it.
void take_entry(const filesystem::directory_entry& entry, const filesystem::path& folder,
                FolderListing& listing) {
  std::error_code code;
  if (entry.is_symlink(code)) {
    ++listing.links;
  } else if (entry.is_regular_file(code)) {
    listing.files.push_back(entry.path().lexically_relative(folder).generic_string());
  } else if (!entry.is_directory(code)) {
    ++listing.others;
  }
}

// Closes when it goes.
struct Descriptor {
  int number = -1;
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
};

}  // namespace

bool is_folder(const std::string& path) {
  std::error_code code;
  return filesystem::is_directory(path, code) && ::access(path.c_str(), R_OK | X_OK) == 0;
}

Result<FolderListing> list_folder(const std::string& folder) {
  std::error_code code;
  if (!filesystem::is_directory(folder, code)) {
    return Error{ErrorCode::not_found, "there is no such folder", folder};
  }
  FolderListing listing;
  filesystem::recursive_directory_iterator at(folder, filesystem::directory_options::none, code);
  if (code) return cannot_read(folder, code.message());
  while (at != filesystem::recursive_directory_iterator()) {
    if (at->path().filename().native().starts_with('.')) {
      ++listing.hidden;
      at.disable_recursion_pending();
    } else {
      take_entry(*at, folder, listing);
    }
    if (static_cast<std::int64_t>(listing.files.size()) > folder_files_max) {
      return Error{ErrorCode::invalid, fmt::format("more than {} files", folder_files_max), folder};
    }
    const std::string path = at->path().string();
    at.increment(code);
    if (code) return cannot_read(path, code.message());
  }
  std::sort(listing.files.begin(), listing.files.end());
  return listing;
}

Result<FileDigest> file_digest(const std::string& path) {
  const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)};
  if (file.number < 0) return cannot_read(path, std::strerror(errno));
  struct stat info {};
  if (::fstat(file.number, &info) != 0 || !S_ISREG(info.st_mode)) {
    return Error{ErrorCode::invalid, "this is not a regular file", path};
  }
  Sha256 hash;
  FileDigest digest;
  std::vector<char> buffer(1 << 18);
  for (;;) {
    const ssize_t got = ::read(file.number, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return cannot_read(path, std::strerror(errno));
    if (got == 0) break;
    hash.add({buffer.data(), static_cast<std::size_t>(got)});
    digest.bytes += static_cast<std::uint64_t>(got);
  }
  digest.sha256 = hash.finish();
  return digest;
}

}  // namespace assay
