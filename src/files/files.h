#pragma once
// Bytes kept beside the database: documents by the hash of their content, and uploads that arrive in parts.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/file.h"
#include "base/hash.h"
#include "base/result.h"
#include "domain/nouns.h"

namespace assay::files {

// At most this much in one part: servers keep a whole body in memory.
inline constexpr std::int64_t part_bytes_max = 8 << 20;
inline constexpr std::int64_t upload_bytes_max = std::int64_t{64} << 30;

class Files {
 public:
  // Makes what is missing of the folder.
  static Result<Files> open(const std::string& folder);

  // Keeps the bytes under their SHA-256; kept once however often they come. On the disk after settle(), which
  // comes before the record names them.
  Result<Digest> keep(std::string_view bytes) const;
  Result<Done> settle() const { return settle_files(folder_); }
  // Mapped, and checked against its hash: what a disk has altered is refused.
  Result<FileBytes> content(const Digest& sha256) const;

  Result<Done> write_part(domain::UploadId upload, std::int64_t offset, std::string_view bytes) const;
  Result<FileBytes> upload(domain::UploadId upload) const;
  Result<Done> remove_upload(domain::UploadId upload) const;

 private:
  explicit Files(std::string folder) : folder_(std::move(folder)) {}
  std::string content_path(const Digest& sha256) const;
  std::string upload_path(domain::UploadId upload) const;
  std::string folder_;
};

}  // namespace assay::files
