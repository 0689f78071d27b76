#pragma once
// Columns of a sample as numbers, truths and texts. Inside quality.

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "labels/table.h"

namespace assay::quality {

// One per item of the table; nothing where the cell is empty.
Result<std::vector<std::optional<bool>>> truth_column(const labels::Table& table, const std::string& name);
Result<std::vector<std::optional<double>>> number_column(const labels::Table& table, const std::string& name);
Result<std::vector<std::string>> text_column(const labels::Table& table, const std::string& name);

}  // namespace assay::quality
