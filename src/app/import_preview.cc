#include <fmt/format.h>

#include <algorithm>

#include "app/batch.h"
#include "app/import_file.h"
#include "app/imports.h"
#include "base/caseless.h"

namespace assay::app {
namespace {

using store::NameKind;

constexpr std::size_t preview_rows = 20;
constexpr std::size_t examples_max = 3;
constexpr std::size_t example_bytes_max = 200;

std::vector<PreviewColumn> columns_of(const ReadFile& file) {
  std::vector<PreviewColumn> out;
  const formats::Sheet& sheet = file.items.sheet();
  for (std::size_t at = 0; at < sheet.columns.size(); ++at) {
    PreviewColumn column{sheet.columns[at].name, file.items.columns().role_of(at), {}};
    const std::size_t rows = std::min(sheet.row_count(), examples_max);
    for (std::size_t row = 0; row < rows; ++row) {
      column.examples.emplace_back(beginning(sheet.cell(at, row), example_bytes_max));
    }
    out.push_back(std::move(column));
  }
  return out;
}

// Columns of annotations and gold; where one that is needed is not clear, what to say is among the warnings.
void take_columns(const formats::TableColumns& seen, ImportPreview& preview) {
  for (const formats::TableColumn& column : seen.columns) {
    preview.columns.push_back({column.name, column.role, column.examples});
  }
  for (const formats::Role role : seen.missing) {
    const char* otherwise = role == formats::Role::annotator ? ", or who annotated" : "";
    preview.warnings.push_back(fmt::format("no column is clearly the {}: say which one it is{}",
                                           formats::role_name(role), otherwise));
  }
  preview.format = seen.format;
}

// The first rows as they would be added; what is wrong with them stands among the problems.
Result<Done> fill_items(const files::Files& files, const domain::Schema& schema, ReadFile& file,
                        ImportPreview& preview) {
  Result<std::vector<NewItem>> rows = file.items.rows(files, 0, preview_rows, Keeping::look);
  if (!rows) return rows.error();
  for (std::size_t at = 0; at < rows.value().size(); ++at) {
    const NewItem& item = rows.value()[at];
    preview.rows.push_back(
        {{"item", item.name},
         {"kind", item.content.kind},
         {"content", std::string(beginning(item.content.content, example_bytes_max))},
         {"attributes", std::string(beginning(item.content.attributes, example_bytes_max))}});
    ++preview.kinds[item.content.kind];
    const Result<domain::ItemContent> checked = checked_item(item, schema.attributes);
    if (checked) continue;
    file.problems.add({.row = static_cast<std::int64_t>(at + 1),
                       .column = column_of(checked.error()),
                       .message = checked.error().message + ": refused"});
  }
  return Done{};
}

void fill_rows(const ReadFile& file, const ImportSpec& spec, ImportPreview& preview) {
  if (spec.kind == "gold") {
    for (const NewGold& gold : gold_rows(file.table, 0, preview_rows)) {
      preview.rows.push_back({{"item", gold.item}, {"question", gold.question}, {"label", gold.label}});
    }
  } else {
    for (const domain::NewAnnotation& a : annotation_rows(file.table, 0, preview_rows)) {
      preview.rows.push_back({{"item", a.item},
                              {"question", a.question},
                              {"annotator", a.annotator},
                              {"label", a.label.value_or("")}});
    }
  }
}

// The key of a name that the project has; 0 of the empty one; nothing of a new one.
std::optional<std::int64_t> known_key(const live::ProjectTable& table, NameKind kind,
                                      const std::string& name) {
  return name.empty() && kind != NameKind::question ? 0 : table.key_of(kind, name);
}

bool is_known(const live::ProjectTable& table, const domain::Schema& schema, const domain::NewAnnotation& a) {
  const Result<std::string> asked = question_asked(schema, a.question);
  if (!asked) return false;
  const auto item = known_key(table, NameKind::item, a.item);
  const auto question = known_key(table, NameKind::question, asked.value());
  const auto annotator = known_key(table, NameKind::annotator, a.annotator);
  const auto label = known_key(table, NameKind::label, a.label.value_or(""));
  return item && question && annotator && label &&
         table.has({*item, *question, *annotator, *label, a.submitted_at});
}

bool is_known(const live::ProjectTable& table, const domain::Schema& schema, const NewGold& gold) {
  const Result<std::string> asked = question_asked(schema, gold.question);
  if (!asked) return false;
  const auto item = known_key(table, NameKind::item, gold.item);
  const auto question = known_key(table, NameKind::question, asked.value());
  const auto label = known_key(table, NameKind::label, gold.label);
  return item && question &&
         table.gold_held(*item, *question, label.value_or(0), gold.label) == live::ProjectTable::Held::same;
}

template <class Row>
std::int64_t count_known(const live::ProjectTable& table, const std::vector<Row>& rows) {
  const auto held = table.schema();
  const domain::Schema& schema = *held;
  return std::count_if(rows.begin(), rows.end(),
                       [&](const Row& row) { return is_known(table, schema, row); });
}

}  // namespace

std::optional<std::int64_t> known_count(const live::ProjectTable& table, const ReadFile& file,
                                        const ImportSpec& spec) {
  if (spec.kind == "items") return std::nullopt;
  if (spec.kind == "gold") return count_known(table, gold_rows(file.table, 0, file.table.gold.size()));
  return count_known(table, annotation_rows(file.table, 0, file.table.row_count()));
}

Result<ImportPreview> preview_import(Context& context, const Caller& caller, domain::ProjectId project,
                                     const ImportSpec& spec) {
  Result<UploadView> found = upload(context, caller, spec.upload);
  if (!found) return found.error();
  if (found.value().upload.project != project || found.value().upload.state != "complete") {
    return Error{ErrorCode::conflict, "the upload is not complete: send the parts that are missing",
                 "upload"};
  }
  ImportPreview preview;
  const Result<std::optional<formats::TableColumns>> seen = columns_seen(context, found.value().upload, spec);
  if (!seen) return seen.error();
  if (seen.value()) take_columns(*seen.value(), preview);
  if (!preview.warnings.empty()) return preview;
  Result<live::SharedTable> table = context.live.project(project);
  if (!table) return table.error();
  Result<ReadFile> file = read_import(context, found.value().upload, spec);
  if (!file) return file.error();
  ReadFile& read = file.value();
  if (spec.kind == "items") {
    if (auto filled = fill_items(context.files, *table.value()->schema(), read, preview); !filled)
      return filled.error();
  } else {
    fill_rows(read, spec, preview);
  }
  preview.format = read.summary.format;
  preview.understood = read.summary.understood;
  if (spec.kind == "items") preview.columns = columns_of(read);
  preview.row_count = row_count(read, spec);
  preview.gold_count = std::ssize(read.table.gold);
  preview.region_count = std::ssize(read.table.regions.rows);
  preview.item_count = read.table.items.size();
  preview.annotator_count = read.table.annotators.size();
  preview.problem_count = read.problems.count;
  preview.problems = read.problems.listed;
  preview.known_count = known_count(*table.value(), read, spec);
  return preview;
}

}  // namespace assay::app
