#pragma once
// Every table of an inspection as CSV: file name and text.

#include <string>
#include <utility>
#include <vector>

#include "quality/inspection.h"

namespace assay::render {

std::vector<std::pair<std::string, std::string>> inspection_csv(const quality::Inspection& inspection);

}  // namespace assay::render
