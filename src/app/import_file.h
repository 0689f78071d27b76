#pragma once
// An uploaded file, read: rows on their way into the record.

#include <optional>
#include <string>
#include <vector>

#include "app/annotations.h"
#include "app/imports.h"
#include "app/item_file.h"
#include "base/file.h"
#include "formats/reader.h"
#include "formats/table_columns.h"
#include "labels/table.h"

namespace assay::app {

struct ReadFile {
  FileBytes bytes;
  Digest sha256{};
  formats::ReadSummary summary;
  formats::Problems problems;
  labels::Table table;  // annotations, gold, regions
  ItemFile items;       // of a file of items
};

// The columns of a plain table of annotations or gold; nothing for items and other formats.
Result<std::optional<formats::TableColumns>> columns_seen(Context& context, const domain::Upload& upload,
                                                          const ImportSpec& spec);
Result<ReadFile> read_import(Context& context, const domain::Upload& upload, const ImportSpec& spec);

// The column of a file that the error of a row is about: an attribute's is its name.
std::string column_of(const Error& error);

// Rows of the kind that is imported; gold and regions that come with annotations are counted apart.
std::int64_t row_count(const ReadFile& file, const ImportSpec& spec);
// How many of them the project has already; nothing of items, whose content is not in memory.
std::optional<std::int64_t> known_count(const live::ProjectTable& table, const ReadFile& file,
                                        const ImportSpec& spec);
// Rows `begin` to `end` of the file, as the verbs take them.
std::vector<domain::NewAnnotation> annotation_rows(const labels::Table& table, std::size_t begin,
                                                   std::size_t end);
std::vector<NewGold> gold_rows(const labels::Table& table, std::size_t begin, std::size_t end);
std::vector<NewRegion> region_rows(const labels::Table& table, std::size_t begin, std::size_t end);

}  // namespace assay::app
