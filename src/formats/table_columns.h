#pragma once
// What the columns of a plain table are taken for, for people to correct before its rows are read.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formats/reader.h"
#include "formats/roles.h"

namespace assay::formats {

struct TableColumn {
  std::string name;                   // its number where the header has none
  std::string role;                   // "" = not used
  std::vector<std::string> examples;  // the cells of the first rows, empty ones too, cut to 200 bytes
};

struct TableColumns {
  std::string format;  // "csv" or "jsonl"
  std::vector<TableColumn> columns;
  std::vector<Role> missing;  // of those that the file must have: no column is clearly the one
};

// The columns of a CSV, TSV or JSONL of annotations or gold. Nothing for other formats, whose fields mean
// what their tools say, and for bytes that are no table: the reader says why. Error: options.columns name a
// role or a column that is not there. Cost: decoding the text; the first 1,000 rows.
Result<std::optional<TableColumns>> table_columns(std::string_view bytes, FileKind kind,
                                                  const ReadOptions& options);

}  // namespace assay::formats
