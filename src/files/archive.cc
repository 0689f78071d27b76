#include "files/archive.h"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <utility>

namespace assay::files {
namespace {

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
  void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};
using Archive = std::unique_ptr<zip_t, Discard>;
using OpenEntry = std::unique_ptr<zip_file_t, Discard>;

// One entry to be written. The library asks for its bytes when the archive is closed; they are hashed as they
// go by.
struct Piece {
  std::string name;
  std::string path;                // or
  std::optional<FileReader> file;  // or
  std::string text;
  ArchiveWriter::State* writer = nullptr;
  std::unique_ptr<Sha256> hash;
  std::size_t text_at = 0;
  std::int64_t bytes = 0;
  bool is_sums = false;
  zip_error_t error{};
};

std::string sums_line(const Digest& sha256, const std::string& name) {
  return fmt::format("{}  {}\n", hex(sha256), name);
}

}  // namespace

struct ArchiveWriter::State {
  std::string path;
  std::vector<std::unique_ptr<Piece>> pieces;  // stay where they are: the library keeps their addresses
  Archive archive;                             // goes before the pieces
  std::string sums;
  Written written;
  std::optional<Error> failed;  // the first reason why an entry could not be read

  Result<Done> add(std::unique_ptr<Piece> piece, Packing packing);
};

namespace {

zip_int64_t fail(Piece& piece, Error error) {
  if (!piece.writer->failed) piece.writer->failed = std::move(error);
  zip_error_set(&piece.error, ZIP_ER_READ, 0);
  return -1;
}

zip_int64_t open_piece(Piece& piece) {
  piece.hash = std::make_unique<Sha256>();
  if (piece.is_sums) piece.text = piece.writer->sums;
  if (piece.path.empty()) return 0;
  Result<FileReader> opened = FileReader::open(piece.path);
  if (!opened) return fail(piece, opened.error());
  piece.file.emplace(std::move(opened).value());
  return 0;
}

zip_int64_t read_piece(Piece& piece, std::span<char> room) {
  std::size_t got = 0;
  if (piece.file) {
    Result<std::size_t> read = piece.file->read(room);
    if (!read) return fail(piece, read.error());
    got = read.value();
  } else {
    got = std::min(room.size(), piece.text.size() - piece.text_at);
    std::copy_n(piece.text.data() + piece.text_at, got, room.data());
    piece.text_at += got;
  }
  piece.hash->add({room.data(), got});
  piece.bytes += static_cast<std::int64_t>(got);
  return static_cast<zip_int64_t>(got);
}

zip_int64_t close_piece(Piece& piece) {
  piece.file.reset();
  if (piece.is_sums) return 0;
  piece.writer->sums += sums_line(piece.hash->finish(), piece.name);
  ++piece.writer->written.files;
  piece.writer->written.bytes += piece.bytes;
  return 0;
}

// The size is left open: an upload may grow while it is read, and the list is made last.
zip_int64_t tell_about(void* data, zip_uint64_t size) {
  if (size < sizeof(zip_stat_t)) return -1;
  zip_stat_init(static_cast<zip_stat_t*>(data));
  return sizeof(zip_stat_t);
}

zip_int64_t serve_piece(void* user, void* data, zip_uint64_t size, zip_source_cmd_t command) {
  Piece& piece = *static_cast<Piece*>(user);
  switch (command) {
    case ZIP_SOURCE_OPEN:
      return open_piece(piece);
    case ZIP_SOURCE_READ:
      return read_piece(piece, {static_cast<char*>(data), size});
    case ZIP_SOURCE_CLOSE:
      return close_piece(piece);
    case ZIP_SOURCE_STAT:
      return tell_about(data, size);
    case ZIP_SOURCE_ERROR:
      return zip_error_to_data(&piece.error, data, size);
    case ZIP_SOURCE_FREE:
      return 0;
    case ZIP_SOURCE_SUPPORTS:
      return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE,
                                            ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
    default:
      zip_error_set(&piece.error, ZIP_ER_OPNOTSUPP, 0);
      return -1;
  }
}

}  // namespace

