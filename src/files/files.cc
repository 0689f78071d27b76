#include "files/files.h"

#include <fmt/format.h>

#include <charconv>

#include "base/folder.h"

namespace assay::files {
namespace {

std::optional<domain::JobId> job_of(const std::string& name) {
  domain::JobId id;
  const auto [end, code] = std::from_chars(name.data(), name.data() + name.size(), id.value);
  if (code != std::errc() || end != name.data() + name.size()) return std::nullopt;
  return id;
}

}  // namespace

Result<Files> Files::open(const std::string& folder) {
  for (const char* part : {"/content", "/uploads", "/exports"}) {
    if (auto made = make_folder(folder + part); !made) return made.error();
  }
  return Files(folder);
}

std::string Files::content_path(const Digest& sha256) const {
  const std::string name = hex(sha256);
  return fmt::format("{}/content/{}/{}", folder_, name.substr(0, 2), name);
}

std::string Files::upload_path(domain::UploadId upload) const {
  return fmt::format("{}/uploads/{}", folder_, upload.value);
}

std::string Files::export_path(domain::JobId job) const {
  return fmt::format("{}/exports/{}", folder_, job.value);
}

Result<Digest> Files::keep(std::string_view bytes) const {
  const Digest sha = sha256(bytes);
  const std::string path = content_path(sha);
  if (file_exists(path)) return sha;
  if (auto made = make_folder(path.substr(0, path.rfind('/'))); !made) return made.error();
  if (auto written = write_file(path, bytes); !written) return written.error();
  return sha;
}

Result<FileBytes> Files::content(const Digest& sha) const {
  Result<FileBytes> file = FileBytes::open(content_path(sha));
  if (!file) return Error{ErrorCode::not_found, "there is no file with this hash", hex(sha)};
  if (sha256(file.value().bytes()) != sha) {
    return Error{ErrorCode::internal,
                 "the file on the disk is not the one that was kept: restore it from a backup", hex(sha)};
  }
  return file;
}

Result<Done> Files::remove_content(const Digest& sha) const { return remove_file(content_path(sha)); }

Result<Done> Files::write_part(domain::UploadId upload, std::int64_t offset, std::string_view bytes) const {
  return write_at(upload_path(upload), offset, bytes);
}

Result<FileBytes> Files::upload(domain::UploadId upload) const {
  return FileBytes::open(upload_path(upload));
}

Result<Done> Files::remove_upload(domain::UploadId upload) const { return remove_file(upload_path(upload)); }

Result<Done> Files::write_export(domain::JobId job, std::int64_t offset, std::string_view bytes) const {
  return write_at(export_path(job), offset, bytes);
}

Result<FileBytes> Files::exported(domain::JobId job) const { return FileBytes::open(export_path(job)); }

Result<Done> Files::remove_export(domain::JobId job) const { return remove_file(export_path(job)); }

Result<std::vector<domain::JobId>> Files::exports() const {
  const Result<FolderListing> listing = list_folder(folder_ + "/exports");
  if (!listing) return listing.error();
  std::vector<domain::JobId> jobs;
  for (const std::string& name : listing.value().files) {
    if (const auto id = job_of(name)) jobs.push_back(*id);
  }
  return jobs;
}

}  // namespace assay::files
