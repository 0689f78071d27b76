#include "base/file_stream.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace assay {
namespace {

constexpr const char* beside = ".part";

Error stream_error(const std::string& path, const char* verb, int code) {
  return Error{code == ENOENT ? ErrorCode::not_found : ErrorCode::unavailable,
               fmt::format("cannot {} the file: {}", verb, std::strerror(code)), path};
}

}  // namespace

Result<FileReader> FileReader::open(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (descriptor < 0) return stream_error(path, "open", errno);
  FileReader reader(descriptor, path);
  struct stat info {};
  if (::fstat(descriptor, &info) != 0 || !S_ISREG(info.st_mode)) {
    return Error{ErrorCode::invalid, "this is not a regular file", path};
  }
  ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL);
  return reader;
}

FileReader::FileReader(FileReader&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), path_(std::move(other.path_)) {}

FileReader& FileReader::operator=(FileReader&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(path_, other.path_);
  return *this;
}

FileReader::~FileReader() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<std::size_t> FileReader::read(std::span<char> room) {
  for (;;) {
    const ssize_t got = ::read(descriptor_, room.data(), room.size());
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR) return stream_error(path_, "read", errno);
  }
}

Result<FileWriter> FileWriter::open(const std::string& path) {
  const std::string grows = path + beside;
  const int descriptor = ::open(grows.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor < 0) return stream_error(path, "write", errno);
  return FileWriter(descriptor, path);
}

FileWriter::FileWriter(FileWriter&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), path_(std::move(other.path_)) {}

FileWriter& FileWriter::operator=(FileWriter&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(path_, other.path_);
  return *this;
}

FileWriter::~FileWriter() { drop(); }

void FileWriter::drop() {
  if (descriptor_ < 0) return;
  ::close(std::exchange(descriptor_, -1));
  ::unlink((path_ + beside).c_str());
}

Result<Done> FileWriter::add(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(descriptor_, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return stream_error(path_, "write", errno);
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return Done{};
}

Result<Done> FileWriter::finish() {
  const std::string grows = path_ + beside;
  int code = ::fsync(descriptor_) == 0 ? 0 : errno;
  if (code == 0 && ::rename(grows.c_str(), path_.c_str()) != 0) code = errno;
  if (code != 0) {
    drop();
    return stream_error(path_, "write", code);
  }
  if (::close(std::exchange(descriptor_, -1)) != 0) return stream_error(path_, "write", errno);
  return Done{};
}

}  // namespace assay
