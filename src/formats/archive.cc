#include "formats/archive.h"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <memory>
#include <vector>

namespace assay::formats {
namespace {

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
  void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};
using Archive = std::unique_ptr<zip_t, Discard>;
using Entry = std::unique_ptr<zip_file_t, Discard>;

Result<Archive> open_archive(std::string_view bytes, const std::string& file) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* archive = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
  if (archive == nullptr && source != nullptr) zip_source_free(source);
  const std::string why = archive == nullptr ? zip_error_strerror(&error) : "";
  zip_error_fini(&error);
  if (archive != nullptr) return Archive(archive);
  return Error{ErrorCode::invalid, fmt::format("the zip archive is damaged ({}): export it again", why),
               file};
}

class Unpacker {
 public:
  Unpacker(std::string_view bytes, const std::string& file, const ArchiveLimits& limits)
      : file_(file), left_(limits.bytes_max) {
    const auto size = static_cast<std::int64_t>(bytes.size());
    left_ = std::min(left_, limits.ratio_free + size * limits.ratio_max);
  }

  // False when the entry cannot be had, with the reason in `why`.
  Result<bool> unpack(zip_t* archive, std::uint64_t index, std::string& text, std::string& why) {
    text.clear();
    zip_stat_t about;
    if (zip_stat_index(archive, index, 0, &about) == 0 && (about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
        about.encryption_method != ZIP_EM_NONE) {
      why = "it is encrypted";
      return false;
    }
    const Entry entry(zip_fopen_index(archive, index, 0));
    if (!entry) {
      why = zip_error_strerror(zip_get_error(archive));
      return false;
    }
    constexpr std::size_t piece = 1 << 16;
    for (;;) {
      const std::size_t before = text.size();
      text.resize(before + piece);
      const zip_int64_t count = zip_fread(entry.get(), text.data() + before, piece);
      text.resize(before + static_cast<std::size_t>(std::max<zip_int64_t>(count, 0)));
      if (count == 0) return true;
      if (count < 0) {
        why = zip_error_strerror(zip_file_get_error(entry.get()));
        return false;
      }
      left_ -= count;
      if (left_ < 0) {
        return Error{
            ErrorCode::invalid,
            "the archive unpacks to far more than its size: if it is not an attack, unpack it yourself and "
            "give the files",
            file_};
      }
    }
  }

 private:
  const std::string& file_;
  std::int64_t left_;
};

}  // namespace

bool looks_like_zip(std::string_view bytes) { return bytes.starts_with("PK\x03\x04"); }

Result<Done> read_archive(std::string_view bytes, const std::string& file, const ArchiveLimits& limits,
                          const ArchiveReading& reading) {
  Result<Archive> opened = open_archive(bytes, file);
  if (!opened.ok()) return opened.error();
  zip_t* archive = opened.value().get();
  const zip_int64_t count = zip_get_num_entries(archive, 0);
  if (count > limits.entries_max) {
    return Error{ErrorCode::invalid, fmt::format("the archive has more than {} entries", limits.entries_max),
                 file};
  }
  std::vector<std::pair<std::string, std::uint64_t>> entries;
  for (zip_uint64_t index = 0; index < static_cast<zip_uint64_t>(std::max<zip_int64_t>(count, 0)); ++index) {
    const char* name = zip_get_name(archive, index, ZIP_FL_ENC_RAW);
    if (name != nullptr && reading.wants(name)) entries.emplace_back(name, index);
  }
  std::sort(entries.begin(), entries.end());
  Unpacker unpacker(bytes, file, limits);
  std::string text, why;
  for (const auto& [name, index] : entries) {
    const Result<bool> unpacked = unpacker.unpack(archive, index, text, why);
    if (!unpacked.ok()) return unpacked.error();
    if (!unpacked.value()) {
      reading.broken(name, why);
    } else if (auto done = reading.read(name, text); !done.ok()) {
      return done;
    }
  }
  return Done{};
}

}  // namespace assay::formats
