#pragma once
// Files in and out. Only this room may ask the system for them.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace assay {

// A whole file as bytes, mapped, not copied. Read only; lives as long as the object. Moves, does not copy.
class FileBytes {
 public:
  static Result<FileBytes> open(const std::string& path);
  // The regular file at `path` inside of the folder. Nothing leads out of it: absolute paths, "..", empty
  // parts and symbolic links, on the way and at the end, are refused. Error not_found covers all of them.
  static Result<FileBytes> open_inside(const std::string& folder, std::string_view path);
  FileBytes(FileBytes&& other) noexcept;
  FileBytes& operator=(FileBytes&& other) noexcept;
  FileBytes(const FileBytes&) = delete;
  FileBytes& operator=(const FileBytes&) = delete;
  ~FileBytes();

  std::string_view bytes() const { return {data_, size_}; }

 private:
  FileBytes() = default;
  static Result<FileBytes> take(int descriptor, const std::string& path);  // closes it
  const char* data_ = nullptr;
  std::size_t size_ = 0;
  bool mapped_ = false;
  std::string held_;  // what could not be mapped (a pipe) is read whole
};

// Written beside the target and renamed over it: a reader sees the old file or the whole new one.
Result<Done> write_file(const std::string& path, std::string_view bytes);

// A new file that only its owner may read (mode 0600), on the disk before this returns. Error `conflict` when
// there is one already: a secret is never written over.
Result<Done> write_secret_file(const std::string& path, std::string_view bytes);
// Writes bytes at an offset of a file, made when missing, and waits until they are on the disk.
Result<Done> write_at(const std::string& path, std::int64_t offset, std::string_view bytes);
// Waits until everything that was written to the folder's file system is on the disk. Cost: of the whole file
// system, so once after many files, not once a file.
Result<Done> settle_files(const std::string& folder);
// Gone afterwards; a missing file is fine.
Result<Done> remove_file(const std::string& path);
bool file_exists(const std::string& path);

// Makes the folder and its parents; an existing one is fine.
Result<Done> make_folder(const std::string& path);

}  // namespace assay
