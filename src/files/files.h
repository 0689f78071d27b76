#pragma once
// Bytes kept beside the database: documents by the hash of their content, uploads that arrive in parts, and
// exports that wait to be fetched.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

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

  // Gone when this returns; fine when it was not there.
  Result<Done> remove_content(const Digest& sha256) const;

  Result<Done> write_part(domain::UploadId upload, std::int64_t offset, std::string_view bytes) const;
  Result<FileBytes> upload(domain::UploadId upload) const;
  Result<Done> remove_upload(domain::UploadId upload) const;

  // The file that a job of the kind export makes, piece by piece; each is on the disk when this returns.
  Result<Done> write_export(domain::JobId job, std::int64_t offset, std::string_view bytes) const;
  Result<FileBytes> exported(domain::JobId job) const;
  Result<Done> remove_export(domain::JobId job) const;
  Result<std::vector<domain::JobId>> exports() const;

 private:
  explicit Files(std::string folder) : folder_(std::move(folder)) {}
  std::string content_path(const Digest& sha256) const;
  std::string upload_path(domain::UploadId upload) const;
  std::string export_path(domain::JobId job) const;
  std::string folder_;
};

}  // namespace assay::files
