#pragma once
// Every table of an inspection as columns and cells, for CSV and spreadsheets.

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "quality/inspection.h"

namespace assay::render {

using Cell = std::variant<std::monostate, std::int64_t, double, std::string>;  // monostate: nothing to say

struct ReportTable {
  std::string name;  // at most 31 characters
  std::vector<std::string> columns;
  std::vector<std::vector<Cell>> rows;  // each as long as columns
};

// Tables that have rows. An estimate takes six columns: NAME, NAME_lower, NAME_upper, NAME_n, NAME_method,
// NAME_status; an object one column for each of its keys, NAME_KEY; a list is one cell of JSON. Rows of all
// questions stand in one table, with the column `question`.
std::vector<ReportTable> inspection_tables(const quality::Inspection& inspection);

}  // namespace assay::render
