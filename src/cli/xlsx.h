#pragma once
// Tables as one spreadsheet, and the only place that knows the library behind it.

#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "render/tables.h"

namespace assay::cli {

// Every pair is a sheet: its name (at most 31 characters) and its table as CSV, the first row a header. Cells
// that read as a number and look the same when written again are numbers, all others are text: nothing is a
// formula. The file appears whole or not at all. Refuses more than 1,048,575 rows, 16,384 columns or 32,767
// bytes in a cell, which is what a spreadsheet can hold.
Result<Done> write_xlsx(const std::string& path,
                        const std::vector<std::pair<std::string, std::string>>& sheets);

// The same of tables whose cells know what they are: numbers are numbers, and all text is text. A longer text
// than a cell can hold is cut off and ends in an ellipsis; more rows or columns are refused as above.
Result<Done> write_xlsx(const std::string& path, const std::vector<render::ReportTable>& tables);

}  // namespace assay::cli
