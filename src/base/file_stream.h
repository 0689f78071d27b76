#pragma once
// Files read and written piece by piece, for what is too large to hold in memory.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace assay {

// A regular file, read from its beginning; symbolic links are refused. Moves, does not copy.
class FileReader {
 public:
  static Result<FileReader> open(const std::string& path);
  FileReader(FileReader&& other) noexcept;
  FileReader& operator=(FileReader&& other) noexcept;
  FileReader(const FileReader&) = delete;
  FileReader& operator=(const FileReader&) = delete;
  ~FileReader();

  // Fills the room from its front and says how much; 0 at the end of the file.
  Result<std::size_t> read(std::span<char> room);

 private:
  FileReader(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}
  int descriptor_ = -1;
  std::string path_;
};

// A new file that only its owner may read (mode 0600). It grows beside its target and takes the target's
// place at finish(), when it is on the disk: a reader sees the old file or the whole new one. Without
// finish() nothing stays. Moves, does not copy.
class FileWriter {
 public:
  static Result<FileWriter> open(const std::string& path);
  FileWriter(FileWriter&& other) noexcept;
  FileWriter& operator=(FileWriter&& other) noexcept;
  FileWriter(const FileWriter&) = delete;
  FileWriter& operator=(const FileWriter&) = delete;
  ~FileWriter();

  Result<Done> add(std::string_view bytes);
  Result<Done> finish();  // once; nothing is added after it

 private:
  FileWriter(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}
  void drop();
  int descriptor_ = -1;
  std::string path_;
};

}  // namespace assay
