#include "app/import_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/json_text.h"
#include "formats/values.h"
#include "labels/regions.h"

namespace assay::app {
namespace {

using labels::none;
using nlohmann::json;

Result<Done> parse(const ImportSpec& spec, const formats::ReadOptions& options, ReadFile& file) {
  const std::string_view bytes = file.bytes.bytes();
  if (spec.kind == "items") {
    Result<ItemFile> items = ItemFile::read(bytes, options, spec, file.problems);
    if (!items) return items.error();
    file.items = std::move(items).value();
    file.summary.format = file.items.format();
    file.summary.understood = file.items.understood();
    file.summary.rows = static_cast<std::int64_t>(file.items.row_count());
    return Done{};
  }
  Result<formats::ReadSummary> read =
      spec.kind == "gold" ? formats::read_gold(bytes, options, file.table, file.problems)
                          : formats::read_annotations(bytes, options, file.table, file.problems);
  if (!read) return read.error();
  file.summary = std::move(read).value();
  return Done{};
}

formats::ReadOptions read_options(const domain::Upload& upload, const ImportSpec& spec) {
  formats::ReadOptions options;
  options.file = upload.name;
  options.format = spec.format;
  options.annotator = spec.annotator;
  options.columns = spec.mapping;
  for (const char* part : {"content", "kind", "prompt", "a", "b", "sha256", "bytes", "attributes"})
    options.columns.erase(part);
  return options;
}

template <class Column>
std::string name_at(const labels::Dictionary& names, const Column& column, std::size_t row) {
  if (row >= column.size() || column[row] == none) return "";
  return std::string(names.name(column[row]));
}

std::string geometry_json(std::span<const double> numbers) {
  json out = json::array();
  for (const double number : numbers) out.push_back(number);
  return json_text(out);
}

}  // namespace

Result<std::optional<formats::TableColumns>> columns_seen(Context& context, const domain::Upload& upload,
                                                          const ImportSpec& spec) {
  if (spec.kind == "items") return std::optional<formats::TableColumns>();
  Result<FileBytes> bytes = context.files.upload(upload.id);
  if (!bytes) return bytes.error();
  const auto kind = spec.kind == "gold" ? formats::FileKind::gold : formats::FileKind::annotations;
  return formats::table_columns(bytes.value().bytes(), kind, read_options(upload, spec));
}

Result<ReadFile> read_import(Context& context, const domain::Upload& upload, const ImportSpec& spec) {
  Result<FileBytes> bytes = context.files.upload(upload.id);
  if (!bytes) return bytes.error();
  const formats::ReadOptions options = read_options(upload, spec);
  ReadFile file{std::move(bytes).value(), {}, {}, {}, {}, {}};
  file.sha256 = sha256(file.bytes.bytes());
  if (auto parsed = parse(spec, options, file); !parsed) return parsed.error();
  return file;
}

std::string column_of(const Error& error) {
  constexpr std::string_view attributes = "attributes.";
  return error.where.starts_with(attributes) ? error.where.substr(attributes.size()) : error.where;
}

std::int64_t row_count(const ReadFile& file, const ImportSpec& spec) {
  if (spec.kind == "items") return static_cast<std::int64_t>(file.items.row_count());
  if (spec.kind == "gold") return std::ssize(file.table.gold);
  return static_cast<std::int64_t>(file.table.row_count());
}

std::vector<domain::NewAnnotation> annotation_rows(const labels::Table& table, std::size_t begin,
                                                   std::size_t end) {
  std::vector<domain::NewAnnotation> out;
  for (std::size_t row = begin; row < std::min(end, table.row_count()); ++row) {
    domain::NewAnnotation a;
    a.item = table.items.name(table.item[row]);
    a.question = table.questions.name(table.question[row]);
    a.annotator = name_at(table.annotators, table.annotator, row);
    if (table.label[row] != none) a.label = std::string(table.labels.name(table.label[row]));
    a.guideline_version = name_at(table.guideline_versions, table.guideline_version, row);
    a.batch = name_at(table.batches, table.batch, row);
    a.provider = name_at(table.providers, table.provider, row);
    if (row < table.time_us.size() && table.time_us[row] != labels::no_time)
      a.submitted_at = table.time_us[row];
    if (row < table.duration_s.size() && table.duration_s[row] >= 0) {
      a.active_ms = std::llround(static_cast<double>(table.duration_s[row]) * 1000);
    }
    const bool anchored = row < table.state.size() && (table.state[row] & labels::row_anchored) != 0;
    if (anchored) a.origin = domain::Origin::prediction;
    out.push_back(std::move(a));
  }
  return out;
}

std::vector<NewGold> gold_rows(const labels::Table& table, std::size_t begin, std::size_t end) {
  std::vector<NewGold> out;
  for (std::size_t at = begin; at < std::min(end, table.gold.size()); ++at) {
    const labels::GoldRow& gold = table.gold[at];
    if (gold.label == none) continue;
    out.push_back(
        {std::string(table.items.name(gold.item)),
         gold.question < table.questions.size() ? std::string(table.questions.name(gold.question)) : "",
         std::string(table.labels.name(gold.label)),
         "file",
         {}});
  }
  return out;
}

std::vector<NewRegion> region_rows(const labels::Table& table, std::size_t begin, std::size_t end) {
  std::vector<NewRegion> out;
  for (std::size_t at = begin; at < std::min(end, table.regions.rows.size()); ++at) {
    const labels::Region& region = table.regions.rows[at];
    NewRegion made;
    made.item = table.items.name(region.item);
    made.question = table.questions.name(region.question);
    if (region.annotator != none) made.annotator = table.annotators.name(region.annotator);
    if (region.label != none) made.label = table.labels.name(region.label);
    made.shape = labels::kept_shape_name(region.shape);
    made.geometry = geometry_json(table.regions.geometry(region));
    made.is_gold = region.is_gold;
    out.push_back(std::move(made));
  }
  return out;
}

}  // namespace assay::app
