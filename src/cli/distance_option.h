#pragma once
// --distance: the distance of alpha that a person chose.

#include <string>

#include "base/result.h"
#include "quality/workspace.h"

namespace assay::cli {

// "circular:PERIOD", "bipolar:LOW:HIGH", or "tree:FILE", FILE a table with the columns category and parent.
Result<quality::ChosenDistance> distance_option(const std::string& text);

}  // namespace assay::cli