Result<Done> ArchiveWriter::State::add(std::unique_ptr<Piece> piece, Packing packing) {
  const Error refused{ErrorCode::internal, "the archive takes no such entry", piece->name};
  piece->writer = this;
  zip_error_init(&piece->error);
  zip_source_t* source = zip_source_function(archive.get(), serve_piece, piece.get());
  if (source == nullptr) return refused;
  const zip_int64_t index = zip_file_add(archive.get(), piece->name.c_str(), source, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip_source_free(source);
    return refused;
  }
  const bool deflated = packing == Packing::deflated;
  zip_set_file_compression(archive.get(), static_cast<zip_uint64_t>(index),
                           deflated ? ZIP_CM_DEFLATE : ZIP_CM_STORE, deflated ? 1 : 0);
  pieces.push_back(std::move(piece));
  return Done{};
}

ArchiveWriter::ArchiveWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
ArchiveWriter::ArchiveWriter(ArchiveWriter&&) noexcept = default;
ArchiveWriter& ArchiveWriter::operator=(ArchiveWriter&&) noexcept = default;
ArchiveWriter::~ArchiveWriter() = default;

Result<ArchiveWriter> ArchiveWriter::create(const std::string& path) {
  int code = 0;
  auto state = std::make_unique<State>();
  state->archive.reset(zip_open(path.c_str(), ZIP_CREATE | ZIP_EXCL, &code));
  if (!state->archive) {
    const bool taken = code == ZIP_ER_EXISTS;
    return Error{taken ? ErrorCode::conflict : ErrorCode::unavailable,
                 taken ? "there is a file of this name already" : "cannot write an archive here", path};
  }
  state->path = path;
  return ArchiveWriter(std::move(state));
}

Result<Done> ArchiveWriter::add_file(const std::string& name, const std::string& path, Packing packing) {
  auto piece = std::make_unique<Piece>();
  piece->name = name;
  piece->path = path;
  return state_->add(std::move(piece), packing);
}

Result<Done> ArchiveWriter::add_open_file(const std::string& name, FileReader file, Packing packing) {
  auto piece = std::make_unique<Piece>();
  piece->name = name;
  piece->file.emplace(std::move(file));
  return state_->add(std::move(piece), packing);
}

Result<Done> ArchiveWriter::add_text(const std::string& name, std::string text) {
  auto piece = std::make_unique<Piece>();
  piece->name = name;
  piece->text = std::move(text);
  return state_->add(std::move(piece), Packing::deflated);
}

Result<ArchiveWriter::Written> ArchiveWriter::finish() {
  auto piece = std::make_unique<Piece>();
  piece->name = sums_name;
  piece->is_sums = true;
  if (auto added = state_->add(std::move(piece), Packing::deflated); !added) return added.error();
  zip_t* archive = state_->archive.get();
  if (zip_close(archive) == 0) {
    (void)state_->archive.release();  // closed and gone
    return state_->written;
  }
  const std::string why = zip_strerror(archive);
  state_->archive.reset();
  if (state_->failed) return *state_->failed;
  return Error{ErrorCode::unavailable, fmt::format("cannot write the archive: {}", why), state_->path};
}

struct ArchiveReader::State {
  Archive archive;
  std::string path;

  Error damaged(const std::string& name) const {
    return Error{ErrorCode::invalid, "this entry of the archive is damaged: take another copy of the archive",
                 path + ", " + name};
  }

  // Hands over the bytes of an entry and gives their hash.
  Result<Digest> read(const std::string& name,
                      const std::function<Result<Done>(std::string_view)>& take) const {
    const OpenEntry entry(zip_fopen(archive.get(), name.c_str(), ZIP_FL_ENC_RAW));
    if (!entry) return damaged(name);
    Sha256 hash;
    std::vector<char> room(1 << 18);
    for (;;) {
      const zip_int64_t got = zip_fread(entry.get(), room.data(), room.size());
      if (got < 0) return damaged(name);
      if (got == 0) return hash.finish();
      const std::string_view bytes(room.data(), static_cast<std::size_t>(got));
      hash.add(bytes);
      if (auto taken = take(bytes); !taken) return taken.error();
    }
  }

