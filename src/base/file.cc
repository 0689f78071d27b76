#include "base/file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

namespace assay {
namespace {

Error file_error(const std::string& path, const char* verb, int code) {
  const bool missing = code == ENOENT;
  return Error{missing ? ErrorCode::not_found : ErrorCode::unavailable,
               fmt::format("cannot {} the file: {}", verb, std::strerror(code)), path};
}

// Reads what cannot be mapped (a pipe, /dev/stdin) to its end.
Result<std::string> read_all(int descriptor, const std::string& path) {
  std::string held;
  char buffer[1 << 16];
  for (;;) {
    const ssize_t got = ::read(descriptor, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return file_error(path, "read", errno);
    if (got == 0) return held;
    held.append(buffer, static_cast<std::size_t>(got));
  }
}

}  // namespace

Result<FileBytes> FileBytes::open(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return file_error(path, "open", errno);
  return take(descriptor, path);
}

Result<FileBytes> FileBytes::take(int descriptor, const std::string& path) {
  struct stat info {};
  if (::fstat(descriptor, &info) != 0 || S_ISDIR(info.st_mode)) {
    ::close(descriptor);
    return Error{ErrorCode::invalid, "this is a folder; name the files in it", path};
  }
  FileBytes file;
  if (S_ISREG(info.st_mode) && info.st_size > 0) {
    file.size_ = static_cast<std::size_t>(info.st_size);
    void* data = ::mmap(nullptr, file.size_, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (data != MAP_FAILED) {
      ::madvise(data, file.size_, MADV_SEQUENTIAL);
      file.data_ = static_cast<const char*>(data);
      file.mapped_ = true;
      ::close(descriptor);
      return file;
    }
  }
  Result<std::string> held = read_all(descriptor, path);
  ::close(descriptor);
  if (!held.ok()) return held.error();
  file.held_ = std::move(held).value();
  file.data_ = file.held_.data();
  file.size_ = file.held_.size();
  return file;
}

namespace {

// Opens a part of a path below an open folder and closes the folder; -1 when that is a link or not there.
int open_part(int folder, const std::string& name, int flags) {
  const bool leads_out = name.empty() || name == "." || name == ".." || name.find('\0') != std::string::npos;
  const int opened =
      leads_out ? -1 : ::openat(folder, name.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | flags);
  ::close(folder);
  return opened;
}

}  // namespace

Result<FileBytes> FileBytes::open_inside(const std::string& folder, std::string_view path) {
  const Error missing{ErrorCode::not_found, "there is no such file in the folder", std::string(path)};
  int at = ::open(folder.c_str(), O_RDONLY | O_CLOEXEC | O_DIRECTORY);
  while (at >= 0) {
    const std::size_t slash = path.find('/');
    if (slash == std::string_view::npos) break;
    at = open_part(at, std::string(path.substr(0, slash)), O_DIRECTORY);
    path.remove_prefix(slash + 1);
  }
  if (at >= 0) at = open_part(at, std::string(path), 0);
  if (at < 0) return missing;
  struct stat info {};
  if (::fstat(at, &info) == 0 && S_ISREG(info.st_mode)) return take(at, missing.where);
  ::close(at);
  return missing;
}

FileBytes::FileBytes(FileBytes&& other) noexcept { *this = std::move(other); }

FileBytes& FileBytes::operator=(FileBytes&& other) noexcept {
  if (this == &other) return *this;
  if (mapped_) ::munmap(const_cast<char*>(data_), size_);
  held_ = std::move(other.held_);
  mapped_ = std::exchange(other.mapped_, false);
  size_ = std::exchange(other.size_, 0);
  data_ = std::exchange(other.data_, nullptr);
  if (!mapped_) data_ = held_.data();
  return *this;
}

FileBytes::~FileBytes() {
  if (mapped_) ::munmap(const_cast<char*>(data_), size_);
}

Result<Done> write_file(const std::string& path, std::string_view bytes) {
  const std::string beside = path + ".part";
  const int descriptor = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (descriptor < 0) return file_error(path, "write", errno);
  while (!bytes.empty()) {
    const ssize_t put = ::write(descriptor, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) {
      const int code = errno;
      ::close(descriptor);
      ::unlink(beside.c_str());
      return file_error(path, "write", code);
    }
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  if (::close(descriptor) != 0) return file_error(path, "write", errno);
  if (::rename(beside.c_str(), path.c_str()) != 0) return file_error(path, "write", errno);
  return Done{};
}

Result<Done> write_secret_file(const std::string& path, std::string_view bytes) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor < 0 && errno == EEXIST) {
    return Error{ErrorCode::conflict, "this is there already; a secret is never written over", path};
  }
  if (descriptor < 0) return file_error(path, "write", errno);
  const ssize_t put = ::write(descriptor, bytes.data(), bytes.size());
  int code = put == static_cast<ssize_t>(bytes.size()) ? 0 : put < 0 ? errno : ENOSPC;
  if (code == 0 && ::fsync(descriptor) != 0) code = errno;
  if (::close(descriptor) != 0 && code == 0) code = errno;
  if (code == 0) return Done{};
  ::unlink(path.c_str());
  return file_error(path, "write", code);
}

Result<Done> settle_files(const std::string& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return file_error(folder, "open", errno);
  const int code = ::syncfs(descriptor) == 0 ? 0 : errno;
  ::close(descriptor);
  if (code != 0) return file_error(folder, "write", code);
  return Done{};
}

Result<Done> write_at(const std::string& path, std::int64_t offset, std::string_view bytes) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return file_error(path, "write", errno);
  int code = 0;
  while (!bytes.empty() && code == 0) {
    const ssize_t put = ::pwrite(descriptor, bytes.data(), bytes.size(), offset);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) {
      code = errno;
      break;
    }
    bytes.remove_prefix(static_cast<std::size_t>(put));
    offset += put;
  }
  if (code == 0 && ::fdatasync(descriptor) != 0) code = errno;
  if (::close(descriptor) != 0 && code == 0) code = errno;
  if (code != 0) return file_error(path, "write", code);
  return Done{};
}

Result<Done> remove_file(const std::string& path) {
  if (::unlink(path.c_str()) != 0 && errno != ENOENT) return file_error(path, "remove", errno);
  return Done{};
}

bool file_exists(const std::string& path) { return ::access(path.c_str(), F_OK) == 0; }

Result<Done> make_folder(const std::string& path) {
  std::error_code code;
  std::filesystem::create_directories(path, code);
  if (code) return file_error(path, "make the folder of", code.value());
  return Done{};
}

}  // namespace assay
