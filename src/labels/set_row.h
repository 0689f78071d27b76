#pragma once
// A row of a table made another one: for who keeps a table while answers are corrected.

#include "labels/table.h"

namespace assay::labels {

// The row `at`, which must be there, becomes this one. Optional columns come into being as by add_codes.
void set_row(Table& table, std::size_t at, const RowCodes& row);

}  // namespace assay::labels
