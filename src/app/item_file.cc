#include "app/item_file.h"

#include <fmt/format.h>

#include <charconv>
#include <nlohmann/json.hpp>
#include <set>

#include "app/item_forms.h"
#include "app/item_images.h"
#include "base/json_text.h"
#include "base/keys.h"
#include "base/text.h"
#include "files/image_type.h"
#include "formats/encoding.h"

namespace assay::app {
namespace {

using formats::ItemArchive;
using nlohmann::json;

constexpr std::size_t unnamed_listed_max = 20;

Error wrong(std::string message, std::string where = "content") {
  return Error{ErrorCode::invalid, std::move(message), std::move(where)};
}

// An image whose bytes are at hand: what the record says of it, or why it is none.
Result<json> image_content(const std::string& name, std::string_view bytes, const json& expected) {
  const std::string_view type = files::image_type(bytes);
  if (type.empty()) {
    return wrong(
        fmt::format("\"{}\" is no PNG, JPEG, GIF, WebP or AVIF image, whatever its name", printable(name)));
  }
  const std::string sha = hex(sha256(bytes));
  if (expected.contains("sha256") && expected["sha256"] != sha) {
    return wrong(
        fmt::format("\"{}\" is not the file of the manifest: its SHA-256 is {}", printable(name), sha),
        "sha256");
  }
  return json{{"sha256", sha}, {"bytes", bytes.size()}, {"type", type}, {"name", name}};
}

Result<Done> keep_image(const files::Files& files, const std::string& name, std::string_view bytes,
                        Keeping keeping, NewItem& item) {
  Result<json> content = image_content(name, bytes, json_from<json>(item.content.content));
  if (!content) {
    item.error = content.error();
    return Done{};
  }
  if (keeping == Keeping::keep_sealed) {
    const Secret key(random_bytes(sealed_file_key_bytes));
    const Result<Digest> kept = files.keep(seal(key, sealed_file_about, bytes));
    if (!kept) return kept.error();
    const auto* const digits = reinterpret_cast<const std::uint8_t*>(key.bytes().data());
    content.value()["sealed"] = {{"sha256", hex(kept.value())}, {"key", hex({digits, key.bytes().size()})}};
  }
  if (keeping == Keeping::keep) {
    if (auto kept = files.keep(bytes); !kept) return kept.error();
  }
  item.content.kind = "image";
  item.content.content = json_text(content.value());
  item.bytes = NewItem::Bytes::kept;
  return Done{};
}

void take_text(const std::string& name, std::string_view bytes, NewItem& item) {
  formats::DecodedText decoded;
  item.content.kind = "text";
  if (auto done = formats::decode_text(bytes, name, decoded); !done) {
    item.error = done.error();
  } else {
    item.content.content = decoded.text;
  }
}

// The text of a cell as JSON of an image: a path or an address, with what the manifest expects.
std::string image_cell(std::string_view cell, std::string_view sha256, std::string_view bytes) {
  json content = json::object();
  content[cell.find("://") == std::string_view::npos ? "file" : "url"] = cell;
  if (!sha256.empty()) content["sha256"] = sha256;
  std::int64_t count = 0;
  const auto read = std::from_chars(bytes.data(), bytes.data() + bytes.size(), count);
  if (read.ec == std::errc() && read.ptr == bytes.data() + bytes.size()) content["bytes"] = count;
  return json_text(content);
}

void add_attribute(json& attributes, const std::string& name, const json& value) {
  if (name.empty() || value.is_null()) return;
  attributes[name] = value.is_string() || value.is_number() ? value : json(json_text(value));
}

std::string attributes_of(const formats::Sheet& sheet, const ItemColumns& columns, std::size_t row) {
  json out = json::object();
  for (std::size_t at = 0; at < sheet.columns.size(); ++at) {
    const std::string_view text = sheet.cell(at, row);
    if (!text.empty() && columns.is_attribute(at)) add_attribute(out, sheet.columns[at].name, text);
  }
  const json listed = json_from<json>(sheet.cell(columns.attributes, row));
  if (listed.is_object()) {
    for (const auto& [name, value] : listed.items()) add_attribute(out, name, value);
  }
  return json_text(out);
}

bool is_image_alone(std::string_view bytes) { return !files::image_type(bytes).empty(); }

}  // namespace

Result<ItemFile> ItemFile::read(std::string_view bytes, const formats::ReadOptions& options,
                                const ImportSpec& spec, formats::Problems& problems) {
  ItemFile out;
  Result<Done> read = Done{};
  if (formats::looks_like_zip(bytes)) {
    read = out.read_archive(bytes, options, spec, problems);
  } else if (is_image_alone(bytes)) {
    out.lone_ = bytes;
    out.lone_name_ = options.file;
    out.format_ = "image";
    out.understood_ = fmt::format("one image, {}", files::image_type(bytes));
  } else {
    read = out.read_table(bytes, options, spec, problems);
  }
  if (!read) return read.error();
  return out;
}

Result<Done> ItemFile::read_table(std::string_view bytes, const formats::ReadOptions& options,
                                  const ImportSpec& spec, formats::Problems& problems) {
  Result<formats::Sheet> sheet = formats::read_sheet(bytes, formats::FileKind::items, options, problems);
  if (!sheet) return sheet.error();
  sheet_ = std::move(sheet).value();
  Result<ItemColumns> columns = item_columns(sheet_, spec);
  if (!columns) return columns.error();
  columns_ = std::move(columns).value();
  format_ = sheet_.format;
  understood_ = sheet_.understood;
  return Done{};
}

Result<Done> ItemFile::read_archive(std::string_view bytes, const formats::ReadOptions& options,
                                    const ImportSpec& spec, formats::Problems& problems) {
  Result<ItemArchive> archive = ItemArchive::open(bytes, options.file, problems);
  if (!archive) return archive.error();
  archive_.emplace(std::move(archive).value());
  format_ = "zip";
  understood_ = fmt::format("zip of {} files, each an item", archive_->files().size());
  if (!archive_->table_path()) return Done{};
  Result<std::string> table = archive_->table();
  if (!table) return table.error();
  formats::ReadOptions inner = options;
  inner.file = options.file + "/" + *archive_->table_path();
  if (auto read = read_table(table.value(), inner, spec, problems); !read) return read;
  format_ = "zip of " + format_;
  understood_ = fmt::format("zip of the table {} ({}) and {} files", *archive_->table_path(), understood_,
                            archive_->files().size());
  list_unnamed_files(options.file, problems);
  return Done{};
}

void ItemFile::list_unnamed_files(const std::string& file, formats::Problems& problems) const {
  std::set<const ItemArchive::File*> named;
  for (std::size_t row = 0; row < sheet_.row_count(); ++row) {
    named.insert(archive_->find(sheet_.cell(columns_.content, row)));
  }
  std::size_t listed = 0;
  for (const ItemArchive::File& each : archive_->files()) {
    if (named.contains(&each)) continue;
    if (++listed > unnamed_listed_max) continue;
    problems.add(
        {.file = file + "/" + each.path, .message = "no row of the table names this file: left out"});
  }
  if (listed > unnamed_listed_max) {
    problems.add({.file = file,
                  .message = fmt::format("{} files more are named by no row", listed - unnamed_listed_max)});
  }
}

std::size_t ItemFile::row_count() const {
  if (!lone_.empty()) return 1;
  return archive_ && !archive_->table_path() ? archive_->files().size() : sheet_.row_count();
}

NewItem ItemFile::table_row(std::size_t row) const {
  const auto cell = [&](std::size_t column) { return sheet_.cell(column, row); };
  NewItem item;
  item.name = cell(columns_.item);
  item.content.kind = columns_.kind.empty() ? cell(columns_.kinds) : std::string_view(columns_.kind);
  const std::string& kind = item.content.kind;
  const std::string_view content = cell(columns_.content);
  item.content.attributes = attributes_of(sheet_, columns_, row);
  item.content.content = content;
  if (kind == "comparison" && columns_.a != ItemColumns::absent) {
    item.content.content = json_text(json{{"prompt", answer_from(cell(columns_.prompt))},
                                          {"a", answer_from(cell(columns_.a))},
                                          {"b", answer_from(cell(columns_.b))}});
  } else if (kind == "conversation") {
    item.content.content = conversation_from(content).value_or(std::string(content));
  } else if (kind == "image" && !content.starts_with('{')) {
    item.content.content = image_cell(content, cell(columns_.sha256), cell(columns_.bytes));
  } else if (kind == "record" && columns_.content == ItemColumns::absent) {
    item.content.content = item.content.attributes;
  }
  return item;
}

// What the row says of a file of the archive, in the file's place.
Result<Done> ItemFile::fill_from_archive(const files::Files& files, Keeping keeping, NewItem& item) {
  const bool is_image = item.content.kind == "image";
  if (!is_image && item.content.kind != "text") return Done{};
  std::string named = item.content.content;
  if (is_image) {
    const json content = json_from<json>(named);
    if (!content.is_object() || !content.contains("file")) return Done{};  // elsewhere
    named = content["file"].is_string() ? content["file"].get<std::string>() : "";
  }
  const ItemArchive::File* file = archive_->find(named);
  if (file == nullptr) {
    if (is_image)
      item.error = wrong(fmt::format("the archive has no file \"{}\"", printable(named).substr(0, 200)));
    return Done{};
  }
  std::string bytes, why;
  const std::int64_t bytes_max =
      is_image ? formats::image_bytes_max : std::int64_t{domain::content_bytes_max};
  Result<bool> had = archive_->read(*file, bytes_max, bytes, why);
  if (!had) return had.error();
  if (!had.value()) {
    item.error = wrong(fmt::format("\"{}\" cannot be unpacked: {}", file->path, why));
    return Done{};
  }
  if (is_image) return keep_image(files, file->path, bytes, keeping, item);
  take_text(file->path, bytes, item);
  return Done{};
}

// A file that is an item by itself.
Result<NewItem> ItemFile::file_row(const files::Files& files, std::size_t at, Keeping keeping) {
  NewItem item;
  if (!lone_.empty()) {
    item.name = lone_name_;
    if (auto kept = keep_image(files, lone_name_, lone_, keeping, item); !kept) return kept.error();
    return item;
  }
  const ItemArchive::File& file = archive_->files()[at];
  item.name = file.path;
  item.content.kind = file.kind == ItemArchive::Kind::image ? "image" : "text";
  item.content.content = file.kind == ItemArchive::Kind::image ? image_cell(file.path, "", "") : file.path;
  if (auto filled = fill_from_archive(files, keeping, item); !filled) return filled.error();
  return item;
}

Result<std::vector<NewItem>> ItemFile::rows(const files::Files& files, std::size_t begin, std::size_t end,
                                            Keeping keeping) {
  std::vector<NewItem> out;
  const bool has_table = lone_.empty() && (!archive_ || archive_->table_path());
  for (std::size_t row = begin; row < std::min(end, row_count()); ++row) {
    if (!has_table) {
      Result<NewItem> item = file_row(files, row, keeping);
      if (!item) return item.error();
      out.push_back(std::move(item).value());
      continue;
    }
    out.push_back(table_row(row));
    if (!archive_) continue;
    if (auto filled = fill_from_archive(files, keeping, out.back()); !filled) return filled.error();
  }
  return out;
}

}  // namespace assay::app
