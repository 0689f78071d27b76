#include "formats/archive.h"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <memory>
#include <tuple>
#include <vector>

namespace assay::formats {
namespace {

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
  void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};
using Archive = std::unique_ptr<zip_t, Discard>;
using EntryStream = std::unique_ptr<zip_file_t, Discard>;

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

bool is_encrypted(zip_t* archive, std::uint64_t index) {
  zip_stat_t about;
  return zip_stat_index(archive, index, 0, &about) == 0 && (about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
         about.encryption_method != ZIP_EM_NONE;
}

}  // namespace

struct OpenArchive::State {
  Archive archive;
  std::string file;
  std::int64_t bytes_left = 0;  // that may still be unpacked
  std::vector<Entry> entries;

  Result<bool> unpack(zip_file_t* entry, std::int64_t bytes_max, std::string& text, std::string& why);
};

OpenArchive::OpenArchive(std::unique_ptr<State> state) : state_(std::move(state)) {}
OpenArchive::OpenArchive(OpenArchive&&) noexcept = default;
OpenArchive& OpenArchive::operator=(OpenArchive&&) noexcept = default;
OpenArchive::~OpenArchive() = default;

Result<OpenArchive> OpenArchive::open(std::string_view bytes, const std::string& file,
                                      const ArchiveLimits& limits) {
  Result<Archive> opened = open_archive(bytes, file);
  if (!opened.ok()) return opened.error();
  auto state = std::make_unique<State>();
  state->archive = std::move(opened).value();
  state->file = file;
  state->bytes_left = std::min(
      limits.bytes_max, limits.ratio_free + static_cast<std::int64_t>(bytes.size()) * limits.ratio_max);
  zip_t* archive = state->archive.get();
  const zip_int64_t count = zip_get_num_entries(archive, 0);
  if (count > limits.entries_max) {
    return Error{ErrorCode::invalid, fmt::format("the archive has more than {} entries", limits.entries_max),
                 file};
  }
  for (zip_uint64_t index = 0; index < static_cast<zip_uint64_t>(std::max<zip_int64_t>(count, 0)); ++index) {
    zip_stat_t about;
    const bool told = zip_stat_index(archive, index, ZIP_FL_ENC_RAW, &about) == 0;
    if (!told || (about.valid & ZIP_STAT_NAME) == 0) continue;
    const bool has_size = (about.valid & ZIP_STAT_SIZE) != 0;
    state->entries.push_back(
        {about.name, index, has_size ? static_cast<std::int64_t>(about.size) : std::int64_t{0}});
  }
  std::sort(state->entries.begin(), state->entries.end(), [](const Entry& a, const Entry& b) {
    return std::tie(a.name, a.index) < std::tie(b.name, b.index);
  });
  return OpenArchive(std::move(state));
}

const std::vector<OpenArchive::Entry>& OpenArchive::entries() const { return state_->entries; }

Result<bool> OpenArchive::read(std::uint64_t index, std::int64_t bytes_max, std::string& text,
                               std::string& why) {
  text.clear();
  if (is_encrypted(state_->archive.get(), index)) {
    why = "it is encrypted";
    return false;
  }
  const EntryStream entry(zip_fopen_index(state_->archive.get(), index, 0));
  if (!entry) {
    why = zip_error_strerror(zip_get_error(state_->archive.get()));
    return false;
  }
  return state_->unpack(entry.get(), bytes_max, text, why);
}

Result<bool> OpenArchive::State::unpack(zip_file_t* entry, std::int64_t bytes_max, std::string& text,
                                        std::string& why) {
  constexpr std::size_t piece = 1 << 16;
  for (;;) {
    const std::size_t before = text.size();
    text.resize(before + piece);
    const zip_int64_t count = zip_fread(entry, text.data() + before, piece);
    text.resize(before + static_cast<std::size_t>(std::max<zip_int64_t>(count, 0)));
    if (count == 0) return true;
    if (count < 0) {
      why = zip_error_strerror(zip_file_get_error(entry));
      return false;
    }
    bytes_left -= count;
    if (bytes_left < 0) {
      return Error{
          ErrorCode::invalid,
          "the archive unpacks to far more than its size: if it is not an attack, unpack it yourself and "
          "give the files",
          file};
    }
    if (static_cast<std::int64_t>(text.size()) > bytes_max) {
      why = fmt::format("it is larger than {} bytes", bytes_max);
      return false;
    }
  }
}

bool looks_like_zip(std::string_view bytes) { return bytes.starts_with("PK\x03\x04"); }

Result<Done> read_archive(std::string_view bytes, const std::string& file, const ArchiveLimits& limits,
                          const ArchiveReading& reading) {
  Result<OpenArchive> archive = OpenArchive::open(bytes, file, limits);
  if (!archive.ok()) return archive.error();
  std::string text, why;
  std::vector<const OpenArchive::Entry*> wanted;
  for (const OpenArchive::Entry& entry : archive.value().entries()) {
    if (reading.wants(entry.name)) wanted.push_back(&entry);
  }
  for (const OpenArchive::Entry* entry : wanted) {
    const Result<bool> unpacked = archive.value().read(entry->index, limits.bytes_max, text, why);
    if (!unpacked.ok()) return unpacked.error();
    if (!unpacked.value()) {
      reading.broken(entry->name, why);
    } else if (auto done = reading.read(entry->name, text); !done.ok()) {
      return done;
    }
  }
  return Done{};
}

}  // namespace assay::formats
