#pragma once
// A small table of names and texts as it stands in a file: what gold and attributes are read from.

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "formats/problem.h"
#include "formats/reader.h"
#include "formats/roles.h"
#include "labels/dictionary.h"

namespace assay::formats {

struct SheetColumn {
  std::string name;
  labels::Dictionary values;
  std::vector<std::uint32_t> code;  // one per row; labels::none where the cell is empty
};

struct Sheet {
  std::vector<SheetColumn> columns;
  std::vector<std::int64_t> line;  // of each row
  RoleColumns roles;
  std::string format;  // "csv" or "jsonl"
  std::string understood;

  std::size_t row_count() const { return line.size(); }
  // The cell's text; empty when the file has no such column or the cell is empty.
  std::string_view cell(std::size_t column, std::size_t row) const;
  std::string_view cell(Role role, std::size_t row) const;
};

// CSV, TSV or JSONL. Rows that cannot be used are listed as problems and left out.
Result<Sheet> read_sheet(std::string_view bytes, FileKind kind, const ReadOptions& options,
                         Problems& problems);

}  // namespace assay::formats
