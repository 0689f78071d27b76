#include "formats/item_archive.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "formats/encoding.h"

namespace assay::formats {
namespace {

constexpr std::size_t path_bytes_max = 255;  // of an item's name, everywhere
constexpr std::int64_t table_bytes_max = std::int64_t{2} << 30;

constexpr std::array<std::string_view, 6> image_endings = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"};
constexpr std::array<std::string_view, 2> text_endings = {".txt", ".md"};
constexpr std::array<std::string_view, 5> table_endings = {".csv", ".tsv", ".jsonl", ".ndjson", ".json"};

template <std::size_t n>
bool ends_like(std::string_view name, const std::array<std::string_view, n>& endings) {
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) {
    return name.size() > ending.size() &&
           std::equal(ending.begin(), ending.end(), name.end() - static_cast<std::ptrdiff_t>(ending.size()),
                      [](char want, char have) {
                        return want == (have >= 'A' && have <= 'Z' ? static_cast<char>(have + 32) : have);
                      });
  });
}

// Why a name is no place inside of the archive; "" when it is one.
const char* problem_of(std::string_view path) {
  if (path.size() > path_bytes_max) return "its path is longer than 255 bytes";
  if (printable(path) != path) return "its name has control characters or turns the line around";
  if (path.find('\\') != path.npos) return "its name has a backslash, which is a folder elsewhere";
  if (path.starts_with('/') || (path.size() > 1 && path[1] == ':'))
    return "its path does not begin in the archive";
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view part = path.substr(at, end - at);
    if (part == "..") return "its path leads out of the archive";
    if (part.empty() || part == ".") return "its path has an empty part";
    at = end + 1;
  }
  return "";
}

bool is_left_out_in_silence(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  const std::string_view base = slash == path.npos ? path : path.substr(slash + 1);
  return base.empty() || base.front() == '.' || path.starts_with("__MACOSX/");
}

std::string folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == path.npos ? "" : std::string(path.substr(0, slash + 1));
}

}  // namespace

bool is_image_name(std::string_view name) { return ends_like(name, image_endings); }

Result<ItemArchive> ItemArchive::open(std::string_view bytes, const std::string& file, Problems& problems,
                                      const ArchiveLimits& limits) {
  Result<OpenArchive> opened = OpenArchive::open(bytes, file, limits);
  if (!opened.ok()) return opened.error();
  ItemArchive archive(std::move(opened).value());
  if (auto taken = archive.take_entries(file, problems); !taken.ok()) return taken.error();
  if (archive.table_path_ || !archive.files_.empty()) return archive;
  return Error{ErrorCode::invalid,
               "the archive has neither a table (.csv, .tsv, .jsonl, .json) nor an image (.png, .jpg, .gif, "
               ".webp, .avif) nor a text (.txt, .md)",
               file};
}

Result<Done> ItemArchive::take_entries(const std::string& file, Problems& problems) {
  const auto left_out = [&](const std::string& name, std::string_view why) {
    problems.add({.file = file + "/" + printable(name), .message = fmt::format("{}: left out", why)});
  };
  std::set<std::string, std::less<>> seen;
  for (const OpenArchive::Entry& entry : archive_.entries()) {
    std::string path = as_utf8(entry.name);
    while (path.starts_with("./")) path.erase(0, 2);
    if (is_left_out_in_silence(path)) continue;
    if (const std::string_view why = problem_of(path); !why.empty()) {
      left_out(path, why);
    } else if (!seen.insert(path).second) {
      left_out(path, "the name comes twice in the archive");
    } else if (is_image_name(path)) {
      files_.push_back({path, Kind::image, entry.index, entry.bytes_told});
    } else if (ends_like(path, text_endings)) {
      files_.push_back({path, Kind::text, entry.index, entry.bytes_told});
    } else if (!ends_like(path, table_endings)) {
      left_out(path, "neither a table, an image nor a text");
    } else if (table_path_) {
      return Error{ErrorCode::invalid,
                   fmt::format("the archive has several tables, \"{}\" and \"{}\": put the items into one",
                               *table_path_, path),
                   file};
    } else {
      table_path_ = path;
      table_index_ = entry.index;
    }
  }
  std::sort(files_.begin(), files_.end(), [](const File& a, const File& b) { return a.path < b.path; });
  return Done{};
}

Result<std::string> ItemArchive::table() {
  std::string text, why;
  Result<bool> had = archive_.read(table_index_, table_bytes_max, text, why);
  if (!had.ok()) return had.error();
  if (had.value()) return text;
  return Error{ErrorCode::invalid, fmt::format("the table cannot be unpacked: {}", why), *table_path_};
}

const ItemArchive::File* ItemArchive::at(std::string_view path) const {
  const auto found =
      std::lower_bound(files_.begin(), files_.end(), path,
                       [](const File& file, std::string_view want) { return file.path < want; });
  return found != files_.end() && found->path == path ? &*found : nullptr;
}

const ItemArchive::File* ItemArchive::find(std::string_view named) const {
  while (named.starts_with("./")) named.remove_prefix(2);
  if (table_path_) {
    if (const File* beside = at(folder_of(*table_path_) + std::string(named))) return beside;
  }
  return at(named);
}

Result<bool> ItemArchive::read(const File& file, std::int64_t bytes_max, std::string& text,
                               std::string& why) {
  return archive_.read(file.index, bytes_max, text, why);
}

}  // namespace assay::formats