  Result<std::string> text(const std::string& name, Digest& sha256) const {
    std::string out;
    Result<Digest> read_all = read(name, [&](std::string_view bytes) -> Result<Done> {
      if (static_cast<std::int64_t>(out.size() + bytes.size()) > archive_text_bytes_max) return damaged(name);
      out += bytes;
      return Done{};
    });
    if (!read_all) return read_all.error();
    sha256 = read_all.value();
    return out;
  }
};

namespace {

// Names and hashes of the list; nothing when a line is none of sha256sum.
std::optional<std::map<std::string, Digest>> read_sums(std::string_view text) {
  constexpr std::size_t digits = 2 * sizeof(Digest);
  std::map<std::string, Digest> sums;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    if (end == text.npos || end < digits + 3 || text.substr(digits, 2) != "  ") return std::nullopt;
    const auto sha256 = digest_from_hex(text.substr(0, digits));
    if (!sha256) return std::nullopt;
    if (!sums.emplace(text.substr(digits + 2, end - digits - 2), *sha256).second) return std::nullopt;
    text.remove_prefix(end + 1);
  }
  return sums;
}

}  // namespace

ArchiveReader::ArchiveReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
ArchiveReader::ArchiveReader(ArchiveReader&&) noexcept = default;
ArchiveReader& ArchiveReader::operator=(ArchiveReader&&) noexcept = default;
ArchiveReader::~ArchiveReader() = default;

Result<ArchiveReader> ArchiveReader::open(const std::string& path) {
  int code = 0;
  auto state = std::make_unique<State>();
  state->archive.reset(zip_open(path.c_str(), ZIP_RDONLY, &code));
  state->path = path;
  if (state->archive) return ArchiveReader(std::move(state));
  if (code == ZIP_ER_NOENT) return Error{ErrorCode::not_found, "there is no such file", path};
  if (code == ZIP_ER_OPEN || code == ZIP_ER_READ) {
    return Error{ErrorCode::unavailable, "cannot read the file", path};
  }
  return Error{ErrorCode::invalid, "this is no archive, or it is cut off: take another copy of it", path};
}

Result<std::vector<ArchiveReader::Entry>> ArchiveReader::entries() {
  Digest sha256{};
  Result<std::string> list = state_->text(sums_name, sha256);
  if (!list) return list.error();
  auto sums = read_sums(list.value());
  if (!sums) return state_->damaged(sums_name);
  zip_t* archive = state_->archive.get();
  const zip_int64_t count = zip_get_num_entries(archive, 0);
  if (count > archive_entries_max || count != std::ssize(*sums) + 1) return state_->damaged(sums_name);
  std::vector<Entry> out;
  for (zip_uint64_t index = 0; index < static_cast<zip_uint64_t>(count); ++index) {
    zip_stat_t about;
    if (zip_stat_index(archive, index, ZIP_FL_ENC_RAW, &about) != 0 || about.name == nullptr) {
      return state_->damaged(fmt::format("entry {}", index + 1));
    }
    if (std::string_view(about.name) == sums_name) continue;
    const auto sum = sums->find(about.name);
    if (sum == sums->end()) return state_->damaged(about.name);
    out.push_back({about.name, static_cast<std::int64_t>(about.size), sum->second});
    sums->erase(sum);  // a name that comes twice is found no more
  }
  return out;
}

Result<std::string> ArchiveReader::text(const Entry& entry) {
  Digest sha256{};
  Result<std::string> out = state_->text(entry.name, sha256);
  if (out && sha256 != entry.sha256) return state_->damaged(entry.name);
  return out;
}

Result<Done> ArchiveReader::unpack(const Entry& entry, const std::string& target) {
  Result<FileWriter> file = FileWriter::open(target);
  if (!file) return file.error();
  Result<Digest> sha256 =
      state_->read(entry.name, [&](std::string_view bytes) { return file.value().add(bytes); });
  if (!sha256) return sha256.error();
  if (sha256.value() != entry.sha256) return state_->damaged(entry.name);
  return file.value().finish();
}

}  // namespace assay::files
